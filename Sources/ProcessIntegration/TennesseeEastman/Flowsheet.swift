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

      dFeed = .gas(valves[.dFeed] * 400 / 100, Self.dFeedComposition, at: surroundings.dFeedTemperature)
      eFeed = .gas(valves[.eFeed] * 400 / 100, Self.eFeedComposition, at: 45)
      aFeed = .gas(
        valves[.aFeed] * surroundings.aFeedAvailability * 100 / 100, Self.aFeedComposition, at: 45)
      acFeed = .gas(
        valves[.acFeed] * surroundings.acFeedAvailability * 1500 / 100 + 1e-10, surroundings.acFeedComposition,
        at: surroundings.acFeedTemperature)

      reactorFeed = .gas(
        Self.gasFlow(1937.6, from: mixingZone.pressure, to: reactor.pressure, mixingZone.vapour),
        mixingZone.vapour, at: mixingZone.temperature)
      reactorOutlet = .gas(
        Self.gasFlow(4574.21, from: reactor.pressure, to: separator.pressure, reactor.vapour)
          * surroundings.reactorOutlet,
        reactor.vapour, at: reactor.temperature)
      purge = .gas(
        Self.gasFlow(0.151169 * valves[.purge], from: separator.pressure, to: 760, separator.vapour),
        separator.vapour, at: separator.temperature)
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
        reactor: HeatExchange.reactor(
          reactor, coolant: state.reactorCoolantTemperature, agitator: valves[.agitatorSpeed],
          efficiency: surroundings.reactorHeatTransfer),
        condenser: HeatExchange.condenser(
          gasFlow: reactorOutlet.flow, gasTemperature: reactor.temperature,
          coolant: state.condenserCoolantTemperature, efficiency: surroundings.condenserHeatTransfer),
        stripper: HeatExchange.stripper(
          temperature: stripperSump.temperature, steamValve: valves[.stripperSteam],
          deviation: surroundings.steamDeviation))
    }

    /// Molar flow of a gas that a pressure difference drives, F = k √Δp / M; none against the difference.
    private static func gasFlow(
      _ coefficient: Double, from upstream: Double, to downstream: Double, _ composition: ComponentVector
    ) -> Double {
      coefficient * max(upstream - downstream, 0).squareRoot() / composition.dot(PhysicalProperties.molarMass)
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
