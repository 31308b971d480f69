import Foundation

/// A recording of a tank that a pump fills between 2 m and 4 m while people draw from it; a row a quarter of an hour.
struct TankRecording {
  /// From this row on the level lies by so much more every row.
  var creep: (row: Int, perRow: Double)?

  static let roles = """
    format: 1
    site: tank
    tags:
      - {name: L_T1, quantity: level, unit: m}
      - {name: F_PU1, quantity: flow, unit: l/s}
      - {name: S_PU1, kind: state, quantity: state}
      - {name: P_J1, quantity: pressure, unit: mWC}
      - {name: P_J2, quantity: pressure, unit: mWC}

    """

  /// With a label where the level lies.
  func csv(_ count: Int, first: Int = 0, isLabelled: Bool = false) -> String {
    var lines = ["step,L_T1,F_PU1,S_PU1,P_J1,P_J2" + (isLabelled ? ",label" : "")]
    var (level, isOn, state) = (3.0, false, UInt64(first + 1))
    func noise() -> Double {
      // Sum of four uniform numbers: nearly normal, deviation 1.
      let sum = (0..<4).reduce(0.0) { sum, _ in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return sum + Double(state >> 40) / Double(1 << 24)
      }
      return (sum - 2) * 3.0.squareRoot()
    }
    for row in first..<first + count {
      let lie = creep.map { Double(max(0, row - $0.row)) * $0.perRow } ?? 0
      let flow = isOn ? 30 + noise() : 0
      let suction = 20 + noise()
      let discharge = suction + (isOn ? 90 - 0.02 * flow * flow : 0) + 0.05 * noise()
      let values = [level + 0.005 * noise() + lie, flow, isOn ? 1 : 0, suction, discharge]
      lines.append(
        "\(row)," + values.map { String(format: "%.3f", $0) }.joined(separator: ",")
          + (isLabelled ? (lie > 0 ? ",1" : ",0") : ""))
      let demand = 14 + 5 * sin(2 * .pi * Double(row) / 96) + 1.5 * noise()
      level += (flow - demand) * 0.009
      if level < 2 { isOn = true }
      if level > 4 { isOn = false }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
