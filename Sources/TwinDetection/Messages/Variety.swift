/// Whether what is said is new again and again, so that a stretch that comes again means something.
///
/// What is on and off by turns, or steps up and down like a tap changer, repeats by itself. It varies when its first changes bring
/// enough values that were not there before; over weeks a tap changer has many positions, too.
struct Variety: Sendable, Equatable {
  /// Different values that it takes.
  static let least = 16
  /// Changes within which they must come.
  static let most = 4 * least

  private var seen: Set<UInt64> = []
  private var changes = 0

  /// Takes the next value that differs from its predecessor.
  mutating func add(_ value: UInt64) {
    guard changes < Self.most, !isEnough else { return }
    changes += 1
    seen.insert(value)
  }

  /// Whether it varies.
  var isEnough: Bool { seen.count >= Self.least }
}
