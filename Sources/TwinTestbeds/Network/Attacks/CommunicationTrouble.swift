/// An outage without anybody's ill will: a cable, a radio link, a device that restarts.
public struct CommunicationTrouble: Sendable, Equatable {
  /// What happens; its label is that of normal operation.
  public let truth: AttackTruth
  let outage: NetworkOutage

  /// A link carries nothing for a while.
  ///
  /// - Parameter start: seconds since the run began, ≥ 0.
  /// - Parameter duration: seconds, > 0.
  public static func linkOutage(
    id: String = "link-outage", of link: Int, in plan: CommunicationPlan, start: Double, duration: Double
  ) throws(AttackError) -> CommunicationTrouble {
    guard plan.topology.links.indices.contains(link) else {
      throw .unknownTarget("link \(link)", known: plan.topology.links.map { "\($0.from)–\($0.to)" })
    }
    let ends = [plan.topology.links[link].from, plan.topology.links[link].to]
    return try .init(
      id: id, summary: "nothing passes between \(ends[0]) and \(ends[1])", targets: ends,
      outage: .init(.link(link), start: start, end: start + duration))
  }

  /// A device restarts: it neither hears nor speaks for a while, and then goes on with what it knew.
  ///
  /// - Parameter start: seconds since the run began, ≥ 0.
  /// - Parameter duration: seconds, > 0.
  public static func restart(
    id: String = "restart", of node: String, in plan: CommunicationPlan, start: Double, duration: Double
  ) throws(AttackError) -> CommunicationTrouble {
    guard let place = plan.topology.node(node) else {
      throw .unknownTarget(node, known: plan.topology.nodes.map(\.id))
    }
    return try .init(
      id: id, summary: "\(node) restarts", targets: [node],
      outage: .init(.node(place), start: start, end: start + duration))
  }

  private init(id: String, summary: String, targets: [String], outage: NetworkOutage) throws(AttackError) {
    guard outage.start >= 0, outage.end > outage.start, outage.end.isFinite else {
      throw .impossibleTime(start: outage.start, duration: outage.end - outage.start)
    }
    truth = AttackTruth(id: id, summary: summary, targets: targets, start: outage.start, end: outage.end)
    self.outage = outage
  }
}
