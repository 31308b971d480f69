import TwinModel

extension SmartGrid {
  /// A control centre that polls a remote terminal unit at every bus, every phasor unit and the feeder's radio.
  ///
  /// A branch belongs to the unit at its first bus, a machine to that of its bus. What the control centre measures or
  /// shows itself (`SYS`, `EMS`) goes over no wire.
  ///
  /// ## Deviations from real control centres
  /// All telecontrol is Modbus/TCP; the site file's protocols (IEC 60870-5-104, IEEE C37.118, DNP3) carry the same values
  /// in other frames.
  public static func communication(of process: SmartGridProcess) -> CommunicationDesign {
    var order: [String] = []
    var wired: [String: [String]] = [:]
    for tag in process.tags {
      let unit = unit(of: tag)
      if wired[unit] == nil { order.append(unit) }
      wired[unit, default: []].append(tag.name)
    }
    let centre = "EMS"
    let devices = order.filter { $0 != centre }.map {
      CommunicationDesign.Device(
        id: $0, zone: $0 == "RTU-FEEDER" ? "feeder" : "substations", tags: wired[$0] ?? [])
    }
    return CommunicationDesign(
      site: "smart-grid", gateways: [.init(id: "GW", zone: "centre", tags: [])],
      stations: [
        .init(plc: centre, zone: "centre", gateway: "GW", devices: devices, ownTags: wired[centre] ?? [])
      ],
      serverZone: "centre", reportPeriod: 1, uplinks: ["substations": backbone, "feeder": .wideArea],
      readings: .multiplying)
  }

  /// The operator's own fibre between substations and control centre.
  private static let backbone = NetworkLink.Quality(
    latency: .shiftedExponential(minimum: 0.004, mean: 0.001), loss: 2e-5, bandwidth: 50e6, queueBytes: 262_144)

  /// The unit that a tag is wired to, by the asset it belongs to: `L04-09` and `B04` to that of bus 4.
  private static func unit(of tag: Tag) -> String {
    let asset = tag.asset ?? tag.name
    if asset == "EMS" || asset == "SYS" { return "EMS" }
    if asset.hasPrefix("PMU") { return asset }
    if asset.hasPrefix("F") || asset.hasPrefix("PV") { return "RTU-FEEDER" }
    return "RTU-" + asset.dropFirst().prefix { $0.isNumber }
  }

  /// The grid's communication network.
  ///
  /// - Parameter design: that of the description by default, or a variation of it such as its `ideal`.
  /// - Parameter seed: decides latencies, losses and when operators call.
  /// - Throws: ``CommunicationError`` when a variation does not fit the grid.
  public static func network(
    _ design: CommunicationDesign? = nil, for process: SmartGridProcess, seed: UInt64,
    attackers: [any NetworkAttack] = [], troubles: [CommunicationTrouble] = [], isLogging: Bool = false
  ) throws(CommunicationError) -> CommunicationNetwork {
    CommunicationNetwork(
      try CommunicationPlan(design ?? communication(of: process), for: process), seed: seed, attackers: attackers,
      troubles: troubles, isLogging: isLogging)
  }
}
