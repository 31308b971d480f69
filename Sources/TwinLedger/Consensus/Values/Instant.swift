/// A moment on one replica's monotonic clock, in nanoseconds since an origin of the shell's choice.
///
/// Machines compare and add; they never read a clock. Moments of different replicas mean nothing to each other.
public struct Instant: Sendable, Hashable, Comparable {
  /// Nanoseconds since the origin.
  public var nanoseconds: Int64

  /// Creates a moment.
  public init(nanoseconds: Int64) { self.nanoseconds = nanoseconds }

  /// Whether the left moment is earlier.
  public static func < (left: Self, right: Self) -> Bool { left.nanoseconds < right.nanoseconds }

  /// This moment moved by a duration; the far ends hold where it would overflow.
  public static func + (left: Self, right: Duration) -> Self {
    let (sum, overflows) = left.nanoseconds.addingReportingOverflow(right.wholeNanoseconds)
    return Instant(nanoseconds: overflows ? (right < .zero ? .min : .max) : sum)
  }
}

extension Duration {
  /// The duration in whole nanoseconds, held at the ends of the range.
  var wholeNanoseconds: Int64 {
    let (seconds, attoseconds) = components
    let (product, overflows) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
    if overflows { return seconds < 0 ? .min : .max }
    let (sum, tooLarge) = product.addingReportingOverflow(attoseconds / 1_000_000_000)
    return tooLarge ? (seconds < 0 ? .min : .max) : sum
  }
}
