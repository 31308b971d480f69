/// Too many messages: a cumulative sum of arrivals beyond one and a half times the usual rate.
///
/// For arrivals by chance the sum's tail is exponential with the root of e^θ = 1 + 1.5 θ (Lundberg's exponent); divided by
/// the flow's own variation it is so for clocks, too. Statistic: natural logarithms of unlikeliness, above the largest sum
/// of normal operation.
///
/// Source: Page (1954), continuous inspection schemes; Asmussen, Ruin Probabilities (2010), chapter III.
struct RateWatch: Sendable {
  private static let allowance = 1.5
  private static let exponent = 0.762
  /// Smallest variation that counts: below it lies the jitter of any network.
  private static let leastVariation = 0.1

  private struct Flow {
    /// Arrivals a second times the allowance; 0 where too few were seen to say.
    var drain: Double
    var scale: Double
    var usual: Double
    var sum = 0.0
  }
  private var flows: [Flow]

  init(_ baseline: MessageBaseline) {
    flows = baseline.flows.map { profile in
      guard let intervals = profile.intervals else { return Flow(drain: 0, scale: 0, usual: 0) }
      return Flow(
        drain: Self.allowance / intervals.mean, scale: Self.exponent / max(intervals.variation, Self.leastVariation),
        usual: profile.usual.rate)
    }
  }

  /// - Parameter gap: seconds since the flow's last message.
  mutating func observe(_ flow: Int, gap: Double, into findings: inout [MessageFinding]) {
    guard flow < flows.count, flows[flow].drain > 0 else { return }
    let sum = max(0, flows[flow].sum - gap * flows[flow].drain) + 1
    // What is beyond all bounds need not grow on; it ends sooner so.
    flows[flow].sum = min(sum, 1e4)
    guard sum > 2 else { return }
    let statistic = (sum - 2) * flows[flow].scale - flows[flow].usual
    guard statistic > 0 else { return }
    findings.append(
      MessageFinding(
        detector: .rate, statistic: statistic, flow: Int32(flow), observed: gap > 0 ? 1 / gap : nil,
        expected: flows[flow].drain / Self.allowance))
  }
}
