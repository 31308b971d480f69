import Foundation
import TwinModel

/// A tank that a pump fills by a two-point rule while people draw from it; one row a quarter of an hour.
struct WateredTank {
  static let tags = ["level", "flow", "state", "suction", "discharge"]
  static let period = 900.0

  static let site = Site(
    id: "tank",
    tags: [
      Tag(name: "level", unit: "m", quantity: .level), Tag(name: "flow", unit: "l/s", quantity: .flow),
      Tag(name: "state", kind: .state), Tag(name: "suction", unit: "mWC", quantity: .pressure),
      Tag(name: "discharge", unit: "mWC", quantity: .pressure),
    ],
    balances: [
      Balance(name: "tank", storage: [.init(tag: "level", area: 100)], inflow: ["flow"], profile: .day)
    ],
    relations: [
      Relation(name: "curve", tag: "flow", from: ["discharge", "suction"], form: .pump, runsWith: "state")
    ],
    rules: [ControllerRule(actuator: "state", level: "level", on: 2, off: 4)])

  /// A level that lies by so much more every row, from the given row on.
  var creep: (row: Int, perRow: Double)?

  /// Rows in one series, counted from `first`.
  func block(_ count: Int, seed: UInt64, first: Int = 0) -> FrameBlock {
    var random = SeededGenerator(seed: seed)
    var (level, isOn, deviation) = (3.0, false, 0.0)
    var block = FrameBlock(tags: Self.tags)
    for row in first..<first + count {
      let lie = creep.map { Double(max(0, row - $0.row)) * $0.perRow } ?? 0
      let flow = isOn ? 30 + random.normal() : 0
      let suction = 20 + random.normal()
      let lift = isOn ? 90 - 0.02 * flow * flow : 0
      let reading = level + 0.005 * random.normal() + lie
      block.append(
        series: "tank", sequence: row, sourceTime: nil,
        values: [reading, flow, isOn ? 1 : 0, suction, suction + lift + 0.05 * random.normal()])
      deviation = 0.6 * deviation + 1.5 * random.normal()
      let demand = 14 + 5 * sin(2 * .pi * Double(row) * Self.period / 86_400) + deviation
      level += (flow - demand) / 1000 * Self.period / 100
      if reading < 2 { isOn = true }
      if reading > 4 { isOn = false }
    }
    return block
  }
}
