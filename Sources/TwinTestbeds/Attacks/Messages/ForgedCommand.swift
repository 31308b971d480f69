/// A7 on the network: commands through the programming interface, or straight to a PLC, from somebody who may not give
/// them.
///
/// Level 0 tries with keys that it does not have, in bursts, and is refused. Level 1 holds an operator's stolen key.
/// Level 2 does not use the interface: it writes to the PLC's registers, which ask for no key. It shows as refusals, as
/// commands without an operator's session, as a new writer at a PLC.
///
/// Source: ATT&CK for ICS T0871 (execution through API), T0855 (unauthorized command message), T0866.
public struct ForgedCommand: NetworkAttack {
  /// The actuators, and the span of time.
  public let truth: AttackTruth
  /// Seconds between two commands: shorter than one holds against the PLC's program.
  public static let interval = 240.0
  /// Attempts a second of somebody without a key.
  static let attempts = 2.0
  private let level: AttackLevel
  private let commands: [(signal: Int, name: String, value: Double)]

  init(_ draft: AttackDraft, _ plan: CommunicationPlan) throws(AttackError) {
    level = draft.level
    let names = draft.point.forcing.map(\.actuator)
    let signals = try plan.signals(names)
    let forcings = try draft.forcings()
    commands = zip(zip(signals, names), forcings).map { (signal: $0.0, name: $0.1, value: $1.command) }
    let way = level == .modelAware ? "by writing to the PLC" : "through the interface"
    let key = level == .naive ? ", without a key" : level == .insideLimits ? ", with a stolen key" : ""
    truth = draft.truth("\(names.joined(separator: ", ")) commanded \(way)\(key)", targets: names)
  }

  /// Sends commands, again and again.
  public mutating func emit(from start: Double, to end: Double, in plan: CommunicationPlan) -> [NetworkInjection] {
    let (first, last) = (max(start, truth.start), min(end, truth.end))
    guard first < last else { return [] }
    let every = level == .naive ? 1 / Self.attempts : Self.interval
    var injections: [NetworkInjection] = []
    var number = ((first - truth.start) / every).rounded(.up)
    while truth.start + number * every < last {
      for command in commands {
        guard let message = message(command, in: plan) else { continue }
        injections.append(NetworkInjection(message, at: plan.workstation, time: truth.start + number * every))
      }
      number += 1
    }
    return injections
  }

  private func message(
    _ command: (signal: Int, name: String, value: Double), in plan: CommunicationPlan
  ) -> NetworkMessage? {
    guard level < .modelAware else {
      return plan.modbusWrite(
        from: plan.workstation, to: plan.owners[command.signal], signal: command.signal, value: command.value)
    }
    var call = plan.http(
      from: level == .naive ? plan.workstation : plan.operatorClient, to: plan.twin,
      HTTPTransfer("PUT", "/v1/commands/\(command.name)", value: command.value))
    if level == .naive { call.authentication = .failed(key: plan.key(of: plan.operatorClient)) }
    return call
  }
}
