/// Molar enthalpy of a mixture of fixed composition as a polynomial of temperature, MMBtu/lbmol over °C.
///
/// h(T) = c + T (a₀ + a₁ T/2 + a₂ T²/3); the slope is then a₀ + a₁ T + a₂ T².
/// Source: Downs & Vogel 1993, physical property correlations.
struct EnthalpyPolynomial {
  private var constant: Double
  private var linear: Double
  private var quadratic: Double
  private var cubic: Double

  /// Enthalpy h_L of a liquid, relative to liquid at 0 °C.
  static func liquid(_ fractions: ComponentVector) -> Self {
    let mass = fractions * PhysicalProperties.molarMass
    return Self(
      constant: 0, linear: fahrenheit * mass.dot(liquid0), quadratic: fahrenheit * mass.dot(liquid1),
      cubic: fahrenheit * mass.dot(liquid2))
  }

  /// Enthalpy h_G of a gas, with the heat of vaporisation.
  static func gas(_ fractions: ComponentVector) -> Self {
    let mass = fractions * PhysicalProperties.molarMass
    return Self(
      constant: mass.dot(vaporisation), linear: fahrenheit * mass.dot(gas0),
      quadratic: fahrenheit * mass.dot(gas1), cubic: fahrenheit * mass.dot(gas2))
  }

  /// Internal energy u_G = h_G − R Θ of a gas.
  static func gasInternalEnergy(_ fractions: ComponentVector) -> Self {
    var polynomial = gas(fractions)
    polynomial.constant -= PhysicalProperties.energyGasConstant * PhysicalProperties.zeroCelsius
    polynomial.linear -= PhysicalProperties.energyGasConstant
    return polynomial
  }

  /// The enthalpy at a temperature in °C.
  func callAsFunction(_ temperature: Double) -> Double {
    constant + temperature * (linear + temperature * (quadratic / 2 + temperature * cubic / 3))
  }

  /// The temperature at which the mixture has this enthalpy, by Newton's method.
  ///
  /// Stops when a correction is below 10⁻¹² °C; keeps the start when 100 corrections do not get there.
  /// `NaN` for an enthalpy that is not a finite number.
  func temperature(ofEnthalpy enthalpy: Double, startingAt start: Double) -> Double {
    guard enthalpy.isFinite else { return .nan }
    var temperature = start
    for _ in 0..<100 {
      let slope = linear + temperature * (quadratic + temperature * cubic)
      let correction = (self(temperature) - enthalpy) / slope
      temperature -= correction
      if correction.magnitude < 1e-12 { return temperature }
    }
    return start
  }

  /// Degrees Fahrenheit per degree Celsius: the tables are per °F.
  private static let fahrenheit = 1.8
  private static let liquid0: ComponentVector = [
    1e-6, 1e-6, 1e-6, 9.6e-7, 5.73e-7, 6.52e-7, 5.15e-7, 4.71e-7,
  ]
  private static let liquid1: ComponentVector = [0, 0, 0, 8.7e-9, 2.41e-9, 2.18e-9, 5.65e-10, 8.7e-10]
  private static let liquid2: ComponentVector = [0, 0, 0, 4.81e-11, 1.82e-11, 1.94e-11, 3.82e-12, 2.62e-12]
  private static let vaporisation: ComponentVector = [
    1e-6, 1e-6, 1e-6, 8.67e-5, 0.00016, 0.00016, 0.000225, 0.000209,
  ]
  private static let gas0: ComponentVector = [
    3.411e-6, 3.799e-7, 2.491e-7, 3.567e-7, 3.463e-7, 3.93e-7, 1.7e-7, 1.5e-7,
  ]
  private static let gas1: ComponentVector = [7.18e-10, 1.08e-9, 1.36e-11, 8.51e-10, 8.96e-10, 1.02e-9, 0, 0]
  private static let gas2: ComponentVector = [
    6e-13, -3.98e-13, -3.93e-14, -3.12e-13, -3.27e-13, -3.12e-13, 0, 0,
  ]
}
