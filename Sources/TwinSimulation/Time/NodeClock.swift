/// One node's clock: it may stand elsewhere than true time, and run at another rate.
struct NodeClock {
  private var trueBase: Int64 = 0
  private var ownBase: Int64 = 0
  /// Own nanoseconds in a million true ones.
  private var rate: Int64 = 1_000_000

  func reading(at now: SimulatedInstant) -> SimulatedInstant {
    let passed = now.nanoseconds - trueBase
    guard rate != 1_000_000 else { return SimulatedInstant(nanoseconds: ownBase + passed) }
    return SimulatedInstant(nanoseconds: ownBase + Self.scale(passed, by: rate, over: 1_000_000))
  }

  /// How long a span of this clock takes; rounded up, so that it has passed on this clock as well.
  func trueSpan(of span: Int64) -> Int64 {
    guard rate != 1_000_000 else { return max(0, span) }
    return span <= 0 ? 0 : Self.scale(span, by: 1_000_000, over: rate) + 2
  }

  mutating func jump(by span: Int64) { ownBase += span }

  mutating func run(at rate: Int64, from now: SimulatedInstant) {
    ownBase = reading(at: now).nanoseconds
    trueBase = now.nanoseconds
    self.rate = max(1, rate)
  }

  private static func scale(_ span: Int64, by factor: Int64, over divisor: Int64) -> Int64 {
    Int64(clamping: Int128(span) * Int128(factor) / Int128(divisor))
  }
}
