/// The median difference of neighbouring source times, in memory bounded by the number of distinct differences kept.
struct RowPeriodEstimate {
  /// Nanoseconds and how often they occurred.
  private var counts: [Int64: Int] = [:]
  private var last: Int64 = 0
  private var lastCount = 0

  /// Distinct differences that are counted; later ones beyond these are left out of the median.
  private static let limit = 1 << 14

  /// Takes one difference in nanoseconds.
  mutating func add(_ difference: Int64) {
    if difference != last {
      flush()
      last = difference
    }
    lastCount += 1
  }

  private mutating func flush() {
    if lastCount > 0 && (counts.count < Self.limit || counts[last] != nil) { counts[last, default: 0] += lastCount }
    lastCount = 0
  }

  /// The lower median in seconds; `nil` when there is no difference, or when it is zero.
  func seconds() -> Double? {
    var whole = self
    whole.flush()
    let sorted = whole.counts.sorted { $0.key < $1.key }
    let total = sorted.reduce(0) { $0 + $1.value }
    var passed = 0
    for (difference, count) in sorted {
      passed += count
      if passed * 2 >= total { return difference > 0 ? Double(difference) / 1e9 : nil }
    }
    return nil
  }
}
