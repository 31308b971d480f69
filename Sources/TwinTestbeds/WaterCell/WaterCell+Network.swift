extension WaterCell {
  /// Two PLCs with their instruments on one field network, one gateway; PLC1 reads LIT301 from PLC3 in every scan.
  public static var communication: CommunicationDesign {
    let field = "field"
    return CommunicationDesign(
      site: "water-cell", gateways: [.init(id: "GW", zone: "supervision", tags: [])],
      stations: [
        .init(
          plc: "PLC1", zone: "control", gateway: "GW",
          devices: [
            .init(id: "RIO-T101", zone: field, tags: ["LIT101"]),
            .init(id: "RIO-MV101", zone: field, tags: ["FIT101", "MV101"]),
            .init(id: "RIO-P101", zone: field, tags: ["FIT201", "P101"]),
          ]),
        .init(
          plc: "PLC3", zone: "control", gateway: "GW",
          devices: [
            .init(id: "RIO-T301", zone: field, tags: ["LIT301"]),
            .init(id: "RIO-P301", zone: field, tags: ["FIT301", "P301"]),
          ]),
      ],
      exchanges: [.init(reader: "PLC1", tag: "LIT301", period: Source.scanPeriod)],
      serverZone: "supervision", reportPeriod: 5 * Source.scanPeriod)
  }

  /// The cell's communication network.
  ///
  /// - Parameter design: `communication`, or a variation of it such as `communication.ideal`.
  /// - Parameter seed: decides latencies, losses and when operators call.
  /// - Throws: ``CommunicationError`` when a variation does not fit the cell.
  public static func network(
    _ design: CommunicationDesign = communication, seed: UInt64, attackers: [any NetworkAttack] = [],
    troubles: [CommunicationTrouble] = [], isLogging: Bool = false
  ) throws(CommunicationError) -> CommunicationNetwork {
    CommunicationNetwork(
      try CommunicationPlan(design, for: WaterCellProcess()), seed: seed, attackers: attackers, troubles: troubles,
      isLogging: isLogging)
  }
}
