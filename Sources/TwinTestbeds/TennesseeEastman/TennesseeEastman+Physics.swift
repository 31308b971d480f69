import TwinModel

extension TennesseeEastman {
  private static func measured(_ numbers: [Int]) -> [String] { numbers.map { "XMEAS\($0)" } }

  /// What flows into and out of the liquid of stripper and separator. What condenses and what evaporates is not
  /// metered; it goes with feed, recycle and cooling.
  static var balances: [Balance] {
    [
      Balance(
        name: "liquid of the stripper", storage: [.init(tag: "XMEAS15")], inflow: measured([14]),
        outflow: measured([17]), follows: measured([4, 19, 18])),
      Balance(
        name: "liquid of the separator", storage: [.init(tag: "XMEAS12")], outflow: measured([14]),
        follows: measured([5, 6, 7, 11, 22])),
      Balance(
        name: "liquid of the reactor", storage: [.init(tag: "XMEAS8")], inflow: measured([2, 3]),
        follows: measured([6, 7, 9, 11, 14, 17])),
    ]
  }

  /// What valves let through, what is mixed, and how pressures, temperatures and work hang together.
  static var relations: [Relation] {
    func valve(_ name: String, _ flow: Int, _ valve: Int, _ more: [Int] = []) -> Relation {
      Relation(name: name, tag: "XMEAS\(flow)", from: ["XMV\(valve)"] + measured(more), form: .linear)
    }
    return [
      valve("A feed through its valve", 1, 3), valve("D feed through its valve", 2, 1),
      valve("E feed through its valve", 3, 2), valve("A and C feed through its valve", 4, 4),
      valve("purge through its valve", 10, 6, [7, 13]),
      valve("separator underflow through its valve", 14, 7, [12, 13]),
      valve("product through its valve", 17, 8, [15, 16]), valve("steam through its valve", 19, 9, [18]),
      Relation(name: "mixing of the reactor feed", tag: "XMEAS6", from: measured([1, 2, 3, 4, 5]), form: .linear),
      Relation(name: "pressure after the reactor", tag: "XMEAS13", from: measured([7, 5, 6]), form: .linear),
      Relation(name: "pressure of the stripper", tag: "XMEAS16", from: measured([7, 4]), form: .linear),
      Relation(
        name: "work of the compressor", tag: "XMEAS20", from: measured([5, 7, 13]) + ["XMV5"], form: .quadratic),
      Relation(
        name: "coolant of the reactor", tag: "XMEAS21", from: measured([9, 6, 8]) + ["XMV10"], form: .quadratic),
    ]
  }
}
