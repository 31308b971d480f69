import Testing

@testable import TwinModel

/// Two pumps that fill a tank and change roles: 3 m on, 5 m off for whoever leads, 1 m and 3.5 m for the assistant.
@Suite struct SharedRuleTests {
  private static let tags = ["L", "S1", "S2"]
  private static let site = Site(
    id: "pair",
    tags: [Tag(name: "L", unit: "m"), Tag(name: "S1", kind: .state), Tag(name: "S2", kind: .state)],
    rules: [
      ControllerRule(actuator: "S1", others: ["S2"], level: "L", on: 3, off: 5, tolerance: 0.2),
      ControllerRule(actuator: "S2", others: ["S1"], needs: .all, level: "L", on: 1, off: 3.5, tolerance: 0.2),
    ])

  /// Level goes up and down between 2.9 and 5.1 m under the leader, and roles change every 30 rows.
  private static func rows(_ count: Int) -> [[Double]] {
    var (level, isOn) = (4.0, false)
    return (0..<count).map { row in
      level += isOn ? 0.1 : -0.1
      if level < 2.95 { isOn = true }
      if level > 5.05 { isOn = false }
      let isSwapped = row / 30 % 2 == 1
      return [level, isOn && !isSwapped ? 1 : 0, isOn && isSwapped ? 1 : 0]
    }
  }

  private static func physics() throws -> PlantPhysics {
    let rows = rows(600)
    var record = OperatingRecord(tags: tags, period: 60)
    record.append(
      .init(
        series: "s", sequences: Array(rows.indices), values: rows.flatMap(\.self),
        seconds: rows.indices.map { Double($0) * 60 }))
    return try PlantPhysics.identify(site, on: record)
  }

  private static func excesses(_ rows: [[Double]]) throws -> [Double] {
    var twin = TwinPredictor(try physics())
    return rows.enumerated().map { index, row in
      twin.observe(row, at: Double(index) * 60)
      return twin.ruleExcesses.max() ?? 0
    }
  }

  @Test func `a change of roles breaks no rule`() throws {
    #expect(try Self.excesses(Self.rows(600)).allSatisfy { $0 <= 1 })
  }

  @Test func `neither pump on at a low level breaks the leader's rule`() throws {
    var rows = Self.rows(200)
    for row in 0..<20 { rows.append([2.5 - 0.01 * Double(row), 0, 0]) }
    #expect(try Self.excesses(rows).suffix(15).allSatisfy { $0 > 2 })
  }

  @Test func `both pumps on at a high level break the assistant's rule`() throws {
    var rows = Self.rows(200)
    for row in 0..<20 { rows.append([4.2 + 0.01 * Double(row), 1, 1]) }
    #expect(try Self.excesses(rows).suffix(15).allSatisfy { $0 > 2 })
  }

  @Test func `without the others' state there is nothing to judge`() throws {
    var rows = Self.rows(200)
    for _ in 0..<20 { rows.append([2, 0, .nan]) }
    #expect(try Self.excesses(rows).suffix(15).allSatisfy { $0 == 0 })
  }
}
