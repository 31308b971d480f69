extension SmartGrid {
  /// What there is to attack in the 14-bus grid with its feeder.
  ///
  /// - Parameter process: a grid of `SmartGridDescription.ieee14`.
  public static func attackSurface(of process: SmartGridProcess) throws(SmartGridError) -> AttackSurface {
    AttackSurface(
      of: process, under: try SmartGridController(of: process), points: points, setpoints: operatorSetpoints,
      stations: stations(of: process))
  }

  private static var points: [AttackSurface.WeakPoint] {
    [
      .init(
        sensor: "SYS.FREQ", usual: 59.97...60.03, lie: 0.4, noise: Instruments.frequencyDeviation,
        companions: ["G01.P", "G02.P"], forcing: [.init("G01.P_SET", to: 260)], setpoint: "SYS.FREQ_SET",
        harmfulSetpoint: 60.45),
      .init(
        sensor: "B07.V", usual: 1.05...1.08, lie: 0.03, noise: Instruments.voltageDeviation,
        companions: ["B09.V", "L04-07.Q", "L07-09.Q"],
        forcing: [.init("L04-07.TAP_CMD", to: 14), .init("L04-09.TAP_CMD", to: 14)],
        setpoint: "L04-07.TAP_SET", harmfulSetpoint: 1.1, answersAtOnce: false),
      .init(
        sensor: "F08.V", usual: 0.97...1, lie: 0.06, noise: Instruments.feederVoltageDeviation,
        companions: ["F18.V", "F33.V"], forcing: [.init("F.REG_CMD", to: 16)], setpoint: "F.REG_SET",
        harmfulSetpoint: 1.09, answersAtOnce: false),
      .init(
        sensor: "L02-03.CB", usual: 1...1, lie: 0, noise: 0, companions: ["L02-03.P", "L02-03.Q", "L02-03.LOAD"],
        forcing: [.init("L02-03.CB_CMD", to: 0)], answersAtOnce: false),
      .init(
        sensor: "L01-02.CB", usual: 1...1, lie: 0, noise: 0, companions: ["L01-02.P", "L01-02.Q", "L01-02.LOAD"],
        forcing: [.init("L01-02.CB_CMD", to: 0)], answersAtOnce: false),
    ]
  }

  private static var operatorSetpoints: [AttackSurface.Setpoint] {
    [
      .init(name: "SYS.FREQ_SET", limits: 59.5...60.5, usual: 59.98...60.02),
      .init(name: "L04-07.TAP_SET", limits: 0.95...1.1, usual: 1.05...1.07),
      .init(name: "L04-09.TAP_SET", limits: 0.95...1.1, usual: 1.045...1.065),
      .init(name: "F.REG_SET", limits: 0.9...1.1, usual: 0.98...0.99),
    ]
  }

  /// One remote terminal unit a substation, the machines' controls, and the feeder's automation.
  private static func stations(of process: SmartGridProcess) -> [AttackSurface.Station] {
    func station(_ name: String, _ prefixes: [String]) -> AttackSurface.Station {
      func isIn(_ tag: String) -> Bool { prefixes.contains { tag.hasPrefix($0) } }
      return .init(
        name: name, sensors: process.sensors.filter(isIn), actuators: process.actuators.filter(isIn))
    }
    return [
      station("machines", ["SYS.FREQ", "G01.", "G02."]), station("substation 4", ["B04.", "B07.", "B09.", "L04-"]),
      station("substation 2", ["B02.", "L02-"]), station("substation 1", ["B01.", "L01-"]),
      station("feeder", ["F"]),
    ]
  }
}
