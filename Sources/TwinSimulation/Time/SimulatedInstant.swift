/// A point of virtual time: nanoseconds since the world began.
///
/// A node's own clock may stand elsewhere (`Fault.clockJump`), so a node's instants may be negative.
public struct SimulatedInstant: Comparable, Hashable, Sendable {
  /// Nanoseconds since the world began.
  public var nanoseconds: Int64

  /// Creates the instant this many nanoseconds after the world began.
  public init(nanoseconds: Int64) { self.nanoseconds = nanoseconds }

  /// The beginning of the world.
  public static let zero = Self(nanoseconds: 0)

  /// Whether the left instant is earlier.
  public static func < (left: Self, right: Self) -> Bool { left.nanoseconds < right.nanoseconds }

  /// The instant a span later; spans are nanoseconds, and the sum stays inside 64 bits.
  public static func + (instant: Self, span: Int64) -> Self {
    let (sum, overflow) = instant.nanoseconds.addingReportingOverflow(span)
    return Self(nanoseconds: overflow ? (span > 0 ? .max : .min) : sum)
  }
}

extension Int64 {
  /// A span of virtual time in microseconds, as nanoseconds.
  public static func microseconds(_ count: Int64) -> Int64 { count * 1_000 }
  /// A span of virtual time in milliseconds, as nanoseconds.
  public static func milliseconds(_ count: Int64) -> Int64 { count * 1_000_000 }
  /// A span of virtual time in seconds, as nanoseconds.
  public static func seconds(_ count: Int64) -> Int64 { count * 1_000_000_000 }
}
