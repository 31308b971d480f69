import TwinModel

/// Carries messages over a topology: waiting, transmission, latency and loss on every hop, then the queue and the work of
/// the destination. A discrete-event machine: no clock, one seed decides everything, and a copy continues as the
/// original would have.
///
/// A hop keeps the order of its messages. A direction's queue holds what waits for the wire or is on it, in bytes; a
/// node's queue holds what waits to be handled, in messages.
///
/// ## Deviations from real networks
/// - A message that is lost is lost: TCP's retransmissions are not modelled, so `loss` is what remains after them.
/// - Acknowledgements of TCP and address resolution cost nothing.
public struct MessageTransport: Sendable {
  /// Nodes, links and paths.
  public let topology: NetworkTopology
  /// Seconds since the run began.
  public private(set) var time = 0.0
  /// What became of all messages so far.
  public private(set) var counts = MessageCounts()
  /// Messages that were delivered or dropped since the log was last taken, in that order; empty unless `isLogging`.
  public private(set) var log: [NetworkMessage] = []
  /// Whether messages are kept for the log.
  public var isLogging = false
  /// Links and nodes that fail at times.
  public var outages: [NetworkOutage] = []
  /// Shape `[hop]`: whether somebody looks at every message that enters it.
  public var isTapped: [Bool]

  private var random: SeededGenerator
  private var queue = EventQueue()
  private var slots: [Transit] = []
  private var freeSlots: [Int] = []
  private var hops: [Hop]
  /// Shape `[node]`: when it will have handled what has come so far.
  private var busyUntil: [Double]

  /// A message and where it is.
  private struct Transit: Sendable {
    var message: NetworkMessage
    var node: Int
  }

  private struct Hop: Sendable {
    /// When the wire will be free.
    var busyUntil = 0.0
    /// When the last message came or will come to the end.
    var lastArrival = 0.0
  }

  /// What the owner of a transport has to deal with.
  public enum Occurrence: Sendable {
    /// A message was handled by its destination.
    case delivered(NetworkMessage)
    /// A message is about to enter a tapped hop; `release` lets it go on, `discard` drops it.
    case intercepted(NetworkMessage, hop: Int, token: Int)
  }

  /// An empty network at time 0.
  ///
  /// - Parameter seed: decides latencies and losses.
  public init(_ topology: NetworkTopology, seed: UInt64) {
    self.topology = topology
    random = SeededGenerator(seed: seed, stream: 0x6E65)
    hops = [Hop](repeating: Hop(), count: topology.hopEnds.count)
    isTapped = [Bool](repeating: false, count: topology.hopEnds.count)
    busyUntil = [Double](repeating: 0, count: topology.nodes.count)
  }

  /// Sends a message.
  ///
  /// - Parameter node: where it enters the network, which need not be the source that it claims; its source by default.
  /// - Parameter departure: when it is sent, not before now; now by default.
  public mutating func send(_ message: NetworkMessage, from node: Int? = nil, at departure: Double? = nil) {
    let entry = node ?? message.source
    let count = topology.nodes.count
    precondition((0..<count).contains(entry) && (0..<count).contains(message.destination), "nodes of the topology")
    var message = message
    message.number = UInt64(counts.sent)
    message.sent = max(departure ?? time, time)
    message.entry = entry
    message.outcome = .inFlight
    counts.sent += 1
    let slot: Int
    if let free = freeSlots.popLast() {
      slots[free] = Transit(message: message, node: entry)
      slot = free
    } else {
      slot = slots.count
      slots.append(Transit(message: message, node: entry))
    }
    if message.sent > time {
      queue.insert(.departure, of: slot, at: message.sent)
    } else {
      proceed(slot)
    }
  }

  /// Lets time pass until something has to be dealt with; `nil` when it has reached `end` without.
  public mutating func next(until end: Double) -> Occurrence? {
    while queue.nextTime <= end {
      let event = queue.removeFirst()
      time = event.time
      let slot = Int(event.slot)
      switch event.stage {
      case .departure: proceed(slot)
      case .arrival: arrive(slot)
      case .release: enterHop(slot, hopAhead(of: slot))
      case .interception:
        return .intercepted(slots[slot].message, hop: hopAhead(of: slot), token: slot)
      case .delivery:
        slots[slot].message.outcome = .delivered(time)
        counts.delivered += 1
        return .delivered(finish(slot))
      }
    }
    time = max(time, end)
    return nil
  }

  /// Lets an intercepted message go on, perhaps changed, perhaps later.
  ///
  /// - Parameter delay: seconds, ≥ 0.
  public mutating func release(_ message: NetworkMessage, token: Int, after delay: Double = 0) {
    var message = message
    let original = slots[token].message
    (message.number, message.sent, message.entry) = (original.number, original.sent, original.entry)
    // Where it is going cannot change any more: it is on its way there.
    message.destination = original.destination
    slots[token].message = message
    if delay > 0 {
      queue.insert(.release, of: token, at: time + delay)
    } else {
      enterHop(token, hopAhead(of: token))
    }
  }

  /// Drops an intercepted message.
  public mutating func discard(token: Int) { drop(token, .intercepted) }

  /// Hands over the log so far and begins an empty one.
  public mutating func takeLog() -> [NetworkMessage] {
    defer { log = [] }
    return log
  }

  // MARK: - One message's way

  private func hopAhead(of slot: Int) -> Int {
    topology.hop(from: slots[slot].node, to: slots[slot].message.destination)
  }

  private mutating func proceed(_ slot: Int) {
    let node = slots[slot].node
    if !outages.isEmpty && isDown(.node(node)) { return drop(slot, .nodeDown) }
    let hop = hopAhead(of: slot)
    if hop < 0 {
      arrive(slot)
    } else if isTapped[hop] {
      queue.insert(.interception, of: slot, at: time)
    } else {
      enterHop(slot, hop)
    }
  }

  private mutating func enterHop(_ slot: Int, _ hop: Int) {
    if !outages.isEmpty && isDown(.link(hop / 2)) { return drop(slot, .linkDown) }
    let quality = topology.links[hop / 2].quality
    let size = Double(slots[slot].message.size)
    let start = max(time, hops[hop].busyUntil)
    if start > time && (start - time) * quality.bandwidth / 8 + size > quality.queueBytes {
      return drop(slot, .queueFull)
    }
    let gone = start + size * 8 / quality.bandwidth
    hops[hop].busyUntil = gone
    if quality.loss > 0 && random.uniform() < quality.loss { return drop(slot, .lost) }
    let arrival = max(gone + quality.latency.draw(using: &random), hops[hop].lastArrival)
    hops[hop].lastArrival = arrival
    slots[slot].node = topology.hopEnds[hop]
    queue.insert(.arrival, of: slot, at: arrival)
  }

  private mutating func arrive(_ slot: Int) {
    let node = slots[slot].node
    guard node == slots[slot].message.destination else { return proceed(slot) }
    if !outages.isEmpty && isDown(.node(node)) { return drop(slot, .nodeDown) }
    let work = topology.nodes[node].processingTime
    let backlog = busyUntil[node] - time
    // All messages cost alike, so what waits is the backlog in units of one message, but for rounding errors.
    if backlog > 0 && (backlog / work - 1e-6).rounded(.up) >= Double(topology.nodes[node].queueCapacity) {
      return drop(slot, .overloaded)
    }
    busyUntil[node] = max(time, busyUntil[node]) + work
    queue.insert(.delivery, of: slot, at: busyUntil[node])
  }

  private mutating func drop(_ slot: Int, _ reason: NetworkMessage.DropReason) {
    slots[slot].message.outcome = .dropped(reason, time)
    counts[reason] += 1
    _ = finish(slot)
  }

  private mutating func finish(_ slot: Int) -> NetworkMessage {
    let message = slots[slot].message
    freeSlots.append(slot)
    if isLogging { log.append(message) }
    return message
  }

  private func isDown(_ subject: NetworkOutage.Subject) -> Bool {
    outages.contains { $0.subject == subject && $0.covers(time) }
  }
}
