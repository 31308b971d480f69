extension SmartCity {
  /// What there is to attack in the town.
  public static var attackSurface: AttackSurface {
    AttackSurface(
      of: SmartCityProcess(), under: SmartCityController(), points: waterPoints + lightPoints,
      setpoints: operatorSetpoints, stations: attackedStations)
  }

  private static var waterPoints: [AttackSurface.WeakPoint] {
    func point(
      _ tank: String, _ usual: ClosedRange<Double>, lie: Double, companions: [String],
      _ forcing: [MaskedActuation.Forcing], _ setpoint: String, _ harmful: Double
    ) -> AttackSurface.WeakPoint {
      .init(
        sensor: "L_\(tank)", usual: usual, lie: lie, noise: SmartCityProcess.levelNoise, companions: companions,
        forcing: forcing, setpoint: setpoint, harmfulSetpoint: harmful)
    }
    return [
      point(
        "T1", 0.9...5.4, lie: 3, companions: ["F_PU1", "F_PU2", "P_J280", "P_J269"],
        [.init("S_PU1", to: 0), .init("S_PU2", to: 0)], "S_PU2.ON", 0),
      point("T2", 0.3...5.6, lie: 2.5, companions: ["F_V2", "P_J422"], [.init("S_V2", to: 0)], "S_V2.ON", 0),
      point(
        "T3", 2.9...5.5, lie: 2, companions: ["F_PU4", "F_PU5", "P_J300", "P_J256"],
        [.init("S_PU4", to: 1), .init("S_PU5", to: 1)], "S_PU4.OFF", 6.7),
      point(
        "T4", 2.6...4.7, lie: 2, companions: ["F_PU6", "F_PU7", "P_J289", "P_J415"],
        [.init("S_PU6", to: 0), .init("S_PU7", to: 0)], "S_PU7.ON", 0),
      point(
        "T7", 2...5, lie: 2, companions: ["F_PU10", "F_PU11", "P_J306", "P_J307"],
        [.init("S_PU10", to: 0), .init("S_PU11", to: 0)], "S_PU10.ON", 0),
    ]
  }

  /// Lamps are put out; nobody acts on what they draw.
  private static var lightPoints: [AttackSurface.WeakPoint] {
    districts.prefix(2).map { district in
      .init(
        sensor: "W_\(district)", usual: 0...30, lie: 0, noise: 0.1, companions: ["U_FDR"],
        forcing: [.init("S_\(district)", to: 0.25)])
    }
  }

  private static var operatorSetpoints: [AttackSurface.Setpoint] {
    SmartCityController.programs.flatMap { program in
      let device = devices[program.device]
      return [
        AttackSurface.Setpoint(
          name: "S_\(device).ON", limits: 0...7, usual: program.onBelow - 0.2...program.onBelow + 0.2),
        AttackSurface.Setpoint(
          name: "S_\(device).OFF", limits: 0...7, usual: program.offAbove - 0.2...program.offAbove + 0.2),
      ]
    }
  }

  private static var attackedStations: [AttackSurface.Station] {
    func station(_ name: String, _ tanks: [String], _ devices: [String], _ gauges: [String]) -> AttackSurface.Station {
      .init(
        name: name,
        sensors: tanks.map { "L_\($0)" } + devices.map { "F_\($0)" } + gauges.map { "P_\($0)" },
        actuators: devices.map { "S_\($0)" })
    }
    return [
      station("PLC1", ["T1"], ["PU1", "PU2", "PU3"], ["J280", "J269"]),
      station(
        "PLC3", ["T2", "T3", "T4"], ["PU4", "PU5", "PU6", "PU7", "V2"],
        ["J300", "J256", "J289", "J415", "J14", "J422"]),
      station("PLC5", ["T5", "T7"], ["PU8", "PU9", "PU10", "PU11"], ["J302", "J306", "J307", "J317"]),
    ]
      + districts.map { district in
        AttackSurface.Station(
          name: district, sensors: ["E_\(district)", "W_\(district)"], actuators: ["S_\(district)"])
      }
  }
}
