import TwinModel

extension WaterCell {
  /// Both tanks, with their section and everything that flows metered.
  static var balances: [Balance] {
    func tank(_ name: String, _ level: String, _ inflow: String, _ outflow: String) -> Balance {
      Balance(
        name: name, storage: [.init(tag: level, area: Source.tankSection)], inflow: [inflow], outflow: [outflow])
    }
    return [tank("T101", "LIT101", "FIT101", "FIT201"), tank("T301", "LIT301", "FIT201", "FIT301")]
  }

  /// What P101 moves at the levels of both tanks.
  static var relations: [Relation] {
    [Relation(name: "P101", tag: "FIT201", from: ["LIT101", "LIT301"], form: .linear, runsWith: "P101")]
  }

  /// MV101 and P101 by level; P301 follows the clock, so it has none.
  static var rules: [ControllerRule] {
    [
      ControllerRule(
        actuator: "MV101", level: "LIT101", on: Source.rawTank.low, off: Source.rawTank.high, tolerance: 0.03),
      ControllerRule(
        actuator: "P101", level: "LIT301", on: Source.productTank.low, off: Source.productTank.high, tolerance: 0.03),
    ]
  }
}
