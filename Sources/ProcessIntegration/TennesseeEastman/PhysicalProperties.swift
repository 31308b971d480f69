import PortableMath

/// Properties of the eight components, A to H.
///
/// Source: Downs & Vogel 1993, tables of component physical properties.
enum PhysicalProperties {
  /// Molar mass, lb/lbmol.
  static let molarMass: ComponentVector = [2, 25.4, 28, 32, 46, 48, 62, 76]

  /// Gas constant, mmHg·ft³/(lbmol·K).
  static let gasConstant = 998.9
  /// Gas constant, MMBtu/(lbmol·°C).
  static let energyGasConstant = 3.57696 / 1e6
  /// 0 °C in kelvin.
  static let zeroCelsius = 273.15

  /// Vapour pressure of pure D … H, mmHg, at a temperature in °C; 0 for A, B and C, which do not condense.
  ///
  /// Antoine's equation p° = exp(A + B/(T + C)).
  static func vapourPressure(at temperature: Double) -> ComponentVector {
    var pressure = ComponentVector.zero
    for i in 3..<8 {
      pressure[i] = exponential(antoineA[i] + antoineB[i] / (temperature + antoineC[i]))
    }
    return pressure
  }

  /// Molar density of a liquid, lbmol/ft³, at a temperature in °C.
  static func liquidDensity(_ fractions: ComponentVector, at temperature: Double) -> Double {
    1 / (fractions * molarMass / (density0 + (density1 + density2 * temperature) * temperature)).total
  }

  private static let antoineA: ComponentVector = [0, 0, 0, 15.92, 16.35, 16.35, 16.43, 17.21]
  private static let antoineB: ComponentVector = [0, 0, 0, -1444, -2114, -2114, -2748, -3318]
  private static let antoineC: ComponentVector = [0, 0, 0, 259, 265.5, 265.5, 232.9, 249.6]
  private static let density0: ComponentVector = [1, 1, 1, 23.3, 33.9, 32.8, 49.9, 50.5]
  private static let density1: ComponentVector = [0, 0, 0, -0.07, -0.0957, -0.0995, -0.0191, -0.0541]
  private static let density2: ComponentVector = [0, 0, 0, -0.0002, -0.000152, -0.000233, -0.000425, -0.00015]
}
