public import TwinModel

extension WaterCell {
  /// The cell as a site: what a site file for it says.
  public static var site: Site {
    Site(
      id: "water-cell", name: "Water treatment cell",
      description: "Raw-water tank, product tank, inlet valve and two pumps under two PLCs", zones: zones,
      conduits: conduits, assets: assets, tags: tags, envelopes: envelopes, loops: loops, balances: balances,
      relations: relations, rules: rules)
  }

  private static var zones: [Zone] {
    [
      Zone(id: "plant", name: "Whole plant", securityLevel: 1),
      Zone(id: "supervision", name: "Historian and operators", securityLevel: 2, parent: "plant"),
      Zone(id: "control", name: "PLCs", securityLevel: 2, parent: "plant"),
      Zone(id: "field", name: "Instruments, valve and pumps", securityLevel: 1, parent: "plant"),
    ]
  }

  private static var conduits: [Conduit] {
    [
      Conduit(id: "plant-bus", zones: ["supervision", "control"], protocols: ["modbus-tcp"]),
      Conduit(id: "field-bus", zones: ["control", "field"], protocols: ["4-20 mA", "modbus-rtu"]),
    ]
  }

  private static var assets: [Asset] {
    [
      Asset(id: "T101", name: "Raw-water tank", kind: .tank, zone: "field", criticality: .high, neverIsolate: true),
      Asset(id: "MV101", name: "Inlet valve", kind: .valve, zone: "field", criticality: .high),
      Asset(id: "P101", name: "Transfer pump", kind: .pump, zone: "field", criticality: .high),
      Asset(id: "T301", name: "Product tank", kind: .tank, zone: "field", criticality: .high, neverIsolate: true),
      Asset(id: "P301", name: "Delivery pump", kind: .pump, zone: "field", criticality: .medium),
      Asset(id: "PLC1", name: "PLC of the raw-water stage", kind: .controller, zone: "control", criticality: .high),
      Asset(id: "PLC3", name: "PLC of the product stage", kind: .controller, zone: "control", criticality: .high),
      Asset(id: "HIST", name: "Historian", kind: .server, zone: "supervision", criticality: .low),
    ]
  }

  private static var tags: [Tag] {
    [
      level("LIT101", of: "T101"), flow("FIT101", of: "MV101"), flow("FIT201", of: "P101"),
      level("LIT301", of: "T301"), flow("FIT301", of: "P301"),
      command("MV101", "0 shut, 1 open"), command("P101", "0 off, 1 on"), command("P301", "0 off, 1 on"),
    ]
  }

  private static func level(_ name: String, of asset: String) -> Tag {
    Tag(
      name: name, unit: "m", range: WaterCellProcess.level.range, quantisation: WaterCellProcess.level.step,
      asset: asset, role: .measurement, quantity: .level)
  }

  private static func flow(_ name: String, of asset: String) -> Tag {
    Tag(
      name: name, unit: "m3/h", range: WaterCellProcess.flow.range, quantisation: WaterCellProcess.flow.step,
      asset: asset, role: .measurement, quantity: .flow)
  }

  private static func command(_ name: String, _ meaning: String) -> Tag {
    Tag(
      name: name, kind: .state, range: 0...1, asset: name, role: .command, quantity: .state, description: meaning)
  }

  /// Overflow above HH, a pump that runs dry below LL.
  private static var envelopes: [SafetyEnvelope] {
    [
      SafetyEnvelope(tag: "LIT101", low: Source.rawTank.lowLow, high: Source.rawTank.highHigh, holdTime: 5),
      SafetyEnvelope(tag: "LIT301", low: Source.productTank.lowLow, high: Source.productTank.highHigh, holdTime: 5),
    ]
  }
}
