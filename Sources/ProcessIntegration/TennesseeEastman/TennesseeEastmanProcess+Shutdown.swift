extension TennesseeEastmanProcess {
  /// Why the plant shut itself down, with the value that did it. An outcome of the plant, not an error.
  ///
  /// A value that is not a number counts as outside its limits.
  /// Source: Downs & Vogel 1993, process operating constraints.
  public enum Shutdown: Sendable, Equatable, CustomStringConvertible {
    /// Above 3000 kPa gauge.
    case reactorPressureHigh(kilopascal: Double)
    /// Above 24 m³.
    case reactorLevelHigh(cubicMetres: Double)
    /// Below 2 m³.
    case reactorLevelLow(cubicMetres: Double)
    /// Above 175 °C.
    case reactorTemperatureHigh(celsius: Double)
    /// Above 12 m³.
    case separatorLevelHigh(cubicMetres: Double)
    /// Below 1 m³.
    case separatorLevelLow(cubicMetres: Double)
    /// Above 8 m³.
    case stripperLevelHigh(cubicMetres: Double)
    /// Below 1 m³.
    case stripperLevelLow(cubicMetres: Double)

    /// The first limit that is violated, in the order of the cases; `nil` when the plant may run.
    init?(_ flowsheet: Flowsheet) {
      let metres = Flowsheet.cubicFeetPerCubicMetre
      let pressure = Flowsheet.gaugeKilopascal(flowsheet.reactor.pressure)
      let reactor = flowsheet.reactor.liquidVolume / metres
      let separator = flowsheet.separator.liquidVolume / metres
      let stripper = flowsheet.stripperSump.liquidVolume / metres
      let temperature = flowsheet.reactor.temperature
      if !(pressure <= 3000) {
        self = .reactorPressureHigh(kilopascal: pressure)
      } else if !(reactor <= 24) {
        self = .reactorLevelHigh(cubicMetres: reactor)
      } else if reactor < 2 {
        self = .reactorLevelLow(cubicMetres: reactor)
      } else if !(temperature <= 175) {
        self = .reactorTemperatureHigh(celsius: temperature)
      } else if !(separator <= 12) {
        self = .separatorLevelHigh(cubicMetres: separator)
      } else if separator < 1 {
        self = .separatorLevelLow(cubicMetres: separator)
      } else if !(stripper <= 8) {
        self = .stripperLevelHigh(cubicMetres: stripper)
      } else if stripper < 1 {
        self = .stripperLevelLow(cubicMetres: stripper)
      } else {
        return nil
      }
    }

    /// One sentence for people.
    public var description: String {
      switch self {
      case .reactorPressureHigh(let value): "reactor pressure \(Self.rounded(value)) kPa gauge is above 3000"
      case .reactorLevelHigh(let value): "reactor liquid \(Self.rounded(value)) m3 is above 24"
      case .reactorLevelLow(let value): "reactor liquid \(Self.rounded(value)) m3 is below 2"
      case .reactorTemperatureHigh(let value): "reactor temperature \(Self.rounded(value)) degC is above 175"
      case .separatorLevelHigh(let value): "separator liquid \(Self.rounded(value)) m3 is above 12"
      case .separatorLevelLow(let value): "separator liquid \(Self.rounded(value)) m3 is below 1"
      case .stripperLevelHigh(let value): "stripper liquid \(Self.rounded(value)) m3 is above 8"
      case .stripperLevelLow(let value): "stripper liquid \(Self.rounded(value)) m3 is below 1"
      }
    }

    /// A tenth is as much as anybody reads.
    private static func rounded(_ value: Double) -> Double { (value * 10).rounded() / 10 }
  }
}
