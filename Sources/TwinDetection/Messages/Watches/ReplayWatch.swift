internal import TwinModel

/// Windows of payloads that come again: of whole messages, and of single tags where a message carries several.
///
/// Statistic: weight of the run in natural logarithms, above the largest of normal operation.
struct ReplayWatch: Sendable {
  /// Shape `[flow]`: the ring of its payloads; −1 for none.
  private var ringOfFlow: [Int32]
  /// Shape `[ring]`.
  private var rings: [DigestRing] = []
  private var usual: [Double] = []
  private var tags: [Int32] = []
  /// Shape `[flow]`: rings of single tags, by their place in the payload.
  private var ringsOfTags: [[(place: Int, ring: Int)]]

  init(_ baseline: MessageBaseline) {
    ringOfFlow = [Int32](repeating: -1, count: baseline.flows.count)
    ringsOfTags = [[(place: Int, ring: Int)]](repeating: [], count: baseline.flows.count)
    for (flow, profile) in baseline.flows.enumerated() where profile.memory > 0 {
      ringOfFlow[flow] = Int32(rings.count)
      append(capacity: profile.memory, usual: profile.usual.replay, tag: -1)
    }
    for series in baseline.series {
      ringsOfTags[series.flow].append((series.place, rings.count))
      append(
        capacity: series.memory, usual: series.usual, tag: Int32(baseline.flows[series.flow].tags[series.place]))
    }
  }

  private mutating func append(capacity: Int, usual most: Double, tag: Int32) {
    rings.append(DigestRing(capacity: capacity))
    usual.append(most)
    tags.append(tag)
  }

  mutating func observe(_ message: MessageObservation, flow: Int, into findings: inout [MessageFinding]) {
    guard flow < ringOfFlow.count, message.digest != 0 else { return }
    if ringOfFlow[flow] >= 0 { add(message.digest, to: Int(ringOfFlow[flow]), flow, into: &findings) }
    guard !ringsOfTags[flow].isEmpty else { return }
    for index in ringsOfTags[flow].indices {
      let (place, ring) = ringsOfTags[flow][index]
      guard place < message.values.count else { continue }
      add(MessageDigest.of(value: message.values[place]), to: ring, flow, into: &findings)
    }
  }

  private mutating func add(_ digest: UInt64, to ring: Int, _ flow: Int, into findings: inout [MessageFinding]) {
    let statistic = rings[ring].add(digest) - usual[ring]
    guard statistic > 0 else { return }
    findings.append(
      MessageFinding(detector: .replay, statistic: statistic, flow: Int32(flow), tag: tags[ring]))
  }
}
