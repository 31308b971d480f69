public import TwinModel

extension TennesseeEastman {
  /// The process as a site: what a site file for it says.
  public static var site: Site {
    Site(
      id: "tennessee-eastman", name: "Tennessee Eastman process",
      description: "Reactor, condenser, separator, stripper and recycle compressor under nineteen control loops. "
        + operatingModes.sentence,
      zones: zones, conduits: conduits, assets: assets, tags: tags, envelopes: envelopes, loops: loops,
      balances: balances, relations: relations)
  }

  private static var zones: [Zone] {
    [
      Zone(id: "plant", name: "Whole plant", securityLevel: 2),
      Zone(id: "operations", name: "Historian and engineering", securityLevel: 2, parent: "plant"),
      Zone(id: "supervision", name: "Operators", securityLevel: 2, parent: "plant"),
      Zone(id: "control", name: "Controllers", securityLevel: 3, parent: "plant"),
      Zone(id: "field", name: "Process equipment and instruments", securityLevel: 2, parent: "plant"),
      Zone(id: "safety", name: "Emergency shutdown", securityLevel: 4, parent: "plant"),
    ]
  }

  private static var conduits: [Conduit] {
    [
      Conduit(id: "operations-link", zones: ["operations", "supervision"], protocols: ["opc-ua"]),
      Conduit(id: "control-bus", zones: ["supervision", "control"], protocols: ["modbus-tcp", "opc-ua"]),
      Conduit(id: "field-bus", zones: ["control", "field"], protocols: ["4-20 mA", "hart"]),
      Conduit(id: "safety-wiring", zones: ["safety", "field"], protocols: ["4-20 mA"]),
    ]
  }

  private static var assets: [Asset] { equipment + automation }

  private static var equipment: [Asset] {
    func field(
      _ id: String, _ name: String, _ kind: Asset.Kind, _ criticality: Asset.Criticality, neverIsolate: Bool = false
    ) -> Asset {
      Asset(id: id, name: name, kind: kind, zone: "field", criticality: criticality, neverIsolate: neverIsolate)
    }
    return [
      field("REACTOR", "Reactor with cooling coil and agitator", .reactor, .critical, neverIsolate: true),
      field("CONDENSER", "Condenser", .exchanger, .critical, neverIsolate: true),
      field("SEPARATOR", "Product separator", .vessel, .high),
      field("COMPRESSOR", "Recycle compressor", .compressor, .high),
      field("STRIPPER", "Stripper", .column, .high),
      field("V-A", "A feed valve", .valve, .high), field("V-D", "D feed valve", .valve, .high),
      field("V-E", "E feed valve", .valve, .high), field("V-AC", "A and C feed valve", .valve, .high),
      field("V-PURGE", "Purge valve", .valve, .critical, neverIsolate: true),
      field("AT-FEED", "Analyser of the reactor feed", .sensor, .medium),
      field("AT-PURGE", "Analyser of the purge", .sensor, .medium),
      field("AT-PRODUCT", "Analyser of the product", .sensor, .low),
    ]
  }

  private static var automation: [Asset] {
    [
      Asset(id: "PLC-FEED", name: "Controller of the feeds", kind: .controller, zone: "control", criticality: .high),
      Asset(
        id: "PLC-REACTOR", name: "Controller of reactor and condenser", kind: .controller, zone: "control",
        criticality: .critical, neverIsolate: true),
      Asset(
        id: "PLC-SEPARATION", name: "Controller of separator, compressor and stripper", kind: .controller,
        zone: "control", criticality: .high),
      Asset(
        id: "ESD", name: "Emergency shutdown system", kind: .controller, zone: "safety", criticality: .critical,
        neverIsolate: true),
      Asset(id: "HMI", name: "Operator station", kind: .workstation, zone: "supervision", criticality: .medium),
      Asset(id: "HIST", name: "Historian", kind: .server, zone: "operations", criticality: .low),
      Asset(id: "EWS", name: "Engineering workstation", kind: .workstation, zone: "operations", criticality: .medium),
    ]
  }

  /// The published operating limits, inside those of shutdown: 2895 kPa, 150 °C, and levels of 11.8 … 21.3 m³ in the
  /// reactor, 3.3 … 9.0 m³ in the separator and 3.5 … 6.6 m³ in the stripper, as shares of their span.
  ///
  /// Source: Downs & Vogel 1993, process operating constraints (normal operating limits).
  private static var envelopes: [SafetyEnvelope] {
    [
      SafetyEnvelope(tag: "XMEAS7", high: 2895, holdTime: 5),
      SafetyEnvelope(tag: "XMEAS8", low: 50, high: 100, holdTime: 5),
      SafetyEnvelope(tag: "XMEAS9", high: 150, holdTime: 5),
      SafetyEnvelope(tag: "XMEAS12", low: 30, high: 100, holdTime: 5),
      SafetyEnvelope(tag: "XMEAS15", low: 30, high: 100, holdTime: 5),
    ]
  }
}
