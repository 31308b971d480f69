/// One engineering unit of the table: a dimension, and how to reach its coherent unit (`value × factor + offset`).
///
/// The table is small on purpose. A unit that it does not hold is legal in a site file; it is then neither converted
/// nor checked.
struct Unit: Sendable, Equatable {
  /// The text as a plant writes it.
  let symbol: String
  let dimension: Dimension
  /// How many coherent units one of this unit is.
  let factor: Double
  /// What zero of this unit is in the coherent unit.
  let offset: Double

  private init(_ symbol: String, _ dimension: Dimension, _ factor: Double, offset: Double = 0) {
    self.symbol = symbol
    self.dimension = dimension
    self.factor = factor
    self.offset = offset
  }

  /// The unit of that text; `nil` when the table does not hold it. Case counts: `mW` is not `MW`.
  init?(symbol: String) {
    guard let found = Self.bySymbol[symbol] else { return nil }
    self = found
  }

  /// The value in `other`, which must be of the same dimension. A difference (a rate, a step) takes no offset.
  func convert(_ value: Double, to other: Unit, difference: Bool = false) -> Double {
    precondition(dimension == other.dimension, "units of one dimension")
    if symbol == other.symbol { return value }
    if difference { return value * factor / other.factor }
    return (value * factor + offset - other.offset) / other.factor
  }

  /// The symbols of a dimension, in table order.
  static func symbols(of dimension: Dimension) -> [String] {
    table.filter { $0.dimension == dimension }.map(\.symbol)
  }

  private static let bySymbol: [String: Unit] = Dictionary(
    table.map { ($0.symbol, $0) }, uniquingKeysWith: { first, _ in first })

  private static let table: [Unit] = [
    Unit("m", .length, 1), Unit("cm", .length, 0.01), Unit("mm", .length, 0.001), Unit("ft", .length, 0.3048),
    Unit("in", .length, 0.0254), Unit("mWC", .length, 1), Unit("mH2O", .length, 1),
    Unit("m2", .area, 1), Unit("m²", .area, 1), Unit("ft2", .area, 0.092_903_04),
    Unit("m3", .volume, 1), Unit("m³", .volume, 1), Unit("l", .volume, 0.001), Unit("L", .volume, 0.001),
    Unit("gal", .volume, 0.003_785_411_784),
    Unit("kg", .mass, 1), Unit("g", .mass, 0.001), Unit("t", .mass, 1000),
    Unit("s", .time, 1), Unit("ms", .time, 0.001), Unit("min", .time, 60), Unit("h", .time, 3600),
    Unit("d", .time, 86400),
    Unit("m3/s", .volumeFlow, 1), Unit("m³/s", .volumeFlow, 1), Unit("m3/h", .volumeFlow, 1 / 3600.0),
    Unit("m³/h", .volumeFlow, 1 / 3600.0), Unit("l/s", .volumeFlow, 0.001), Unit("L/s", .volumeFlow, 0.001),
    Unit("l/min", .volumeFlow, 0.001 / 60), Unit("L/min", .volumeFlow, 0.001 / 60),
    Unit("gpm", .volumeFlow, 0.003_785_411_784 / 60), Unit("kscmh", .volumeFlow, 1000 / 3600.0),
    Unit("kg/s", .massFlow, 1), Unit("kg/h", .massFlow, 1 / 3600.0), Unit("t/h", .massFlow, 1000 / 3600.0),
    Unit("Pa", .pressure, 1), Unit("hPa", .pressure, 100), Unit("kPa", .pressure, 1e3), Unit("MPa", .pressure, 1e6),
    Unit("bar", .pressure, 1e5), Unit("mbar", .pressure, 100), Unit("psi", .pressure, 6894.757_293_168),
    Unit("K", .temperature, 1), Unit("°C", .temperature, 1, offset: 273.15),
    Unit("degC", .temperature, 1, offset: 273.15), Unit("°F", .temperature, 5 / 9.0, offset: 459.67 * 5 / 9),
    Unit("W", .power, 1), Unit("kW", .power, 1e3), Unit("MW", .power, 1e6), Unit("kvar", .reactivePower, 1e3),
    Unit("Mvar", .reactivePower, 1e6), Unit("MVAr", .reactivePower, 1e6), Unit("kVA", .apparentPower, 1e3),
    Unit("MVA", .apparentPower, 1e6),
    Unit("J", .energy, 1), Unit("kJ", .energy, 1e3), Unit("kWh", .energy, 3.6e6), Unit("MWh", .energy, 3.6e9),
    Unit("V", .voltage, 1), Unit("mV", .voltage, 0.001), Unit("kV", .voltage, 1e3),
    Unit("A", .current, 1), Unit("mA", .current, 0.001), Unit("kA", .current, 1e3),
    Unit("Hz", .frequency, 1), Unit("kHz", .frequency, 1e3), Unit("mHz", .frequency, 0.001),
    Unit("rpm", .rotation, 1), Unit("1/min", .rotation, 1),
    Unit("m/s", .velocity, 1), Unit("mm/s", .velocity, 0.001),
    Unit("rad", .angle, 1), Unit("deg", .angle, .pi / 180), Unit("°", .angle, .pi / 180),
    Unit("S/m", .conductivity, 1), Unit("µS/cm", .conductivity, 1e-4), Unit("uS/cm", .conductivity, 1e-4),
    Unit("mS/cm", .conductivity, 0.1),
    Unit("pH", .acidity, 1),
    Unit("mg/l", .concentration, 1), Unit("mg/L", .concentration, 1), Unit("g/l", .concentration, 1000),
    Unit("1", .share, 1), Unit("pu", .share, 1), Unit("%", .share, 0.01), Unit("mol%", .share, 0.01),
    Unit("ppm", .share, 1e-6),
  ]
}
