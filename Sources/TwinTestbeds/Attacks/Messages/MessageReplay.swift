/// A5 on the network: somebody in the middle of a station's links puts old registers into new messages, or sends old
/// messages again.
///
/// Old registers in new messages answer what was asked, and are believed. Old messages carry old transactions; nobody
/// waits for them. Either shows as payloads that repeat to the bit, the second in sequences that go back.
///
/// Source: ATT&CK for ICS T0830 (adversary-in-the-middle), T0842, T0801.
public struct MessageReplay: NetworkAttack {
  /// The station's tags, and the span of time.
  public let truth: AttackTruth
  /// What is told again.
  public let manner: Replay.Manner
  /// Seconds of the window or of the delay.
  public let span: Double
  /// Most messages that are kept of one conversation.
  static let memory = 16_384
  private let nodes: [Int]
  private let sendsOld: Bool
  private let staysBrief: Bool
  private var heard: [Conversation: Tape] = [:]

  /// Messages of one kind between two nodes.
  private struct Conversation: Hashable {
    var source: Int
    var destination: Int
    var function: UInt8
    var address: UInt16
  }

  /// What was said, oldest first.
  private struct Tape {
    var messages: [NetworkMessage] = []
    var times: [Double] = []
    var position = 0
  }

  init(_ draft: AttackDraft, _ plan: CommunicationPlan, manner: Replay.Manner) throws(AttackError) {
    var draft = draft
    self.manner = manner
    let station = draft.surface.station(of: draft.point.sensor)
    let names = manner == .commands ? station.actuators : station.sensors
    var devices: Set<Int> = []
    for signal in try plan.signals(names) { devices.insert(plan.device(of: signal)) }
    nodes = devices.sorted()
    sendsOld = draft.level == .naive
    staysBrief = draft.level == .modelAware
    let wanted = manner == .delay ? draft.uniform(180...900) : draft.uniform(900...1800)
    span = max(2 * draft.surface.scanPeriod, min(wanted, draft.start))
    truth = draft.truth(
      "\(station.name): \(manner) of \(span) s\(draft.level == .naive ? ", with old transactions" : "")", targets: names
    )
  }

  /// The links of the station's devices.
  public func taps(in plan: CommunicationPlan) -> [Int] { nodes.flatMap(plan.accessHops) }

  /// Listens; while it is active, tells old registers, or lets the message pass and sends an old one behind it.
  public mutating func intercept(
    _ message: inout NetworkMessage, on hop: Int, at time: Double, in plan: CommunicationPlan,
    sending injections: inout [NetworkInjection]
  ) -> NetworkInterception {
    // Its own messages come by, too.
    guard message.origin == .genuine, case .modbus(let transfer) = message.operation, !message.registers.isEmpty,
      transfer.function.isWrite == (manner == .commands), (transfer.kind == .request) == (manner == .commands),
      nodes.contains(manner == .commands ? message.destination : message.source)
    else { return .pass }
    let conversation = Conversation(
      source: message.source, destination: message.destination, function: transfer.function.rawValue,
      address: transfer.address)
    let isActive = truth.isActive(at: time)
    if (time >= truth.start - span && !isActive && time < truth.start) || (isActive && manner == .delay) {
      keep(message, conversation, at: time)
    }
    guard isActive, isTelling(at: time), let old = old(conversation, at: time) else { return .pass }
    if sendsOld {
      injections.append(NetworkInjection(old, at: message.source, time: time + 1e-3))
    } else if old.registers.count == message.registers.count {
      message.registers = old.registers
    }
    return .pass
  }

  /// All the time, or five minutes of every twelve for somebody who knows how long it takes to be noticed.
  private func isTelling(at time: Double) -> Bool {
    let pulse = UnauthorisedCommand.pulse
    return !staysBrief || (time - truth.start).truncatingRemainder(dividingBy: pulse.every) < pulse.seconds
  }

  private mutating func keep(_ message: NetworkMessage, _ conversation: Conversation, at time: Double) {
    var tape = heard[conversation] ?? Tape()
    heard[conversation] = nil
    tape.messages.append(message)
    tape.times.append(time)
    if tape.messages.count > 2 * Self.memory {
      tape.messages.removeFirst(Self.memory)
      tape.times.removeFirst(Self.memory)
      tape.position = max(0, tape.position - Self.memory)
    }
    heard[conversation] = tape
  }

  /// The next message of the window, or the one of `span` ago.
  private mutating func old(_ conversation: Conversation, at time: Double) -> NetworkMessage? {
    guard let tape = heard[conversation], !tape.messages.isEmpty else { return nil }
    var position = tape.position
    if manner == .delay {
      while position + 1 < tape.times.count, tape.times[position + 1] <= time - span { position += 1 }
    } else {
      position = (position + 1) % tape.messages.count
    }
    heard[conversation]?.position = position
    return tape.messages[position]
  }
}
