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
  public private(set) var attackers: [any NetworkAttack] = []
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
  private var hasBegun = false
  private var emittedUntil = 0.0
  private var tappers: [[Int]] = []

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

  // MARK: - Turns of a scan

  /// Seconds for reading, and again for writing, in a scan.
  static func window(ofScan period: Double) -> Double { min(1, period / 4) }

  /// PLCs read their devices and each other.
  ///
  /// - Parameter signals: `received` is taken for what the devices measure, and replaced by what the programs know.
  ///   Where `reported` differs from it, PLCs will tell supervision so.
  mutating func readSensors(_ signals: inout Signals, period: Double) {
    let time = signals.time
    isLying = false
    for sensor in 0..<plan.sensorCount {
      let (received, reported) = (signals.received[sensor], signals.reported[sensor])
      values[plan.devicePoints[sensor]] = received
      stamps[plan.devicePoints[sensor]] = time
      if !hasBegun { adopt(received, of: sensor, at: time) }
      setLie(reported == received || (reported.isNaN && received.isNaN) ? nil : reported, of: sensor)
    }
    keepSessions(at: time)
    let window = Self.window(ofScan: period)
    poll(.field, at: time)
    run(until: time + window / 2)
    poll(.exchange, at: time)
    run(until: time + window)
    signals.receivedAges.removeAll(keepingCapacity: true)
    for sensor in 0..<plan.sensorCount {
      signals.received[sensor] = values[plan.programPoints[sensor]]
      signals.receivedAges.append(time - stamps[plan.programPoints[sensor]])
    }
  }

  /// PLCs write their commands to their devices.
  ///
  /// - Parameter signals: sets `actuated` and `reportedCommands`.
  mutating func writeCommands(_ signals: inout Signals, period: Double) {
    let time = signals.time
    for actuator in signals.commanded.indices {
      let signal = plan.sensorCount + actuator
      if !hasBegun { adopt(signals.commanded[actuator], of: signal, at: time) }
      guard manualUntil[signal] <= time else { continue }
      values[plan.ownerPoints[signal]] = signals.commanded[actuator]
      stamps[plan.ownerPoints[signal]] = time
    }
    hasBegun = true
    actuationTime = .infinity
    lateCommands.removeAll(keepingCapacity: true)
    sendWrites()
    run(until: time + 2 * Self.window(ofScan: period))
    actuationTime = transport.time
    for actuator in signals.commanded.indices {
      signals.actuated[actuator] = values[plan.devicePoints[plan.sensorCount + actuator]]
      signals.reportedCommands[actuator] = values[plan.ownerPoints[plan.sensorCount + actuator]]
    }
  }

  /// Supervision hears of the plant, and has its say.
  ///
  /// - Parameter signals: sets `reported`, `reportedCommands` and their ages, and in `actuated` what came late and stood
  ///   longest.
  /// - Parameter actuated: as `writeCommands` left it; what was changed since is an attacker's doing and stands.
  /// - Parameter commands: `reportedCommands` as `writeCommands` left them; what was changed since is an attacker's lie.
  mutating func report(_ signals: inout Signals, actuated: [Double], commands: [Double], period: Double) {
    for actuator in signals.commanded.indices {
      let (told, known) = (signals.reportedCommands[actuator], commands[actuator])
      setLie(told == known || (told.isNaN && known.isNaN) ? nil : told, of: plan.sensorCount + actuator)
    }
    let (time, end) = (signals.time, signals.time + period)
    poll(.report, at: time)
    callInterface(at: time)
    reportToFederation(at: time)
    run(until: end)
    for command in lateCommands {
      let actuator = command.signal - plan.sensorCount
      let first = actuated[actuator]
      guard signals.actuated[actuator] == first || first.isNaN else { continue }
      signals.actuated[actuator] = longest(first, of: command.signal, until: end)
    }
    tellHistorian(&signals, at: time)
  }

  private func tellHistorian(_ signals: inout Signals, at time: Double) {
    signals.reportedAges.removeAll(keepingCapacity: true)
    signals.reportedQualities.removeAll(keepingCapacity: true)
    for signal in plan.signals.indices {
      let value = historian.values[signal]
      if signal < plan.sensorCount {
        signals.reported[signal] = value
      } else {
        signals.reportedCommands[signal - plan.sensorCount] = value
      }
      let age = time - historian.stamps[signal]
      signals.reportedAges.append(age)
      signals.reportedQualities.append(
        value.isNaN ? .missing : age > 3 * plan.stalePeriods[signal] ? .uncertain : .good)
    }
  }

  /// Makes a value of the run's beginning known to everybody.
  private mutating func adopt(_ value: Double, of signal: Int, at time: Double) {
    var points = [plan.devicePoints[signal], plan.ownerPoints[signal]]
    if signal < plan.sensorCount { points.append(plan.programPoints[signal]) }
    for point in points {
      values[point] = value
      stamps[point] = time
    }
    historian.values[signal] = value
    historian.stamps[signal] = time
    twin.values[signal] = value
    twin.stamps[signal] = time
  }

  private mutating func setLie(_ value: Double?, of signal: Int) {
    lies[signal] = value
    if value != nil { isLying = true }
  }

  /// The command that stands longest from the actuators' turn on.
  private func longest(_ first: Double, of signal: Int, until end: Double) -> Double {
    var shares: [(value: Double, seconds: Double)] = []
    var (value, since) = (first, actuationTime)
    for command in lateCommands + [LateCommand(signal: signal, time: end, value: first)] where command.signal == signal
    {
      let seconds = max(0, command.time - since)
      if let share = shares.firstIndex(where: { $0.value == value }) {
        shares[share].seconds += seconds
      } else {
        shares.append((value, seconds))
      }
      (value, since) = (command.value, command.time)
    }
    return shares.max { $0.seconds < $1.seconds }?.value ?? first
  }

  // MARK: - Time

  /// Lets messages travel until `end`.
  private mutating func run(until end: Double) {
    while !attackers.isEmpty && emittedUntil < end {
      let stop = min(end, emittedUntil + 1)
      for index in attackers.indices {
        for injection in attackers[index].emit(from: emittedUntil, to: stop, in: plan) { inject(injection) }
      }
      emittedUntil = stop
      deliver(until: stop)
    }
    deliver(until: end)
  }

  private mutating func deliver(until end: Double) {
    while let occurrence = transport.next(until: end) {
      switch occurrence {
      case .delivered(let message): handle(message)
      case .intercepted(let message, let hop, let token): show(message, hop, token)
      }
    }
  }

  private mutating func show(_ original: NetworkMessage, _ hop: Int, _ token: Int) {
    var message = original
    var delay = 0.0
    var injections: [NetworkInjection] = []
    for index in tappers[hop] {
      switch attackers[index].intercept(&message, on: hop, at: transport.time, in: plan, sending: &injections) {
      case .pass: break
      case .delay(let seconds): delay += max(0, seconds)
      case .drop:
        transport.discard(token: token)
        injections.forEach { inject($0) }
        return
      }
    }
    if message != original && message.origin == .genuine { message.origin = .altered }
    transport.release(message, token: token, after: delay)
    injections.forEach { inject($0) }
  }

  private mutating func inject(_ injection: NetworkInjection) {
    let nodes = plan.topology.nodes.indices
    guard nodes.contains(injection.entry), nodes.contains(injection.message.destination),
      nodes.contains(injection.message.source), injection.time.isFinite
    else { return }
    var message = injection.message
    message.origin = .injected
    message.size = max(1, message.size)
    transport.send(message, from: injection.entry, at: injection.time)
  }
}
