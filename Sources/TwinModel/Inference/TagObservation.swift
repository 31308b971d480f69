/// What one tag showed in a recording so far, in bounded memory.
struct TagObservation: Sendable {
  private(set) var usable = 0
  private(set) var missing = 0
  private(set) var low = Double.infinity
  private(set) var high = -Double.infinity
  private(set) var steps = DecimalStep()
  private(set) var increases = 0
  private(set) var decreases = 0
  /// Decreases that fell back to where the counting began.
  private(set) var resets = 0
  private(set) var areWhole = true
  private var previous = Double.nan
  private var first = Double.nan

  /// Takes the next value of the same series, or of a new one.
  mutating func observe(_ value: Double, isUsable: Bool, beginsSeries: Bool) {
    guard isUsable, value.isFinite else {
      missing += 1
      if beginsSeries { previous = .nan }
      return
    }
    usable += 1
    low = min(low, value)
    high = max(high, value)
    if value != value.rounded() { areWhole = false }
    steps.observe(value)
    if beginsSeries || previous.isNaN {
      first = value
    } else if value > previous {
      increases += 1
    } else if value < previous {
      decreases += 1
      if value - min(first, value) <= 0.1 * (previous - value) { resets += 1 }
    }
    previous = value
  }

  /// Whether every usable value was the same.
  var isConstant: Bool { usable > 0 && low == high }

  /// The kind, by the rules that `SiteInference` documents.
  func kind(named quantity: Quantity?) -> Tag.Kind {
    let distinct = steps.isFull ? Int.max : steps.distinct.count
    if areWhole && usable > 0 && low >= -1 && high <= 255 {
      if distinct == 1, let quantity, quantity != .state { return .continuous }
      if distinct <= 2 || quantity == .state && distinct <= 16 { return .state }
      if distinct <= 8 && usable >= 10 * distinct { return .state }
    }
    let isMonotone = decreases == resets && resets * 20 <= increases
    return increases >= 20 && isMonotone && low >= 0 ? .counter : .continuous
  }
}
