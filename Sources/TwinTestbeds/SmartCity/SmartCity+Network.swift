extension SmartCity {
  /// Nine PLCs at nine stations and the lamps' controller, all over the town's one wide-area network.
  ///
  /// A station's instruments hang on its own field network; its PLC reaches the others and the SCADA's gateway over a
  /// leased line. PLC1, PLC3 and PLC5 read the levels that they need from the PLCs that measure them, every quarter of an
  /// hour. The lamps have a gateway of their own, which publishes over the same wide-area network.
  public static var communication: CommunicationDesign {
    var stations = controllers.map { plc, equipment in
      let zone = "cell-\(plc.lowercased())"
      let near = gauges.filter { Self.zone(ofGauge: $0) == zone }
      return CommunicationDesign.Station(
        plc: plc, zone: zone, gateway: "GW",
        devices: (equipment + near).map { .init(id: "RTU-\($0)", zone: zone, tags: tags(of: $0)) })
    }
    stations.append(
      .init(
        plc: "LC", zone: "lighting", gateway: "GW-LIGHT",
        devices: districts.map { .init(id: "RTU-\($0)", zone: "lighting", tags: tags(of: $0)) },
        ownTags: ["U_FDR"]))
    let levels = [("PLC1", "L_T1"), ("PLC3", "L_T3"), ("PLC3", "L_T4"), ("PLC5", "L_T5"), ("PLC5", "L_T7")]
    var uplinks: [String: NetworkLink.Quality] = ["lighting": .wideArea]
    for station in stations { uplinks[station.zone] = .wideArea }
    return CommunicationDesign(
      site: "smart-city",
      gateways: [.init(id: "GW", zone: "supervision", tags: []), .init(id: "GW-LIGHT", zone: "lighting", tags: [])],
      stations: stations, exchanges: levels.map { .init(reader: $0, tag: $1, period: 900) },
      serverZone: "supervision", historian: "SCADA", operatorClient: "HMI", reportPeriod: 60, uplinks: uplinks)
  }

  /// The tags of a piece of equipment.
  private static func tags(of equipment: String) -> [String] {
    (SmartCityProcess.sensorNames + SmartCityProcess.actuatorNames).filter { $0.dropFirst(2) == equipment }
  }

  /// The town's communication network.
  ///
  /// - Parameter design: `communication`, or a variation of it such as `communication.ideal`.
  /// - Parameter seed: decides latencies, losses and when operators call.
  /// - Throws: ``CommunicationError`` when a variation does not fit the town.
  public static func network(
    _ design: CommunicationDesign = communication, seed: UInt64, attackers: [any NetworkAttack] = [],
    troubles: [CommunicationTrouble] = [], isLogging: Bool = false
  ) throws(CommunicationError) -> CommunicationNetwork {
    CommunicationNetwork(
      try CommunicationPlan(design, for: SmartCityProcess()), seed: seed, attackers: attackers, troubles: troubles,
      isLogging: isLogging)
  }
}
