/// Units of an input file as factors to SI: a number of the file times the factor is the number in SI.
struct UnitSystem {
  /// Flow units by name: flow of 1 ft³/s in the unit (EPANET's factors), and whether the rest of the file is SI.
  private static let flows: [(name: String, perCubicFoot: Double, isSI: Bool)] = [
    ("CFS", 1, false), ("GPM", 448.831, false), ("MGD", 0.64632, false), ("IMGD", 0.5382, false),
    ("AFD", 1.9837, false), ("LPS", 28.317, true), ("LPM", 1699.0, true), ("MLD", 2.4466, true),
    ("CMH", 101.94, true), ("CMD", 2446.6, true), ("CMS", 0.028317, true),
  ]

  private(set) var flow = Constants.cubicFoot / 448.831
  private(set) var isSI = false
  var pressureUnit: PressureUnit?
  var specificGravity = 1.0

  enum PressureUnit {
    case psi
    case kilopascal
    case metre
  }

  /// Chooses the flow unit of this name, and with it all others.
  mutating func choose(flow name: String) -> Bool {
    guard let unit = Self.flows.first(where: { $0.name == name.uppercased() }) else { return false }
    flow = Constants.cubicFoot / unit.perCubicFoot
    isSI = unit.isSI
    return true
  }

  /// Elevation, head, level, length and tank diameter.
  var length: Double { isSI ? 1 : Constants.foot }
  /// Diameter of pipes and valves.
  var diameter: Double { isSI ? 0.001 : Constants.foot / 12 }
  /// Roughness height for Darcy–Weisbach.
  var roughness: Double { isSI ? 0.001 : Constants.foot / 1000 }
  var volume: Double { isSI ? 1 : Constants.foot * Constants.foot * Constants.foot }
  /// Power of pumps: kW or horsepower.
  var power: Double { isSI ? 1000 : 745.7 }
  /// Pressure as metres of what flows; psi for US and metres for SI flow units unless the file says otherwise.
  var pressure: Double {
    switch pressureUnit ?? (isSI ? .metre : .psi) {
    case .psi: Constants.foot / (0.4333 * specificGravity)
    case .kilopascal: Constants.foot / (6.895 * 0.4333 * specificGravity)
    case .metre: 1 / specificGravity
    }
  }
}
