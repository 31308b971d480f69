public import TwinModel

/// How long something takes: a distribution over nanoseconds, drawn with whole numbers only so that every machine
/// draws the same.
public enum DelayDistribution: Sendable, Equatable {
  /// Always the same span.
  case constant(Int64)
  /// Every span of the range alike.
  case uniform(ClosedRange<Int64>)
  /// A least span and an exponential tail of the given mean behind it.
  case exponential(least: Int64, mean: Int64)
  /// The least span, and once in `oneIn` draws a span `factor` times as long: pauses, retransmissions.
  case spikes(ClosedRange<Int64>, oneIn: UInt64, factor: Int64)

  /// A span in nanoseconds, at least 0.
  public func draw(using random: inout SeededGenerator) -> Int64 {
    switch self {
    case .constant(let span):
      return max(0, span)
    case .uniform(let range):
      return max(0, random.span(in: range))
    case .exponential(let least, let mean):
      return max(0, least) + random.exponentialSpan(mean: mean)
    case .spikes(let range, let oneIn, let factor):
      let span = max(0, random.span(in: range))
      return random.happens(oneIn: oneIn) ? span.multipliedReportingOverflow(by: factor).partialValue : span
    }
  }
}
