import Foundation
import TwinModel

/// A tank whose pump is switched within seconds while rows come every hour: the pump may have run for any part of one.
struct FastTank {
  static let tags = ["level", "flow", "state", "pressure"]
  static let area = 100.0
  static let period = 3600.0
  static let (on, off) = (2.0, 4.0)

  static var site: Site {
    Site(
      id: "fast",
      tags: [
        Tag(name: "level", unit: "m", quantity: .level), Tag(name: "flow", unit: "l/s", quantity: .flow),
        Tag(name: "state", kind: .state), Tag(name: "pressure", unit: "mWC", quantity: .pressure),
      ],
      balances: [Balance(name: "tank", storage: [.init(tag: "level", area: area)], inflow: ["flow"], profile: .day)],
      rules: [ControllerRule(actuator: "state", level: "level", on: on, off: off)])
  }

  /// Rows of shape `[row, tag]`; the pressure falls with what people draw in the hour to come.
  static func rows(_ count: Int, seed: UInt64) -> [[Double]] {
    var random = SeededGenerator(seed: seed)
    var (level, isOn) = (3.0, false)
    return (0..<count).map { row in
      let demand = 22 + 6 * sin(2 * .pi * Double(row) / 24) + 1.5 * random.normal()
      let values = [level, isOn ? 50 : 0, isOn ? 1 : 0, 60 - 0.5 * demand + 0.05 * random.normal()]
      for _ in 0..<360 {
        level += ((isOn ? 50 : 0) - demand) / 1000 * 10 / area
        if level <= on { isOn = true }
        if level >= off { isOn = false }
      }
      return values
    }
  }

  static func record(_ rows: [[Double]]) -> OperatingRecord {
    var record = OperatingRecord(tags: tags, period: period)
    record.append(
      OperatingRecord.Stretch(
        series: "tank", sequences: Array(rows.indices), values: rows.flatMap { $0 },
        seconds: rows.indices.map { Double($0) * period }))
    return record
  }
}
