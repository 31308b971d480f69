import Foundation
import TwinModel

/// A tank that a pump fills by a two-point rule while people draw from it: the smallest plant with a balance, a curve and a
/// rule. Everything is known, so what is identified can be compared.
struct TankPlant {
  static let tags = ["L_T1", "F_PU1", "S_PU1", "P_J1", "P_J2"]
  static let area = 100.0
  static let period = 900.0
  static let (on, off) = (2.0, 4.0)

  var noise = 0.005
  var persistence = 0.6
  /// Switches at this level instead of `on`, from the given row on.
  var wrongSwitch: (row: Int, on: Double)?

  static var site: Site {
    Site(
      id: "tank",
      tags: [
        Tag(name: "L_T1", unit: "m", asset: "T1", quantity: .level),
        Tag(name: "F_PU1", unit: "l/s", asset: "PU1", quantity: .flow),
        Tag(name: "S_PU1", kind: .state, asset: "PU1", role: .feedback, quantity: .state),
        Tag(name: "P_J1", unit: "mWC", asset: "J1", quantity: .pressure),
        Tag(name: "P_J2", unit: "mWC", asset: "J2", quantity: .pressure),
      ])
  }

  static func balance(area: Double?) -> Balance {
    Balance(name: "tank", storage: [.init(tag: "L_T1", area: area)], inflow: ["F_PU1"], profile: .day)
  }

  static let curve = Relation(
    name: "curve", tag: "F_PU1", from: ["P_J2", "P_J1"], form: .pump, runsWith: "S_PU1")
  static let rule = ControllerRule(actuator: "S_PU1", level: "L_T1", on: on, off: off)

  /// Rows of shape `[row][tag]`.
  func rows(_ count: Int, seed: UInt64) -> [[Double]] {
    var random = SeededGenerator(seed: seed)
    var (level, isOn, deviation) = (3.0, false, 0.0)
    return (0..<count).map { row in
      let reading = level + noise * random.normal()
      let threshold = wrongSwitch.flatMap { row >= $0.row ? $0.on : nil } ?? Self.on
      let flow = isOn ? 30 + random.normal() : 0
      let suction = 20 + random.normal()
      let lift = isOn ? 90 - 0.02 * flow * flow : 0
      let values = [reading, flow, isOn ? 1 : 0, suction, suction + lift + 0.05 * random.normal()]
      let hour = Double(row) * Self.period / 86_400
      deviation = persistence * deviation + 1.5 * random.normal()
      let demand = 14 + 5 * sin(2 * .pi * hour) + deviation
      level += (flow - demand) / 1000 * Self.period / Self.area
      if reading < threshold { isOn = true }
      if reading > Self.off { isOn = false }
      return values
    }
  }

  func record(_ count: Int, seed: UInt64) -> OperatingRecord { Self.record(rows(count, seed: seed)) }

  static func record(_ rows: [[Double]]) -> OperatingRecord {
    var record = OperatingRecord(tags: tags, period: period)
    record.append(
      OperatingRecord.Stretch(
        series: "tank", sequences: Array(rows.indices), values: rows.flatMap { $0 },
        seconds: rows.indices.map { Double($0) * period }))
    return record
  }

  /// Physics as the owner would declare it, identified.
  func physics(area: Double? = area) throws -> PlantPhysics {
    var site = Self.site
    site.balances = [Self.balance(area: area)]
    site.relations = [Self.curve]
    site.rules = [Self.rule]
    return try PlantPhysics.identify(site, on: record(4000, seed: 1))
  }
}
