extension TennesseeEastmanProcess {
  /// Heat that water and steam bring to the units, MMBtu/h; negative where they cool.
  ///
  /// Source: Downs & Vogel 1993, heat exchangers of reactor, condenser and stripper.
  public struct HeatExchange: Sendable, Equatable {
    /// Into the reactor.
    public var reactor: Double
    /// Into the separator, through the condenser.
    public var condenser: Double
    /// Into the stripper, from steam.
    public var stripper: Double

    init(
      _ state: State, _ surroundings: Surroundings, reactor vessel: TwoPhaseVessel, gasFlow: Double, sump: Sump
    ) {
      reactor =
        Self.reactorCoefficient(liquidVolume: vessel.liquidVolume, agitator: state.valves[.agitatorSpeed])
        * (state.reactorCoolantTemperature - vessel.temperature) * surroundings.reactorHeatTransfer
      condenser =
        Self.condenserCoefficient(gasFlow: gasFlow) * (state.condenserCoolantTemperature - vessel.temperature)
        * surroundings.condenserHeatTransfer
      let steam = state.valves[.stripperSteam] * 0.03 * (1 + surroundings.steamDeviation) / 100
      stripper = sump.temperature < 100 ? steam * (100 - sump.temperature) : 0
    }

    /// MMBtu/(h·°C); grows with the wetted share of the coil and with the agitator's speed.
    private static func reactorCoefficient(liquidVolume: Double, agitator: Double) -> Double {
      let speed = (agitator + 150) / 100
      return wettedShare(liquidVolume: liquidVolume) * (-0.5 * speed * speed + 2.75 * speed - 2.5) * 0.85549
    }

    /// MMBtu/(h·°C); grows with the gas flow. The temperature that drives the heat is the reactor outlet's.
    private static func condenserCoefficient(gasFlow: Double) -> Double {
      let relativeFlow = gasFlow / 3528.73
      let square = relativeFlow * relativeFlow
      return 0.404655 * (1 - 1 / (1 + square * square))
    }

    private static func wettedShare(liquidVolume: Double) -> Double {
      let level = liquidVolume / 7.8
      if level > 50 { return 1 }
      if level < 10 { return 0 }
      return 0.025 * level - 0.25
    }
  }
}
