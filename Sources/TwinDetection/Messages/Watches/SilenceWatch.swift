/// Too few messages: what should have come by now.
///
/// For flows like a clock: missing messages beyond the longest gap of normal operation. For arrivals by chance: seconds
/// beyond that gap, or beyond fourteen mean gaps, times the rate, which has an exponential tail. Of all flows of one source the most silent speaks. A message that
/// was lost on one flow may be lost on any: flows like a clock share the longest gap in multiples of their periods, up to four.
struct SilenceWatch: Sendable {
  private struct Flow {
    var source: Int
    var longest: Double
    /// Statistic per second beyond it; 0 where too few messages were seen to say.
    var rate: Double
    var mean: Double
  }
  private let flows: [Flow]
  /// Shape `[name]`: the most silent flow of each source, and how silent; scratch.
  private var worst: [(flow: Int32, statistic: Double)]
  private var nextScan = -Double.infinity

  /// Seconds between two looks at all flows.
  private static let period = 1.0

  /// Most periods of the longest gap that flows share.
  private static let sharedPeriods = 4.0
  /// Mean gaps that arrivals by chance are given at least: of a million gaps one is longer.
  private static let chancePeriods = 14.0

  init(_ baseline: MessageBaseline) {
    var shared = 0.0
    for profile in baseline.flows where profile.isPeriodic {
      if let intervals = profile.intervals { shared = max(shared, intervals.longest / intervals.mean) }
    }
    shared = min(shared, Self.sharedPeriods)
    flows = baseline.flows.map { profile in
      guard let intervals = profile.intervals else { return Flow(source: 0, longest: 0, rate: 0, mean: 0) }
      let longest =
        profile.isPeriodic
        ? max(intervals.longest, shared * intervals.mean)
        : max(intervals.longest, Self.chancePeriods * intervals.mean)
      return Flow(source: profile.source, longest: longest, rate: 1 / intervals.mean, mean: intervals.mean)
    }
    worst = [(Int32, Double)](repeating: (-1, 0), count: baseline.names.count)
  }

  /// Looks at all flows if it is time.
  ///
  /// - Parameter lastSeen: shape `[flow]`: when each last spoke.
  mutating func look(at now: Double, lastSeen: [Double], into findings: inout [MessageFinding]) {
    guard now >= nextScan else { return }
    nextScan = now + Self.period
    var isSilent = false
    for index in flows.indices where flows[index].rate > 0 {
      let statistic = (now - lastSeen[index] - flows[index].longest) * flows[index].rate
      guard statistic > 0.25, statistic > worst[flows[index].source].statistic else { continue }
      worst[flows[index].source] = (Int32(index), statistic)
      isSilent = true
    }
    guard isSilent else { return }
    for source in worst.indices where worst[source].flow >= 0 {
      let flow = worst[source].flow
      findings.append(
        MessageFinding(
          detector: .silence, statistic: worst[source].statistic, flow: flow, observed: now - lastSeen[Int(flow)],
          expected: flows[Int(flow)].mean))
      worst[source] = (-1, 0)
    }
  }
}
