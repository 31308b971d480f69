internal import TwinModel

/// New talkers, conversations, operations, writers and targets: what the baseline never heard.
///
/// A stranger's messages count on, with a half-life, so that what is kept up weighs more than what happened once.
struct NoveltyWatch: Sendable {
  private let known: Int
  /// Shape `[flow − known]`.
  private var kinds: [MessageDetector] = []
  private var counts: [DecayingCount] = []
  /// Shape `[flow]`: last parts of paths that were named; `nil` where any may be.
  private var leaves: [Set<String>?]
  private var leafCounts: [DecayingCount]

  init(_ baseline: MessageBaseline) {
    known = baseline.flows.count
    leaves = baseline.flows.map { $0.leaves.isEmpty ? nil : Set($0.leaves) }
    leafCounts = [DecayingCount](repeating: DecayingCount(), count: known)
  }

  mutating func observe(_ place: MessageDirectory.Place, at now: Double, into findings: inout [MessageFinding]) {
    let flow = Int(place.flow)
    guard flow >= known else {
      guard let leaf = place.leaf, let named = leaves[flow], !named.contains(leaf) else { return }
      findings.append(
        MessageFinding(detector: .newTarget, statistic: leafCounts[flow].add(at: now), flow: place.flow))
      return
    }
    if flow - known == kinds.count {
      kinds.append(place.novelty ?? .newTarget)
      counts.append(DecayingCount())
    }
    findings.append(
      MessageFinding(detector: kinds[flow - known], statistic: counts[flow - known].add(at: now), flow: place.flow))
  }
}
