internal import TwinModel

/// Written values outside the range of values that were written in normal operation, by whomever and in whatever protocol.
///
/// Statistic: distance outside, in widths of that range. Two-state tags have no outside.
struct WrittenValueWatch: Sendable {
  private let low: [Double]
  private let high: [Double]
  private let inverseWidth: [Double]

  init(_ baseline: MessageBaseline) {
    low = baseline.written.map(\.low)
    high = baseline.written.map(\.high)
    inverseWidth = baseline.written.map { range in
      guard range.isKnown, !(range.low >= 0 && range.high <= 1 && range.isWhole) else { return 0 }
      return 1 / max(range.high - range.low, 0.02 * max(abs(range.low), abs(range.high)), 1e-9)
    }
  }

  /// - Parameter tag: the tag's place among the baseline's.
  mutating func observe(_ value: Double, tag: Int, flow: Int32, into findings: inout [MessageFinding]) {
    guard inverseWidth[tag] > 0, !value.isNaN else { return }
    let outside = max(low[tag] - value, value - high[tag])
    guard outside > 0 else { return }
    findings.append(
      MessageFinding(
        detector: .writtenValue, statistic: min(outside * inverseWidth[tag], 1e6), flow: flow, tag: Int32(tag),
        observed: value, expected: value > high[tag] ? high[tag] : low[tag]))
  }
}
