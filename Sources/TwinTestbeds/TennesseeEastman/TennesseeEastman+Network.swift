import TwinModel

extension TennesseeEastman {
  /// Three PLCs, a remote station at each piece of equipment, one gateway.
  public static var communication: CommunicationDesign {
    func station(_ plc: String, _ equipment: [String]) -> CommunicationDesign.Station {
      .init(
        plc: plc, zone: "control", gateway: "GW",
        devices: equipment.map { id in
          .init(id: "RIO-\(id)", zone: "field", tags: tags.filter { $0.asset == id }.map(\.name))
        })
    }
    return CommunicationDesign(
      site: "tennessee-eastman", gateways: [.init(id: "GW", zone: "supervision", tags: [])],
      stations: [
        station("PLC-FEED", ["V-A", "V-D", "V-E", "V-AC", "AT-FEED"]),
        station("PLC-REACTOR", ["REACTOR", "CONDENSER"]),
        station(
          "PLC-SEPARATION", ["SEPARATOR", "COMPRESSOR", "STRIPPER", "V-PURGE", "AT-PURGE", "AT-PRODUCT"]),
      ],
      serverZone: "operations", reportPeriod: 1, readings: .counting)
  }

  /// The process's communication network.
  ///
  /// - Parameter design: `communication`, or a variation of it such as `communication.ideal`.
  /// - Parameter seed: decides latencies, losses and when operators call.
  /// - Throws: ``CommunicationError`` when a variation does not fit the process.
  public static func network(
    _ design: CommunicationDesign = communication, seed: UInt64, attackers: [any NetworkAttack] = [],
    troubles: [CommunicationTrouble] = [], isLogging: Bool = false
  ) throws(CommunicationError) -> CommunicationNetwork {
    CommunicationNetwork(
      try CommunicationPlan(design, for: TennesseeEastmanPlant()), seed: seed, attackers: attackers,
      troubles: troubles, isLogging: isLogging)
  }
}
