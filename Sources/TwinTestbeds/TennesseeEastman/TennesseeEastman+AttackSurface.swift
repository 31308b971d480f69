extension TennesseeEastman {
  /// What there is to attack in the process.
  public static var attackSurface: AttackSurface {
    AttackSurface(
      of: TennesseeEastmanPlant(), under: TennesseeEastmanController(), points: points, setpoints: operatorSetpoints,
      stations: [
        .init(name: "PLC-FEED", sensors: names("XMEAS", [1, 2, 3, 4, 6]), actuators: names("XMV", [1, 2, 3, 4])),
        .init(
          name: "PLC-REACTOR", sensors: names("XMEAS", [7, 8, 9, 21, 22]), actuators: names("XMV", [10, 11, 12])),
        .init(
          name: "PLC-SEPARATION", sensors: names("XMEAS", [5] + Array(10...20)),
          actuators: names("XMV", [5, 6, 7, 8, 9])),
      ])
  }

  private static func names(_ prefix: String, _ numbers: [Int]) -> [String] { numbers.map { "\(prefix)\($0)" } }

  private static var points: [AttackSurface.WeakPoint] {
    [
      .init(
        sensor: "XMEAS9", usual: 120.3...120.5, lie: 2.5, noise: 0.02, companions: names("XMEAS", [7, 8, 21, 11]),
        forcing: [.init("XMV10", to: 10)], setpoint: "XMEAS9.SP", harmfulSetpoint: 123.5),
      .init(
        sensor: "XMEAS15", usual: 46...54, lie: 25, noise: 1, companions: names("XMEAS", [12, 14, 17]),
        forcing: [.init("XMV8", to: 10)], setpoint: "XMEAS15.SP", harmfulSetpoint: 95),
      .init(
        sensor: "XMEAS12", usual: 46...54, lie: 25, noise: 1, companions: names("XMEAS", [14, 15, 17]),
        forcing: [.init("XMV7", to: 5)], setpoint: "XMEAS12.SP", harmfulSetpoint: 95),
      .init(
        sensor: "XMEAS8", usual: 72.5...77.5, lie: 20, noise: 0.5, companions: names("XMEAS", [4, 6, 7, 12]),
        forcing: [.init("XMV4", to: 90)], setpoint: "XMEAS8.SP", harmfulSetpoint: 96),
      .init(
        sensor: "XMEAS7", usual: 2680...2725, lie: 0, noise: 5, companions: names("XMEAS", [10, 13, 16]),
        forcing: [.init("XMV6", to: 0), .init("XMV10", to: 25)]),
    ]
  }

  /// Operators may move a loop between the limits of its measurement's alarms, by a tenth of that from day to day.
  private static var operatorSetpoints: [AttackSurface.Setpoint] {
    [
      .init(name: "XMEAS9.SP", limits: 115...125, usual: 120.2...120.6),
      .init(name: "XMEAS15.SP", limits: 30...100, usual: 47...53),
      .init(name: "XMEAS12.SP", limits: 30...100, usual: 47...53),
      .init(name: "XMEAS8.SP", limits: 50...100, usual: 73...77),
      .init(name: "XMEAS17.SP", limits: 15...30, usual: 22.5...23.4),
    ]
  }
}
