import TwinModel

/// The communication network of a plant in operation: PLCs poll field devices and each other and write actuators,
/// gateways poll PLCs and publish, historian and twin listen, operators read and now and then command, and the plant's
/// member of the federation reports every hour. Attackers and outages come between.
///
/// A value: a copy is a fork and shares the plan. All its randomness is its own, so that a plant's disturbances and noise
/// are the same with and without it.
///
/// ## One scan of length T, beginning at t
/// With a window w of a quarter of T, at most a second:
/// 1. `t`: PLCs poll their devices; at `t + w/2` they read from each other. At `t + w` the programs run on what has come.
/// 2. `t + w`: PLCs write all their commands to their devices. At `t + 2w` the actuators hold what has come.
/// 3. `t + 2w`: gateways poll PLCs and publish each answer at once; operators and the federation have their turn. What
///    has come at `t + T` is what the historian knows.
///
/// Whatever is late or lost leaves the last value standing. Everybody begins with the first values of the run, as if
/// there had been a time before. A command that reaches a device after `t + 2w`, forged or late, moves the actuator in
/// this scan if it stands for the longest part of what is left of it.
public struct CommunicationNetwork: Sendable {
  /// Seconds for which a command from above holds against a PLC's program.
  public static let manualHold = 600.0
  /// Mean seconds between two calls of the operators.
  public static let operatorInterval = 300.0
  /// Seconds between two updates for the federation.
  public static let federationPeriod = 3600.0
  /// Bytes of an update for the federation.
  public static let federationBytes = 65_536

  /// Who asks whom for what.
  public let plan: CommunicationPlan
  /// Messages under way, their counts and their log.
  public internal(set) var transport: MessageTransport
  /// What the historian knows.
  public internal(set) var historian: SubscriberImage
  /// What the twin knows.
  public internal(set) var twin: SubscriberImage
  /// Who else is on the network.
  public internal(set) var attackers: [any NetworkAttack] = []
  /// Outages that are nobody's fault.
  public private(set) var troubles: [CommunicationTrouble] = []

  /// Shape `[point]`.
  var values: [Double]
  /// Shape `[point]`: when the value was measured or commanded.
  var stamps: [Double]
  /// Shape `[signal]`: until when a command from above holds.
  var manualUntil: [Double]
  /// Shape `[signal]`: what a PLC tells supervision instead of what it knows; `nil` for the truth.
  var lies: [Double?]
  var isLying = false
  /// Commands that reached devices after the actuators' turn in this scan.
  var lateCommands: [LateCommand] = []
  /// When the actuators' turn in this scan ends.
  var actuationTime = 0.0
  /// Shape `[node]`.
  var sequences: [UInt32]
  /// Shape `[node]`.
  var transactions: [UInt16]
  /// Shape `[poll]`: the transaction whose answer is waited for.
  var pending: [UInt16?]
  /// Shape `[poll]`: when it has its next turn.
  var due: [Double]
  /// In the order of the plan's session nodes.
  var sessions: [BrokerSession]
  var brokerIdentifier: UInt16 = 0
  var random: SeededGenerator
  var nextCall: Double
  var nextUpdate = 0.0
  var hasBegun = false
  /// Until when attackers have said what they send.
  var emittedUntil = 0.0
  /// Shape `[hop, …]`: attackers who sit on it, by their places.
  private(set) var tappers: [[Int]] = []

  /// A command that reached a device late in a scan.
  struct LateCommand: Sendable {
    var signal: Int
    var time: Double
    var value: Double
  }

  /// A network in which nothing has been said.
  ///
  /// - Parameter seed: decides latencies, losses and when operators call.
  /// - Parameter attackers: those who share a hop look at a message in this order.
  /// - Parameter isLogging: whether all messages are kept until `takeLog`.
  public init(
    _ plan: CommunicationPlan, seed: UInt64, attackers: [any NetworkAttack] = [],
    troubles: [CommunicationTrouble] = [], isLogging: Bool = false
  ) {
    self.plan = plan
    transport = MessageTransport(plan.topology, seed: seed)
    transport.isLogging = isLogging
    let (nodes, signals) = (plan.topology.nodes.count, plan.signals.count)
    historian = SubscriberImage(count: signals)
    twin = historian
    values = [Double](repeating: .nan, count: plan.pointCount)
    stamps = [Double](repeating: -.infinity, count: plan.pointCount)
    manualUntil = [Double](repeating: -.infinity, count: signals)
    lies = [Double?](repeating: nil, count: signals)
    sequences = [UInt32](repeating: 0, count: nodes)
    transactions = [UInt16](repeating: 0, count: nodes)
    pending = [UInt16?](repeating: nil, count: plan.polls.count)
    due = [Double](repeating: 0, count: plan.polls.count)
    sessions = [BrokerSession](repeating: BrokerSession(), count: plan.sessionNodes.count)
    random = SeededGenerator(seed: seed, stream: 0x6170)
    nextCall = Self.operatorInterval * random.uniform()
    add(attackers: attackers, troubles: troubles)
  }

  /// Lets further people and outages in.
  public mutating func add(attackers more: [any NetworkAttack], troubles others: [CommunicationTrouble] = []) {
    attackers += more
    troubles += others
    transport.outages = troubles.map(\.outage)
    tappers = [[Int]](repeating: [], count: transport.isTapped.count)
    for (index, attacker) in attackers.enumerated() {
      for hop in attacker.taps(in: plan) where tappers.indices.contains(hop) {
        tappers[hop].append(index)
        transport.isTapped[hop] = true
      }
    }
  }

  /// The network from here on without one of its attackers, as if they went away this instant.
  public func removingAttack(id: String) -> CommunicationNetwork {
    var copy = self
    copy.attackers.removeAll { $0.truth.id == id }
    for hop in copy.transport.isTapped.indices { copy.transport.isTapped[hop] = false }
    copy.add(attackers: [])
    return copy
  }

  /// Hands over the messages that were delivered or dropped since the last time, in that order.
  public mutating func takeLog() -> [NetworkMessage] { transport.takeLog() }
}
