#if canImport(Glibc)
  import Glibc
#endif

/// Counts events and forgets them with a half-life of ten minutes.
struct DecayingCount: Sendable, Equatable {
  private var count: Float = 0
  private var time = -Double.infinity

  private static let halfLife = 600.0

  /// Counts one more, and gives what is remembered.
  mutating func add(at now: Double) -> Double {
    let age = now - time
    count = 1 + (age < 30 * Self.halfLife ? count * Float(exp2(-max(0, age) / Self.halfLife)) : 0)
    time = now
    return Double(count)
  }
}
