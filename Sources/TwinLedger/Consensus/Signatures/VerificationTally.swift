internal import Synchronization

/// Counts the signatures that a simulated world verifies.
final class VerificationTally: Sendable {
  private let total = Atomic(0)

  /// How many so far.
  var count: Int { total.load(ordering: .relaxed) }

  func add(_ verified: Int) { total.wrappingAdd(verified, ordering: .relaxed) }
}
