internal import TwinModel

/// What supervision is told must have been said in the field: every value that is passed on must be among the last that
/// came from where it comes from.
///
/// Statistic: messages in a row in which a tag's value was never said upstream. Which flow lies upstream of which was learned
/// from the order in which values appear.
struct ContradictionWatch: Sendable {
  /// Values that are remembered of every tag in every flow.
  static let depth = 4
  /// Messages that may be missing upstream before nothing more is concluded.
  private static let patience = 4.0

  /// Shape `[flow]`: where the flow's tags begin.
  private let offsets: [Int32]
  private let counts: [Int32]
  /// Shape `[place]`: the place upstream; −1 for none.
  private let upstream: [Int32]
  private let flowOfPlace: [Int32]
  private let tags: [Int32]
  /// Shape `[flow]`: seconds after which it counts as silent.
  private let deadlines: [Double]
  /// Shape `[place, depth]`.
  private var recent: [UInt64]
  /// Shape `[flow]`: messages so far.
  private var positions: [UInt32]
  private var runs: [UInt16]

  init(_ baseline: MessageBaseline) {
    var offsets: [Int32] = []
    var (upstream, flowOfPlace, tags): ([Int32], [Int32], [Int32]) = ([], [], [])
    for (flow, profile) in baseline.flows.enumerated() {
      offsets.append(Int32(tags.count))
      for (place, tag) in profile.tags.enumerated() {
        tags.append(Int32(tag))
        flowOfPlace.append(Int32(flow))
        upstream.append(profile.upstream.isEmpty ? -1 : Int32(profile.upstream[place]))
      }
    }
    self.offsets = offsets
    (self.upstream, self.flowOfPlace, self.tags) = (upstream, flowOfPlace, tags)
    counts = baseline.flows.map { Int32($0.tags.count) }
    deadlines = baseline.flows.map { profile in
      profile.intervals.map { Self.patience * $0.mean + $0.longest } ?? .infinity
    }
    recent = [UInt64](repeating: 0, count: tags.count * Self.depth)
    positions = [UInt32](repeating: 0, count: baseline.flows.count)
    runs = [UInt16](repeating: 0, count: tags.count)
  }

  /// - Parameter lastSeen: shape `[flow]`: when each flow last spoke before now.
  mutating func observe(
    _ message: MessageObservation, flow: Int, at now: Double, lastSeen: [Double], into findings: inout [MessageFinding]
  ) {
    guard flow < counts.count, counts[flow] > 0, message.values.count == Int(counts[flow]) else { return }
    let slot = Int(positions[flow]) % Self.depth
    positions[flow] &+= 1
    for index in message.values.indices {
      let place = Int(offsets[flow]) + index
      let value = message.values[index]
      recent[place * Self.depth + slot] = value.bitPattern
      let source = Int(upstream[place])
      guard source >= 0, !value.isNaN else { continue }
      if wasSaid(value.bitPattern, at: source) {
        runs[place] = 0
        continue
      }
      let sourceFlow = Int(flowOfPlace[source])
      guard positions[sourceFlow] >= UInt32(Self.depth), now - lastSeen[sourceFlow] < deadlines[sourceFlow] else {
        continue
      }
      if runs[place] < .max { runs[place] += 1 }
      let told = positions[sourceFlow] &- 1
      findings.append(
        MessageFinding(
          detector: .contradiction, statistic: Double(runs[place]), flow: Int32(flow), tag: tags[place],
          observed: value,
          expected: Double(bitPattern: recent[source * Self.depth + Int(told) % Self.depth])))
    }
  }

  private func wasSaid(_ bits: UInt64, at place: Int) -> Bool {
    let first = place * Self.depth
    return recent[first] == bits || recent[first + 1] == bits || recent[first + 2] == bits || recent[first + 3] == bits
  }
}
