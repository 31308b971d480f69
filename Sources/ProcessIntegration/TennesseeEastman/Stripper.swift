extension TennesseeEastmanProcess {
  /// The stripping column: what of the A+C feed and the separator's liquid goes up, and what comes down.
  public struct Stripper: Sendable, Equatable {
    /// Share of each component that leaves overhead, 0 … 1.
    public var fractions: ComponentVector
    /// Component flows overhead, lbmol/h.
    public var overhead: ComponentVector
    /// Component flows into the sump, lbmol/h.
    public var stripped: ComponentVector

    /// A short-cut stripper: s = b κ/(1 + b κ), where κ is the ratio of gas to liquid times a temperature factor.
    ///
    /// Source: Downs & Vogel 1993, stripper; temperature in °C.
    init(gas: Stream, liquid: Stream, temperature: Double) {
      fractions = Self.fractions(gasFlow: gas.flow, liquidFlow: liquid.flow, temperature: temperature)
      let feed = gas.componentFlows + liquid.componentFlows
      overhead = fractions * feed
      stripped = feed - overhead
    }

    private static func fractions(gasFlow: Double, liquidFlow: Double, temperature: Double) -> ComponentVector {
      guard liquidFlow > 0.1 else { return withoutLiquid }
      let ratio = gasFlow / liquidFlow * temperatureFactor(temperature)
      let stripping = strippability * ratio
      var fractions = stripping / (1 + stripping)
      for i in 0..<3 { fractions[i] = withoutLiquid[i] }
      return fractions
    }

    private static func temperatureFactor(_ temperature: Double) -> Double {
      if temperature > 170 { return temperature - 120.262 }
      if temperature < 5.292 { return 0.1 }
      return 363.744 / (177 - temperature) - 2.22579488
    }

    /// Shares when hardly any liquid comes down; those of the gases A, B and C hold always.
    private static let withoutLiquid: ComponentVector = [0.995, 0.991, 0.99, 0.9999, 0.999, 0.999, 0.99, 0.98]
    private static let strippability: ComponentVector = [0, 0, 0, 8.501, 11.402, 11.795, 0.048, 0.0242]
  }
}
