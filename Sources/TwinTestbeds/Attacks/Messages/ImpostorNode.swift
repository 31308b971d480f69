import TwinModel

/// A6 on the network: a node that nobody enrolled answers in the name of a field device, or publishes in the name of a
/// gateway.
///
/// As a second source it publishes beside the gateway: refused when signed with a wrong key (level 0), believed with a
/// stolen one. In a takeover or a hand-over it answers the PLC's polls in the device's place. It shows as two sources for
/// one tag, as one address at two places, as a key that was never enrolled.
///
/// Source: ATT&CK for ICS T0848 (rogue master), T0849 (masquerading), T0859 (valid accounts), T0860.
public struct ImpostorNode: NetworkAttack {
  /// The tag, and the span of time.
  public let truth: AttackTruth
  /// How it comes in.
  public let entrance: RogueNode.Entrance
  /// What it makes the tag tell in the end, in its unit.
  public let goal: Double
  private let signal: Int
  private let node: Int
  private let entry: Int
  private let noise: Double
  private let forges: Bool
  private let staysBrief: Bool
  private var random: SeededGenerator
  private var honest = Double.nan

  init(_ draft: AttackDraft, _ plan: CommunicationPlan, entrance: RogueNode.Entrance) throws(AttackError) {
    var draft = draft
    let point = draft.point
    self.entrance = entrance
    signal = try plan.signals([point.sensor])[0]
    node = entrance == .secondSource ? plan.gateways[signal] : plan.device(of: signal)
    entry = plan.workstation
    noise = point.noise
    forges = draft.level == .naive
    staysBrief = draft.level == .modelAware
    goal =
      draft.level == .naive
      ? draft.impossible(try draft.range(ofSensor: point.sensor))
      : point.middle + draft.sign() * draft.dared() * point.lie
    random = draft.random
    let name = plan.topology.nodes[node].id
    truth = draft.truth(
      "somebody speaks as \(name) about \(point.sensor): \(entrance), towards \(goal)", targets: [point.sensor])
  }

  /// The link of the node whose place it takes.
  public func taps(in plan: CommunicationPlan) -> [Int] { plan.accessHops(of: node) }

  /// Learns how the node speaks, and speaks for it.
  public mutating func intercept(
    _ message: inout NetworkMessage, on hop: Int, at time: Double, in plan: CommunicationPlan,
    sending injections: inout [NetworkInjection]
  ) -> NetworkInterception {
    guard message.source == node, message.entry == node, let value = plan.value(of: signal, in: message) else {
      return .pass
    }
    guard truth.isActive(at: time) else {
      honest = value
      return .pass
    }
    var own = message
    plan.setValue(of: signal, in: &own, to: told(value, at: time))
    if entrance == .secondSource {
      if forges { own.authentication = .failed(key: plan.key(of: entry)) }
      let phase = (time - truth.start).truncatingRemainder(dividingBy: UnauthorisedCommand.pulse.every)
      if staysBrief && phase >= UnauthorisedCommand.pulse.seconds { return .pass }
      injections.append(NetworkInjection(own, at: entry, time: time + 0.01))
      return .pass
    }
    // The device falls silent, and somebody else answers in its name from another place.
    injections.append(NetworkInjection(own, at: entry, time: time))
    return .drop
  }

  private mutating func told(_ value: Double, at time: Double) -> Double {
    let age = (time - truth.start) / (truth.end - truth.start)
    let share = entrance == .handover ? min(1, 1.25 * age) : 1
    let from = honest.isFinite ? honest : value
    return from + share * (goal - from) + noise * random.normal()
  }
}
