import TwinModel

/// Works out a plan from a design: nodes and links, then registers, then who asks whom.
struct CommunicationPlanBuilding {
  static let broker = "BROKER"
  static let twin = "TWIN"
  static let workstation = "EWS"
  static let federationMember = "FED-MEMBER"
  static let federationAggregator = "FED-AGGREGATOR"
  static let backbone = "BACKBONE"
  static let outside = "internet"

  let design: CommunicationDesign
  let signals: [Tag]
  let sensorCount: Int
  let topology: NetworkTopology
  private(set) var nodePlaces: [String: Int] = [:]
  private(set) var places: [String: Int] = [:]
  private(set) var maps: [RegisterMap?]
  private(set) var polls: [CommunicationPlan.Poll] = []
  private(set) var writes: [CommunicationPlan.CyclicWrite] = []
  private(set) var blocks: [CommunicationPlan.Block] = []
  private(set) var pointCount = 0
  private(set) var devicePoints: [Int]
  private(set) var ownerPoints: [Int]
  private(set) var programPoints: [Int]
  private(set) var owners: [Int]
  private(set) var gateways: [Int]

  init(_ design: CommunicationDesign, signals: [Tag], sensorCount: Int) throws(CommunicationError) {
    guard design.reportPeriod > 0 else { throw .impossiblePeriod(design.reportPeriod) }
    self.design = design
    self.signals = signals
    self.sensorCount = sensorCount
    do {
      topology = try Self.topology(of: design)
    } catch { throw .topology(error) }
    maps = [RegisterMap?](repeating: nil, count: topology.nodes.count)
    devicePoints = [Int](repeating: -1, count: signals.count)
    ownerPoints = devicePoints
    owners = devicePoints
    gateways = devicePoints
    programPoints = []
    for (index, node) in topology.nodes.enumerated() { nodePlaces[node.id] = index }
    for (index, tag) in signals.enumerated() { places[tag.name] = index }
    for station in design.stations { try wire(station) }
    if let unwired = devicePoints.firstIndex(of: -1) { throw .unwiredTag(signals[unwired].name) }
    programPoints = Array(ownerPoints[..<sensorCount])
    for station in design.stations { planField(station) }
    for exchange in design.exchanges { try plan(exchange) }
    for station in design.stations { planReports(station) }
  }

  // MARK: - Nodes and links

  private static func topology(of design: CommunicationDesign) throws(TopologyError) -> NetworkTopology {
    var nodes: [NetworkNode] = []
    for station in design.stations {
      nodes.append(NetworkNode(id: station.plc, role: .plc, zone: station.zone))
      nodes += station.devices.map { NetworkNode(id: $0.id, role: .fieldDevice, zone: $0.zone) }
    }
    nodes += design.gateways.map { NetworkNode(id: $0.id, role: .gateway, zone: $0.zone) }
    let zone = design.serverZone
    nodes += [
      NetworkNode(id: broker, role: .broker, zone: zone),
      NetworkNode(id: design.historian, role: .historian, zone: zone),
      NetworkNode(id: twin, role: .twin, zone: zone),
      NetworkNode(id: design.operatorClient, role: .apiClient, zone: zone),
      NetworkNode(id: workstation, role: .engineeringWorkstation, zone: zone),
      NetworkNode(id: federationMember, role: .federationMember, zone: zone),
      NetworkNode(id: federationAggregator, role: .federationAggregator, zone: outside),
    ]
    var links: [NetworkLink] = []
    var switches: [String] = []
    for node in nodes where node.zone != outside {
      let hub = "SW-\(node.zone)"
      if !switches.contains(hub) {
        switches.append(hub)
        links.append(NetworkLink(hub, backbone, design.uplinks[node.zone] ?? design.access))
      }
      let isServer = node.zone == zone
      links.append(NetworkLink(node.id, hub, isServer ? design.serverAccess : design.access))
    }
    links.append(NetworkLink(backbone, federationAggregator, design.internet))
    nodes += switches.map { NetworkNode(id: $0, role: .forwarder, zone: String($0.dropFirst(3))) }
    nodes.append(NetworkNode(id: backbone, role: .forwarder, zone: zone))
    if design.access == .ideal {
      for index in nodes.indices {
        nodes[index].processingTime = 0
      }
    }
    return try NetworkTopology(nodes: nodes, links: links)
  }

  // MARK: - Registers

  private mutating func wire(_ station: CommunicationDesign.Station) throws(CommunicationError) {
    guard let plc = nodePlaces[station.plc] else { throw .unknownNode(station.plc) }
    guard let gateway = nodePlaces[station.gateway] else { throw .unknownNode(station.gateway) }
    for tag in station.ownTags {
      let signal = try claim(tag, owner: plc, gateway: gateway)
      devicePoints[signal] = takePoint()
      ownerPoints[signal] = devicePoints[signal]
      enter(signal, at: plc, point: ownerPoints[signal])
    }
    for device in station.devices {
      guard let node = nodePlaces[device.id] else { throw .unknownNode(device.id) }
      for tag in device.tags {
        let signal = try claim(tag, owner: plc, gateway: gateway)
        devicePoints[signal] = takePoint()
        ownerPoints[signal] = takePoint()
        enter(signal, at: node, point: devicePoints[signal])
        enter(signal, at: plc, point: ownerPoints[signal])
      }
    }
  }

  private mutating func claim(_ tag: String, owner: Int, gateway: Int) throws(CommunicationError) -> Int {
    guard let signal = places[tag] else { throw .unknownTag(tag) }
    guard owners[signal] < 0 else { throw .wiredTwice(tag) }
    owners[signal] = owner
    gateways[signal] = gateway
    return signal
  }

  private mutating func takePoint() -> Int {
    defer { pointCount += 1 }
    return pointCount
  }

  private mutating func enter(_ signal: Int, at node: Int, point: Int) {
    let encoding = RegisterEncoding(for: signals[signal], readings: design.readings)
    let isBit = encoding.form == .bit
    let table: RegisterTable =
      signal < sensorCount ? (isBit ? .discreteInputs : .inputRegisters) : (isBit ? .coils : .holdingRegisters)
    var map = maps[node] ?? RegisterMap()
    map.append(signal: signal, point: point, encoding: encoding, to: table)
    maps[node] = map
  }

  // MARK: - Who asks whom

  private mutating func planField(_ station: CommunicationDesign.Station) {
    guard let plc = nodePlaces[station.plc] else { return }
    for device in station.devices {
      guard let node = nodePlaces[device.id], let map = maps[node] else { continue }
      for table in [RegisterTable.discreteInputs, .inputRegisters] {
        for part in map.parts(of: table, limit: table.reading.limit) {
          let (entries, address, count) = extent(of: part, in: table, of: map)
          polls.append(
            .init(
              client: plc, server: node, table: table, address: address, count: count, entries: part,
              points: entries.map { ownerPoints[$0.signal] }, block: -1, phase: .field, period: 0))
        }
      }
      for table in [RegisterTable.coils, .holdingRegisters] {
        for part in map.parts(of: table, limit: (table.writing(2) ?? .writeMultipleRegisters).limit) {
          let (entries, address, count) = extent(of: part, in: table, of: map)
          writes.append(
            .init(
              client: plc, server: node, table: table, address: address, count: count, entries: part,
              points: entries.map { ownerPoints[$0.signal] }))
        }
      }
    }
  }

  private mutating func plan(_ exchange: CommunicationDesign.Exchange) throws(CommunicationError) {
    guard exchange.period > 0 else { throw .impossiblePeriod(exchange.period) }
    guard let reader = nodePlaces[exchange.reader] else { throw .unknownNode(exchange.reader) }
    guard let signal = places[exchange.tag] else { throw .unknownTag(exchange.tag) }
    guard signal < sensorCount else { throw .exchangedCommand(exchange.tag) }
    guard let map = maps[owners[signal]], let place = map.place(of: signal) else { throw .unwiredTag(exchange.tag) }
    let copy = takePoint()
    programPoints[signal] = copy
    let (address, width) = (place.entry.address, place.entry.encoding.width)
    guard let entries = map.entries(place.table, from: address, count: width) else { return }
    polls.append(
      .init(
        client: reader, server: owners[signal], table: place.table, address: address, count: width, entries: entries,
        points: [copy], block: -1, phase: .exchange, period: exchange.period))
  }

  private mutating func planReports(_ station: CommunicationDesign.Station) {
    guard let plc = nodePlaces[station.plc], let gateway = nodePlaces[station.gateway], let map = maps[plc],
      let workstation = nodePlaces[Self.workstation]
    else { return }
    for table in RegisterTable.allCases {
      for (number, part) in map.parts(of: table, limit: table.reading.limit).enumerated() {
        let (_, address, count) = extent(of: part, in: table, of: map)
        let poll = CommunicationPlan.Poll(
          client: gateway, server: plc, table: table, address: address, count: count, entries: part, points: [],
          block: blocks.count, phase: .report, period: design.reportPeriod)
        polls.append(poll)
        blocks.append(
          .init(
            server: plc, gateway: gateway, table: table, address: address, count: count,
            topic: "\(design.site)/\(station.plc)/\(table.topicName)/\(address)", entries: part))
        guard number == 0 && !table.isBits else { continue }
        // Engineers look at a PLC's registers every half hour.
        var look = poll
        (look.client, look.block, look.period) = (workstation, -1, 1800)
        polls.append(look)
      }
    }
  }

  private func extent(
    of part: Range<Int>, in table: RegisterTable, of map: RegisterMap
  ) -> (entries: ArraySlice<RegisterMap.Entry>, address: Int, count: Int) {
    let entries = map.entries(table)[part]
    let count = entries.reduce(0) { $0 + $1.encoding.width }
    return (entries, entries.first?.address ?? 0, count)
  }
}

extension RegisterTable {
  /// As topics name it.
  var topicName: String {
    switch self {
    case .coils: "coils"
    case .discreteInputs: "discrete-inputs"
    case .holdingRegisters: "holding-registers"
    case .inputRegisters: "input-registers"
    }
  }
}
