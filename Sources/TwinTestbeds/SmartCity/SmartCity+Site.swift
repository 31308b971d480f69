public import TwinModel

extension SmartCity {
  /// The town as a site: what a site file for it says.
  public static var site: Site {
    Site(
      id: "smart-city", name: "C-Town",
      description: "Water supply under nine PLCs and street lighting, on one communication network and one feeder. "
        + operatingModes.sentence,
      zones: zones, conduits: conduits, assets: assets, tags: tags, envelopes: envelopes, loops: loops,
      balances: balances, relations: relations, rules: rules)
  }

  /// PLCs and the devices they run, or the tank they measure.
  static let controllers = [
    ("PLC1", ["PU1", "PU2", "PU3"]), ("PLC2", ["T1"]),
    ("PLC3", ["T2", "PU4", "PU5", "PU6", "PU7", "V2"]), ("PLC4", ["T3"]),
    ("PLC5", ["PU8", "PU9", "PU10", "PU11"]), ("PLC6", ["T4"]), ("PLC7", ["T5"]), ("PLC8", ["T6"]), ("PLC9", ["T7"]),
  ]

  private static var zones: [Zone] {
    let cells = controllers.map { plc, _ in
      Zone(id: "cell-\(plc.lowercased())", name: "Station of \(plc)", securityLevel: 2, parent: "water")
    }
    return [
      Zone(id: "city", name: "Whole city", securityLevel: 1),
      Zone(id: "supervision", name: "SCADA, historian and operators", securityLevel: 2, parent: "city"),
      Zone(id: "water", name: "Water supply", securityLevel: 2, parent: "city"),
      Zone(id: "lighting", name: "Street lighting", securityLevel: 1, parent: "city"),
    ] + cells
  }

  private static var conduits: [Conduit] {
    let toSupervision = controllers.map { plc, _ in
      Conduit(
        id: "scada-\(plc.lowercased())", zones: ["supervision", "cell-\(plc.lowercased())"], protocols: ["modbus-tcp"])
    }
    let levels = [("plc2", "plc1"), ("plc4", "plc3"), ("plc6", "plc3"), ("plc7", "plc5"), ("plc9", "plc5")].map {
      Conduit(id: "level-\($0)-\($1)", zones: ["cell-\($0)", "cell-\($1)"], protocols: ["modbus-tcp"])
    }
    return toSupervision + levels + [
      Conduit(id: "lamps", zones: ["supervision", "lighting"], protocols: ["mqtt"])
    ]
  }

  private static var assets: [Asset] {
    var assets = [Asset(id: "SCADA", name: "SCADA server", kind: .server, zone: "supervision", criticality: .medium)]
    for (plc, devices) in controllers {
      let zone = "cell-\(plc.lowercased())"
      assets.append(Asset(id: plc, name: plc, kind: .controller, zone: zone, criticality: .high))
      for device in devices {
        let kind: Asset.Kind = device.hasPrefix("T") ? .tank : device == "V2" ? .valve : .pump
        assets.append(
          Asset(
            id: device, name: device, kind: kind, zone: zone, criticality: .high, neverIsolate: kind == .tank))
      }
    }
    for gauge in gauges {
      assets.append(
        Asset(id: gauge, name: "Gauge at \(gauge)", kind: .junction, zone: zone(ofGauge: gauge), criticality: .medium))
    }
    for district in districts {
      assets.append(
        Asset(id: district, name: "Lamps of \(district)", kind: .lighting, zone: "lighting", criticality: .low))
    }
    assets.append(Asset(id: "FDR", name: "Feeder", kind: .transformer, zone: "lighting", criticality: .high))
    return assets
  }

  static func zone(ofGauge gauge: String) -> String {
    switch gauge {
    case "J280", "J269": "cell-plc1"
    case "J302", "J306", "J307", "J317": "cell-plc5"
    default: "cell-plc3"
    }
  }

  private static var tags: [Tag] {
    var tags = tanks.map { measurement("L_\($0)", of: $0, "m", 0...10, 0.01, .level) }
    tags += devices.map { measurement("F_\($0)", of: $0, "L/s", 0...200, 0.01, .flow) }
    tags += gauges.map { measurement("P_\($0)", of: $0, "m", 0...200, 0.01, .pressure) }
    tags += districts.map { measurement("E_\($0)", of: $0, "lx", 0...100_000, 1, nil) }
    tags += districts.map { measurement("W_\($0)", of: $0, "kW", 0...100, 0.01, .power) }
    tags.append(measurement("U_FDR", of: "FDR", "pu", 0...1.5, 0.0001, .voltage))
    tags += devices.map {
      Tag(
        name: "S_\($0)", kind: .state, range: 0...1, asset: $0, role: .command, quantity: .state,
        description: "0 off or shut, 1 on or open")
    }
    tags += districts.map {
      Tag(name: "S_\($0)", range: 0...1, asset: $0, role: .command, description: "brightness, 0 dark, 1 full")
    }
    return tags
  }

  private static func measurement(
    _ name: String, of asset: String, _ unit: String, _ range: ClosedRange<Double>, _ step: Double,
    _ quantity: Quantity?
  ) -> Tag {
    Tag(
      name: name, unit: unit, range: range, quantisation: step, asset: asset, role: .measurement, quantity: quantity)
  }

  /// Tanks neither dry nor brim-full, water everywhere at a pressure that serves, pumps with water before them, a feeder
  /// within 10 % of its voltage.
  private static var envelopes: [SafetyEnvelope] {
    let highs = [6.4, 5.88, 6.6, nil, nil, nil, nil]
    var envelopes = zip(tanks, highs).map { SafetyEnvelope(tag: "L_\($0)", low: 0.1, high: $1, holdTime: 900) }
    for gauge in ["J280", "J300", "J289", "J302", "J307"] {
      envelopes.append(SafetyEnvelope(tag: "P_\(gauge)", low: 2, holdTime: 900))
    }
    for gauge in ["J269", "J256", "J415", "J306", "J317", "J14", "J422"] {
      envelopes.append(SafetyEnvelope(tag: "P_\(gauge)", low: 10, high: 160, holdTime: 900))
    }
    envelopes.append(SafetyEnvelope(tag: "U_FDR", low: 0.9, high: 1.1, holdTime: 60))
    return envelopes
  }
}
