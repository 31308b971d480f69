extension TennesseeEastmanProcess {
  /// Everything that follows from the states at one instant: phases, reactions, streams and heat.
  ///
  /// Useful by itself to check what a plant reports against its own balances.
  public struct Flowsheet: Sendable, Equatable {
    /// The reactor's contents.
    public var reactor: TwoPhaseVessel
    /// The product separator's contents.
    public var separator: TwoPhaseVessel
    /// The stripper's sump.
    public var stripperSump: Sump
    /// The mixing zone before the reactor.
    public var mixingZone: VapourSpace
    /// What reacts.
    public var reactions: Reactions
    /// Stream 2.
    public var dFeed: Stream
    /// Stream 3.
    public var eFeed: Stream
    /// Stream 1.
    public var aFeed: Stream
    /// Stream 4.
    public var acFeed: Stream
    /// Stream 5, from the stripper's top to the mixing zone.
    public var stripperOverhead: Stream
    /// Stream 6.
    public var reactorFeed: Stream
    /// Stream 7.
    public var reactorOutlet: Stream
    /// Stream 8, with the compressor's work in its enthalpy.
    public var recycle: Stream
    /// Stream 9.
    public var purge: Stream
    /// Stream 10.
    public var separatorUnderflow: Stream
    /// Stream 11.
    public var product: Stream
    /// What happens in the stripping column.
    public var stripper: Stripper
    /// The recycle compressor.
    public var compressor: Compressor
    /// Heat from water and steam.
    public var heat: HeatExchange
    /// Cooling water to the reactor, gal/min.
    public var reactorCoolantFlow: Double
    /// Cooling water to the condenser, gal/min.
    public var condenserCoolantFlow: Double

    init(_ state: State, _ surroundings: Surroundings, guess: Temperatures) {
      let valves = state.valves
      reactor = TwoPhaseVessel(state.reactor, volume: Volume.reactor, temperatureGuess: guess.reactor)
      separator = TwoPhaseVessel(state.separator, volume: Volume.separator, temperatureGuess: guess.separator)
      stripperSump = Sump(state.stripper, temperatureGuess: guess.stripper)
      mixingZone = VapourSpace(state.mixingZone, volume: Volume.mixingZone, temperatureGuess: guess.mixingZone)
      reactions = Reactions(in: reactor, surroundings)
      (aFeed, dFeed, eFeed, acFeed) = Self.feeds(valves, surroundings)

      reactorFeed = Self.gasFlow(1937.6, from: mixingZone, to: reactor.pressure)
      reactorOutlet = Self.gasFlow(4574.21 * surroundings.reactorOutlet, from: reactor, to: separator.pressure)
      purge = Self.gasFlow(0.151169 * valves[.purge], from: separator, to: 760)
      compressor = Compressor(
        suction: separator, discharge: mixingZone, recycleValve: valves[.compressorRecycle])
      recycle = Stream(
        flow: compressor.recycleFlow, composition: separator.vapour,
        enthalpy: purge.enthalpy + compressor.power / compressor.recycleFlow)

      separatorUnderflow = .liquid(
        valves[.separatorUnderflow] * 1500 / 100, separator.liquid, at: separator.temperature)
      product = .liquid(valves[.stripperProduct] * 1000 / 100, stripperSump.liquid, at: stripperSump.temperature)
      stripper = Stripper(gas: acFeed, liquid: separatorUnderflow, temperature: stripperSump.temperature)
      let overheadFlow = stripper.overhead.total
      stripperOverhead = .gas(overheadFlow, stripper.overhead / overheadFlow, at: stripperSump.temperature)

      reactorCoolantFlow = valves[.reactorCooling] * 1000 / 100
      condenserCoolantFlow = valves[.condenserCooling] * 1200 / 100
      heat = HeatExchange(
        state, surroundings, reactor: reactor, gasFlow: reactorOutlet.flow, sump: stripperSump)
    }

    /// The four feeds, as far as their valves are open and they are available.
    private static func feeds(
      _ valves: ManipulatedVariables, _ surroundings: Surroundings
    ) -> (a: Stream, d: Stream, e: Stream, ac: Stream) {
      (
        a: .gas(valves[.aFeed] * surroundings.aFeedAvailability * 100 / 100, aFeedComposition, at: 45),
        d: .gas(valves[.dFeed] * 400 / 100, dFeedComposition, at: surroundings.dFeedTemperature),
        e: .gas(valves[.eFeed] * 400 / 100, eFeedComposition, at: 45),
        ac: .gas(
          valves[.acFeed] * surroundings.acFeedAvailability * 1500 / 100 + 1e-10,
          surroundings.acFeedComposition, at: surroundings.acFeedTemperature)
      )
    }

    /// A gas that a pressure difference drives, F = k √Δp / M in lbmol/h; none against the difference.
    private static func gasFlow(_ coefficient: Double, from upstream: some VapourSource, to pressure: Double) -> Stream
    {
      let molarMass = upstream.vapour.dot(PhysicalProperties.molarMass)
      let flow = coefficient * max(upstream.pressure - pressure, 0).squareRoot() / molarMass
      return .gas(flow, upstream.vapour, at: upstream.temperature)
    }

    static let dFeedComposition: ComponentVector = [0, 0.0001, 0, 0.9999, 0, 0, 0, 0]
    static let eFeedComposition: ComponentVector = [0, 0, 0, 0, 0.9999, 0.0001, 0, 0]
    private static let aFeedComposition: ComponentVector = [0.9999, 0.0001, 0, 0, 0, 0, 0, 0]

    /// Where the next search for the temperatures may start.
    var temperatures: Temperatures {
      Temperatures(
        reactor: reactor.temperature, separator: separator.temperature, stripper: stripperSump.temperature,
        mixingZone: mixingZone.temperature)
    }
  }
}
