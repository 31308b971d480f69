/// Which pieces of evidence came lately, in fixed memory: a piece that comes again soon is recognised, one that comes
/// again after thousands of others may not be.
struct RecentFingerprints: Sendable {
  private var table: [UInt64]

  /// - Parameter capacity: places, a power of two.
  init(capacity: Int = 8192) {
    precondition(capacity > 0 && capacity & (capacity - 1) == 0, "a power of two")
    table = [UInt64](repeating: 0, count: capacity)
  }

  /// Notes a fingerprint; false when it is there already.
  mutating func insert(_ fingerprint: UInt64) -> Bool {
    let place = Int(truncatingIfNeeded: fingerprint & UInt64(table.count - 1))
    // 0 marks a free place; the one fingerprint that is 0 is never recognised.
    guard table[place] != fingerprint || fingerprint == 0 else { return false }
    table[place] = fingerprint
    return true
  }
}
