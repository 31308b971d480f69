/// A2 on the network: datagrams at a rate that a device, a controller or a gateway cannot handle.
///
/// What the target has to hear and say waits behind them or is lost; so do the messages of all who share its link. It
/// shows in the rate of messages, in queues, and in the age of values.
///
/// Source: ATT&CK for ICS T0814 (denial of service).
public struct MessageFlood: NetworkAttack {
  /// The target's node, and the span of time.
  public let truth: AttackTruth
  /// Datagrams a second.
  public let rate: Double
  private let target: Int
  private let source: Int
  /// Seconds of flood and seconds from one burst to the next; equal for a steady flood.
  private let burst: (seconds: Double, every: Double)

  /// Draws a rate of 1.3 to 2 times what the target handles, four times as much at level 0; bursts at level 2.
  init(_ draft: AttackDraft, _ plan: CommunicationPlan) throws(AttackError) {
    var draft = draft
    let signal = try plan.signals([draft.point.sensor])[0]
    switch draft.variant.position {
    case .link: target = plan.device(of: signal)
    case .controller: target = plan.owners[signal]
    default: target = plan.gateways[signal]
    }
    source = plan.workstation
    let capacity = 1 / max(plan.topology.nodes[target].processingTime, 1e-5)
    rate = capacity * draft.uniform(1.3...2) * (draft.level == .naive ? 4 : 1)
    let silence = draft.uniform(20...50)
    burst = draft.level == .modelAware ? (silence, silence * draft.uniform(1.15...1.4)) : (1, 1)
    let name = plan.topology.nodes[target].id
    truth = draft.truth("\(name) flooded with \(Int(rate)) datagrams a second", targets: [name])
  }

  /// Sends datagrams, evenly spaced.
  public mutating func emit(from start: Double, to end: Double, in plan: CommunicationPlan) -> [NetworkInjection] {
    let (first, last) = (max(start, truth.start), min(end, truth.end))
    guard first < last else { return [] }
    var injections: [NetworkInjection] = []
    var number = ((first - truth.start) * rate).rounded(.up)
    while true {
      let time = truth.start + number / rate
      guard time < last else { return injections }
      number += 1
      let phase = (time - truth.start).truncatingRemainder(dividingBy: burst.every)
      guard burst.seconds >= burst.every || phase < burst.seconds else { continue }
      injections.append(
        NetworkInjection(plan.datagram(from: source, to: target, port: 502, size: 120), at: source, time: time))
    }
  }
}
