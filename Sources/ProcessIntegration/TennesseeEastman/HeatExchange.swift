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

    /// Reactor: the coefficient grows with the wetted share of the coil and with the agitator's speed.
    static func reactor(
      _ reactor: TwoPhaseVessel, coolant: Double, agitator: Double, efficiency: Double
    ) -> Double {
      let speed = (agitator + 150) / 100
      let coefficient =
        wettedShare(liquidVolume: reactor.liquidVolume) * (-0.5 * speed * speed + 2.75 * speed - 2.5) * 0.85549
      return coefficient * (coolant - reactor.temperature) * efficiency
    }

    /// Condenser: the coefficient grows with the gas flow; the reactor's outlet temperature drives it.
    static func condenser(gasFlow: Double, gasTemperature: Double, coolant: Double, efficiency: Double) -> Double {
      let relativeFlow = gasFlow / 3528.73
      let square = relativeFlow * relativeFlow
      let coefficient = 0.404655 * (1 - 1 / (1 + square * square))
      return coefficient * (coolant - gasTemperature) * efficiency
    }

    /// Stripper: steam at 100 °C heats the sump up to that temperature.
    static func stripper(temperature: Double, steamValve: Double, deviation: Double) -> Double {
      guard temperature < 100 else { return 0 }
      return steamValve * 0.03 * (1 + deviation) / 100 * (100 - temperature)
    }

    private static func wettedShare(liquidVolume: Double) -> Double {
      let level = liquidVolume / 7.8
      if level > 50 { return 1 }
      if level < 10 { return 0 }
      return 0.025 * level - 0.25
    }
  }
}
