import TwinModel

/// A deterministic world: nodes, a network, disks and a clock, in which one seed decides every delay, loss and crash.
///
/// Events happen one at a time in the order of virtual time, ties in the order of scheduling. Each enters the trace
/// hash; two worlds with the same seed, nodes and faults have the same hash in every process.
///
/// Cost: logarithmic in the events under way for each event, and what the nodes themselves do.
public struct World<Observer: WorldObserver> {
  /// The nodes' type.
  public typealias Node = Observer.Node

  /// Watches everything that happens.
  public var observer: Observer
  /// The links between nodes.
  public internal(set) var network: SimulatedNetwork
  /// One disk for each node.
  public internal(set) var disks: [SimulatedDisk]
  /// The time.
  public internal(set) var now = SimulatedInstant.zero
  /// Events so far.
  public internal(set) var eventCount = 0
  /// The digest of everything so far.
  public internal(set) var trace: TraceHash
  /// Effects of each node so far, over all its lives.
  public internal(set) var effectCounts: [Int]
  /// The nodes; nil for one that is down.
  public internal(set) var nodes: [Node?]

  var queue = EventQueue()
  var messages = MessagesUnderWay<Node.Message>()
  var timers: TimerTable
  var faults: [Fault] = []
  var crashPoints: [[CrashPoint]]
  var clocks: [NodeClock]
  var lives: [Int]
  var nextStamp: UInt32 = 0
  var actions = Node.Actions()
  var networkRandom: SeededGenerator
  var diskRandom: SeededGenerator
  let boot: (_ node: Int, _ life: Int) -> Node

  /// Creates a world and starts every node at its beginning.
  ///
  /// `boot` makes the machine of a node, at the beginning and after each crash; `life` counts from 0.
  /// At most 65,535 nodes.
  public init(
    seed: UInt64, nodeCount: Int, link: LinkBehaviour = .calm, disk: DiskBehaviour = DiskBehaviour(),
    observer: Observer, boot: @escaping (_ node: Int, _ life: Int) -> Node
  ) {
    precondition(nodeCount < Int(ScheduledEvent.outside), "a world has room for 65,534 nodes")
    self.observer = observer
    self.boot = boot
    network = SimulatedNetwork(nodeCount: nodeCount, link: link)
    disks = Array(repeating: SimulatedDisk(behaviour: disk), count: nodeCount)
    trace = TraceHash(seed: seed)
    effectCounts = Array(repeating: 0, count: nodeCount)
    nodes = Array(repeating: nil, count: nodeCount)
    timers = TimerTable(nodeCount: nodeCount)
    crashPoints = Array(repeating: [], count: nodeCount)
    clocks = Array(repeating: NodeClock(), count: nodeCount)
    lives = Array(repeating: 0, count: nodeCount)
    networkRandom = SeededGenerator(seed: seed, stream: 1)
    diskRandom = SeededGenerator(seed: seed, stream: 2)
    for node in 0..<nodeCount { queue.schedule(.restart, at: 0, node: node, payload: 0) }
  }

  /// Whether a node runs.
  public func isUp(_ node: Int) -> Bool { nodes[node] != nil }

  /// When the next event happens; nil when nothing will happen any more.
  public var nextTime: SimulatedInstant? { queue.nextTime.map(SimulatedInstant.init(nanoseconds:)) }

  /// Delivers a message from outside the world, as from a client, after a span in nanoseconds.
  public mutating func inject(_ message: Node.Message, to node: Int, after span: Int64 = 0) {
    let place = messages.put(message, digest: message.traceDigest)
    messages.addArrival(place)
    queue.schedule(.delivery, at: now.nanoseconds + max(0, span), node: node, payload: place)
  }

  /// Lets a fault happen after a span in nanoseconds.
  public mutating func schedule(_ fault: Fault, after span: Int64 = 0) {
    faults.append(fault)
    queue.schedule(.fault, at: now.nanoseconds + max(0, span), node: 0, payload: UInt32(faults.count - 1))
  }

  /// Lets a node crash just before one of its effects.
  public mutating func schedule(_ crash: CrashPoint) {
    let later = crashPoints[crash.node].firstIndex { $0.effect > crash.effect } ?? crashPoints[crash.node].endIndex
    crashPoints[crash.node].insert(crash, at: later)
  }

  /// Forgets all crash points that were not reached.
  public mutating func cancelCrashPoints() {
    for node in crashPoints.indices { crashPoints[node] = [] }
  }

  /// Forgets all faults that have not happened yet.
  public mutating func cancelFaults() {
    for index in faults.indices { faults[index] = .heal }
  }

  /// Changes a node's disk while it is down or running, as an operator or a failing medium would.
  public mutating func changeDisk(of node: Int, _ change: (inout SimulatedDisk) -> Void) {
    change(&disks[node])
  }

  /// Lets everything happen up to an instant, or until so many events have happened; true when the instant is reached.
  @discardableResult
  public mutating func run(until end: SimulatedInstant, maximumEvents: Int = .max) -> Bool {
    let limit = maximumEvents == .max ? Int.max : eventCount + maximumEvents
    while let next = queue.nextTime, next <= end.nanoseconds {
      guard eventCount < limit else { return false }
      step()
    }
    now = max(now, end)
    return true
  }

  /// Lets the next event happen; false when there is none.
  @discardableResult
  public mutating func step() -> Bool {
    guard let event = queue.popEarliest() else { return false }
    now = SimulatedInstant(nanoseconds: event.time)
    eventCount += 1
    trace.feed(event.time)
    trace.feed(UInt64(event.kind.rawValue) << 32 | UInt64(event.node) << 16 | UInt64(event.peer))
    let node = Int(event.node)
    switch event.kind {
    case .delivery: deliver(event, to: node)
    case .timer: fire(event, of: node)
    case .disk: complete(event, of: node)
    case .fault: happen(faults[Int(event.payload)])
    case .restart: start(node)
    }
    return true
  }
}
