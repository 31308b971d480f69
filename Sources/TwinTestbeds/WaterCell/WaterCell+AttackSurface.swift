extension WaterCell {
  /// What there is to attack in the cell.
  public static var attackSurface: AttackSurface {
    AttackSurface(
      of: WaterCellProcess(), under: WaterCellController(), points: points, setpoints: operatorSetpoints,
      stations: [
        .init(name: "PLC1", sensors: ["LIT101", "FIT101", "FIT201"], actuators: ["MV101", "P101"]),
        .init(name: "PLC3", sensors: ["LIT301", "FIT301"], actuators: ["P301"]),
      ])
  }

  private static var points: [AttackSurface.WeakPoint] {
    [
      .init(
        sensor: "LIT101", usual: 0.5...0.8, lie: 0.4, noise: WaterCellProcess.level.noise,
        companions: ["FIT101", "FIT201"], forcing: [.init("MV101", to: 1), .init("P101", to: 0)],
        setpoint: "LIT101.H", harmfulSetpoint: 1.2),
      .init(
        sensor: "LIT301", usual: 0.8...1, lie: 0.35, noise: WaterCellProcess.level.noise,
        companions: ["FIT201", "FIT301"], forcing: [.init("P101", to: 1), .init("P301", to: 0)],
        setpoint: "LIT301.H", harmfulSetpoint: 1.2),
    ]
  }

  private static var operatorSetpoints: [AttackSurface.Setpoint] {
    [
      .init(name: "LIT101.L", limits: 0.25...1.2, usual: 0.45...0.55),
      .init(name: "LIT101.H", limits: 0.25...1.2, usual: 0.75...0.85),
      .init(name: "LIT301.L", limits: 0.25...1.2, usual: 0.75...0.85),
      .init(name: "LIT301.H", limits: 0.25...1.2, usual: 0.95...1.05),
    ]
  }
}
