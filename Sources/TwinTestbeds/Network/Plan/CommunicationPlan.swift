public import TwinModel

/// Who asks whom for what, how often, and what stands in which register: the part of a communication network that never
/// changes, shared by all its copies.
public final class CommunicationPlan: Sendable {
  /// Nodes, links and paths.
  public let topology: NetworkTopology
  /// The plant's tags: its sensors, then its actuators, in the plant's order.
  public let signals: [Tag]
  /// How many of the signals are sensors.
  public let sensorCount: Int
  /// Shape `[node]`: the registers of a node that answers Modbus; `nil` for the others.
  public let maps: [RegisterMap?]
  /// Parts of PLCs' tables that gateways poll and publish.
  public let blocks: [Block]
  /// Place of the broker.
  public let broker: Int
  /// Place of the historian.
  public let historian: Int
  /// Place of the twin.
  public let twin: Int
  /// Place of the operators' client.
  public let operatorClient: Int
  /// Place of the engineering workstation.
  public let workstation: Int
  /// Place of the plant's member of the federation.
  public let federationMember: Int
  /// Place of the federation's aggregator.
  public let federationAggregator: Int
  /// Topics of commands begin with this.
  public let commandTopics: String
  /// Filter of the topics under which PLCs' blocks are published.
  public let blockTopics: String
  /// Seconds between two polls of a PLC by its gateway.
  public let reportPeriod: Double

  /// Part of a PLC's table: what one poll reads and one publication holds.
  public struct Block: Sendable, Equatable {
    /// Place of the PLC.
    public let server: Int
    /// Place of the gateway.
    public let gateway: Int
    /// The table.
    public let table: RegisterTable
    /// First bit or register.
    public let address: Int
    /// Number of bits or registers.
    public let count: Int
    /// The MQTT topic it is published under.
    public let topic: String
    /// Its entries in the table of the PLC's map.
    let entries: Range<Int>
  }

  /// A request that is repeated.
  struct Poll: Sendable, Equatable {
    var client: Int
    var server: Int
    var table: RegisterTable
    var address: Int
    var count: Int
    /// Entries of the server's map.
    var entries: Range<Int>
    /// Where the client keeps what it reads; empty when it passes it on.
    var points: [Int]
    /// What a gateway publishes it as; −1 for others.
    var block: Int
    var phase: Phase
    /// Seconds; 0 for every scan.
    var period: Double
  }

  /// Where in a scan a poll has its turn.
  enum Phase: UInt8, Sendable {
    /// A PLC reads its devices.
    case field
    /// A PLC reads other PLCs.
    case exchange
    /// Supervision reads PLCs.
    case report
  }

  /// A PLC's cyclic write to a device.
  struct CyclicWrite: Sendable, Equatable {
    var client: Int
    var server: Int
    var table: RegisterTable
    var address: Int
    var count: Int
    var entries: Range<Int>
    /// Where the PLC keeps what it writes.
    var points: [Int]
  }

  let polls: [Poll]
  let writes: [CyclicWrite]
  /// Number of places for values.
  let pointCount: Int
  /// Shape `[signal]`: where the device keeps a signal that is wired to it.
  let devicePoints: [Int]
  /// Shape `[signal]`: where the PLC in charge keeps it.
  let ownerPoints: [Int]
  /// Shape `[sensor]`: where the PLC whose program needs it keeps it.
  let programPoints: [Int]
  /// Shape `[signal]`: place of the PLC in charge.
  let owners: [Int]
  /// Shape `[signal]`: place of the gateway that speaks with the PLC in charge.
  let gateways: [Int]
  /// Shape `[signal]`: seconds between two chances of the historian to hear of it; three times as old is stale.
  let stalePeriods: [Double]
  /// Places of all who hold a session with the broker.
  let sessionNodes: [Int]
  /// Signals by their tags' names.
  private let places: [String: Int]

  /// Makes a plan for a plant.
  ///
  /// - Throws: ``CommunicationError``.
  public convenience init(_ design: CommunicationDesign, for plant: some Plant) throws(CommunicationError) {
    let site = plant.site
    var signals: [Tag] = []
    for name in plant.sensors + plant.actuators { signals.append(site.tag(named: name) ?? Tag(name: name)) }
    try self.init(design, signals: signals, sensorCount: plant.sensors.count)
  }

  /// Makes a plan for tags.
  ///
  /// - Parameter signals: sensors, then actuators.
  /// - Throws: ``CommunicationError``.
  public init(_ design: CommunicationDesign, signals: [Tag], sensorCount: Int) throws(CommunicationError) {
    let building = try CommunicationPlanBuilding(design, signals: signals, sensorCount: sensorCount)
    self.signals = signals
    self.sensorCount = sensorCount
    topology = building.topology
    maps = building.maps
    blocks = building.blocks
    polls = building.polls
    writes = building.writes
    pointCount = building.pointCount
    devicePoints = building.devicePoints
    ownerPoints = building.ownerPoints
    programPoints = building.programPoints
    owners = building.owners
    gateways = building.gateways
    places = building.places
    reportPeriod = design.reportPeriod
    commandTopics = "\(design.site)/command/"
    blockTopics = "\(design.site)/+/+/+"
    stalePeriods = [Double](repeating: design.reportPeriod, count: signals.count)
    let nodes = building.nodePlaces
    func place(_ id: String) -> Int { nodes[id] ?? 0 }
    broker = place(CommunicationPlanBuilding.broker)
    historian = place(design.historian)
    twin = place(CommunicationPlanBuilding.twin)
    operatorClient = place(design.operatorClient)
    workstation = place(CommunicationPlanBuilding.workstation)
    federationMember = place(CommunicationPlanBuilding.federationMember)
    federationAggregator = place(CommunicationPlanBuilding.federationAggregator)
    sessionNodes = design.gateways.map { place($0.id) } + [historian, twin]
  }

  /// The place of a tag among `signals`; `nil` when the plant has none of that name.
  public func signal(_ name: String) -> Int? { places[name] }

  /// The key with which a node signs.
  public func key(of node: Int) -> UInt16 { UInt16(truncatingIfNeeded: node + 1) }
}
