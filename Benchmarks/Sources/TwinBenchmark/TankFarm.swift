import TwinModel

/// Ten tanks with a pump, its curve and its controller each: 50 tags.
struct TankFarm {
  static let tanks = 10
  static let tags = (0..<tanks).flatMap { ["L\($0)", "F\($0)", "S\($0)", "A\($0)", "B\($0)"] }

  private var random = SeededGenerator(seed: 1)
  private var levels = (0..<tanks).map { 2.5 + 0.1 * Double($0) }
  private var areOn = (0..<tanks).map { $0 % 2 == 0 }

  /// What its owner declares.
  static var site: Site {
    var site = Site(id: "farm")
    for tank in 0..<tanks {
      site.balances.append(
        Balance(name: "\(tank)", storage: [.init(tag: "L\(tank)")], inflow: ["F\(tank)"], profile: .week))
      site.relations.append(
        Relation(name: "\(tank)", tag: "F\(tank)", from: ["B\(tank)", "A\(tank)"], form: .pump, runsWith: "S\(tank)"))
      site.rules.append(ControllerRule(actuator: "S\(tank)", level: "L\(tank)", on: 2, off: 4))
    }
    return site
  }

  /// The next row, a quarter of an hour later.
  mutating func next() -> [Double] {
    (0..<Self.tanks).flatMap { tank -> [Double] in
      let flow = areOn[tank] ? 30 + random.normal() : 0
      let reading = levels[tank] + 0.005 * random.normal()
      let discharge = areOn[tank] ? 110 - 0.02 * flow * flow + 0.05 * random.normal() : 20
      let row = [reading, flow, areOn[tank] ? 1 : 0, 20, discharge]
      levels[tank] += (flow - 14 - 2 * random.normal()) * 0.009
      if reading < 2 { areOn[tank] = true }
      if reading > 4 { areOn[tank] = false }
      return row
    }
  }

  /// Rows as a record from which physics can be identified.
  static func record(_ rows: [[Double]]) -> OperatingRecord {
    var record = OperatingRecord(tags: tags, period: 900)
    record.append(
      .init(
        series: "farm", sequences: Array(rows.indices), values: rows.flatMap { $0 },
        seconds: rows.indices.map { Double($0) * 900 }))
    return record
  }
}
