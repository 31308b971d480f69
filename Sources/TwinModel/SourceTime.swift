/// An instant as the plant's own clock stated it, in nanoseconds since 1970-01-01T00:00:00Z.
///
/// A plain number on purpose: logic compares and subtracts source times, and never reads a clock.
public struct SourceTime: Sendable, Hashable, Comparable, Codable {
  /// Nanoseconds since the Unix epoch; negative before it.
  public var nanoseconds: Int64

  /// Creates an instant from nanoseconds since the Unix epoch.
  public init(nanoseconds: Int64) { self.nanoseconds = nanoseconds }

  /// Whether the left instant is earlier.
  public static func < (left: Self, right: Self) -> Bool { left.nanoseconds < right.nanoseconds }

  /// Seconds from `earlier` to this instant; negative when `earlier` is later.
  public func seconds(since earlier: SourceTime) -> Double {
    let (difference, overflows) = nanoseconds.subtractingReportingOverflow(earlier.nanoseconds)
    return (overflows ? Double(nanoseconds) - Double(earlier.nanoseconds) : Double(difference)) / 1e9
  }
}
