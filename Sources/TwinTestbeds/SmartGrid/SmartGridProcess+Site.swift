import PowerFlow
public import TwinModel

extension SmartGridProcess: Plant {
  /// What a site file of the grid says.
  public var site: Site {
    Site(
      id: "smart-grid", name: "Smart grid",
      description: "Transmission network with \(description.gridCase.buses.count) buses under a control centre. "
        + SmartGrid.operatingModes.sentence,
      zones: zones, conduits: conduits, assets: assets, tags: tags, envelopes: envelopes, loops: loops,
      relations: relations, rules: rules)
  }

  private var zones: [Zone] {
    var zones = [
      Zone(id: "grid", name: "Whole grid", securityLevel: 1),
      Zone(id: "centre", name: "Control centre", securityLevel: 3, parent: "grid"),
      Zone(id: "substations", name: "Substations and power stations", securityLevel: 2, parent: "grid"),
    ]
    if feeder != nil { zones.append(Zone(id: "feeder", name: "Distribution feeder", securityLevel: 1, parent: "grid")) }
    return zones
  }

  private var conduits: [Conduit] {
    var conduits = [
      Conduit(
        id: "telecontrol", name: "Telemetry and commands", zones: ["centre", "substations"],
        protocols: ["iec-60870-5-104"]),
      Conduit(id: "phasors", name: "Phasor stream", zones: ["centre", "substations"], protocols: ["ieee-c37.118"]),
    ]
    if feeder != nil {
      conduits.append(
        Conduit(id: "feeder-radio", name: "Feeder automation", zones: ["centre", "feeder"], protocols: ["dnp3"]))
    }
    return conduits
  }

  private var assets: [Asset] {
    let names = GridNames(description)
    let gridCase = description.gridCase
    var assets = [
      Asset(id: "EMS", name: "State estimator", kind: .server, zone: "centre", criticality: .high),
      Asset(id: "SYS", name: "Dispatch", kind: .server, zone: "centre", criticality: .critical, neverIsolate: true),
    ]
    for (name, bus) in zip(names.buses, gridCase.buses) {
      assets.append(
        Asset(id: name, name: "Bus \(bus.number)", kind: .bus, zone: "substations", criticality: .high))
    }
    for (name, branch) in zip(names.branches, gridCase.branches) {
      let kind: Asset.Kind = branch.tapRatio == 1 ? .line : .transformer
      assets.append(Asset(id: name, kind: kind, zone: "substations", criticality: .high))
    }
    for (unit, name) in names.machines.enumerated() {
      let isReference = unitBuses[unit] == flow.network.referenceBus
      assets.append(
        Asset(
          id: name, kind: .generator, zone: "substations", criticality: isReference ? .critical : .high,
          neverIsolate: isReference))
    }
    assets += names.phasors.map { Asset(id: $0, name: "Phasor measurement unit", kind: .sensor, zone: "substations") }
    return assets + feederAssets(names)
  }

  private func feederAssets(_ names: GridNames) -> [Asset] {
    guard feeder != nil else { return [] }
    var buses = names.feederBuses
    if !buses.contains(names.feederCapacitor) { buses.append(names.feederCapacitor) }
    return [Asset(id: "F", name: "Feeder", kind: .line, zone: "feeder")]
      + buses.map { Asset(id: $0, kind: .bus, zone: "feeder") }
      + names.photovoltaics.map { Asset(id: $0, kind: .inverter, zone: "feeder", criticality: .low) }
  }

  private var envelopes: [SafetyEnvelope] {
    limits.map { limit in
      SafetyEnvelope(
        tag: sensors[limit.tag], low: limit.range.lowerBound, high: limit.range.upperBound, holdTime: limit.holdTime)
    }
  }
}
