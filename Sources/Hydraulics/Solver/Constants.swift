import PortableMath

/// EPANET's constants in SI, so that its results are met to the last digits it prints.
///
/// EPANET computes in feet and cubic feet per second and converts with 1 ft³ = 28.317 L, which is not the cube of
/// 0.3048 m; friction constants and flow factor belong together.
///
/// Source: EPANET 2.2 User Manual (EPA/600/R-20/133), chapter 12, "Analysis Algorithms".
enum Constants {
  static let foot = 0.3048
  static let cubicFoot = 0.028317
  /// m³ of tank volume per m³ of flow, as the two factors above do not fit together exactly.
  static let volumePerFlow = foot * foot * foot / cubicFoot

  /// Resistance of a closed link, s/m².
  static let closedResistance = 1e8 * foot / cubicFoot
  /// Resistance of an open valve without loss coefficient, s/m².
  static let openResistance = 1e-6 * foot / cubicFoot
  /// Smallest gradient of head loss, s/m²; below it laws become straight lines.
  static let smallestGradient = 1e-7 * foot / cubicFoot
  /// Smallest flow that counts, m³/s; the flow with which a closed link starts.
  static let zeroFlow = 1e-6 * cubicFoot
  /// Head difference that counts in status checks, m.
  static let headTolerance = 0.0005 * foot
  /// Flow that counts in status checks, m³/s.
  static let flowTolerance = 1e-4 * cubicFoot
  /// Velocity with which an open link starts, m/s.
  static let startVelocity = 1.0
  /// Slack when a level is compared with the limit it was clipped to, m.
  static let levelSlack = 1e-9

  static let hazenWilliamsExponent = 1.852
  static let quadraticExponent = 2.0

  /// Kinematic viscosity of water at 20 °C such that flow / (viscosity · diameter) is Reynolds' number · π/4.
  static let viscosity = 1.1e-5 * cubicFoot / foot
  /// Head gained times flow per W of a pump of constant power, m·m³/s/W.
  static let headFlowPerWatt = 8.814 * foot * cubicFoot / 745.7

  /// Loss coefficient K to m of head per (m³/s)².
  static func minorResistance(_ coefficient: Double, diameter: Double) -> Double {
    let squared = diameter * diameter
    return 0.02517 * coefficient / (squared * squared) * power4(foot) * foot / (cubicFoot * cubicFoot)
  }

  /// Hazen–Williams: head loss = result · q^1.852.
  static func hazenWilliamsResistance(length: Double, diameter: Double, coefficient: Double) -> Double {
    4.727 * power(foot, 4.871) / power(cubicFoot, 1.852) * length
      / (power(coefficient, 1.852) * power(diameter, 4.871))
  }

  /// Darcy–Weisbach: head loss = friction factor · result · q².
  static func darcyWeisbachResistance(length: Double, diameter: Double) -> Double {
    let area = Double.pi * diameter * diameter / 4
    return power4(foot) * foot / (cubicFoot * cubicFoot) * length / (64.4 * diameter * area * area)
  }

  /// Chézy–Manning: head loss = result · q².
  static func chezyManningResistance(length: Double, diameter: Double, roughness: Double) -> Double {
    let d = diameter / foot
    let slope = 4 * roughness / (1.49 * Double.pi * d * d)
    return slope * slope * power(d / 4, -1.333) * length / (cubicFoot * cubicFoot)
  }

  private static func power4(_ x: Double) -> Double { x * x * x * x }
}
