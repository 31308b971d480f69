/// Combinations of rare states that normal operation has shown: a line out for maintenance with its permit, a standby pump
/// on duty.
///
/// A linear model of a plant holds for the equipment that usually runs; with a line out it is off by more than noise for as long
/// as that lasts. Such rows have a threshold of their own. A combination that normal operation has never shown, such as the same
/// line out without a permit, is judged like any other row.
struct OperatingStates: Sendable, Equatable {
  /// Tags that are watched: of a few values, of which one is far more frequent than the others, which last.
  let tags: [Int]
  /// Shape `[combination, tag]`, in the tags' units; the first is the usual one.
  let combinations: [Double]
  /// Rows beyond the last unusual one that still have its threshold: what the channels remember of it.
  static let memory = Smoothing.longRows
  /// A tag of more values is no state.
  static let mostValues = 8
  /// Share of rows with its usual value from which a tag's other values are rare.
  static let usualShare = 0.9
  /// Rows for which a rare value lasts, on average, from which it is a state; what flickers is none.
  static let leastRows = 2 * Smoothing.shortRows
  /// Rows for which states may be on their way from one known combination to another.
  static let mostRowsOnTheWay = 2
  /// More combinations than these are no states.
  static let mostCombinations = 256

  init(tags: [Int], combinations: [Double]) {
    self.tags = tags
    self.combinations = combinations
  }

  /// Learns from stretches of rows, each of shape `[row, tag]` in the tags' units; `nil` where there are no rare states.
  init?(stretches: [ArraySlice<Double>], tags width: Int) {
    let columns = (0..<width).compactMap { tag in
      Self.usualValue(of: stretches, tag: tag, tags: width).map { (tag: tag, usual: $0) }
    }
    guard !columns.isEmpty else { return nil }
    var known: Set<[Double]> = [columns.map(\.usual)]
    var all = columns.map(\.usual)
    for stretch in stretches {
      for row in stride(from: stretch.startIndex, to: stretch.endIndex, by: width) {
        let states = columns.map { stretch[row + $0.tag] }
        guard !states.contains(where: \.isNaN), known.insert(states).inserted else { continue }
        guard known.count <= Self.mostCombinations else { return nil }
        all += states
      }
    }
    tags = columns.map(\.tag)
    combinations = all
  }

  /// The most frequent value of a tag whose other values are few and rare; `nil` for any other tag.
  private static func usualValue(of stretches: [ArraySlice<Double>], tag: Int, tags width: Int) -> Double? {
    var counts: [Double: Int] = [:]
    var rows = 0
    for stretch in stretches {
      for index in stride(from: stretch.startIndex + tag, to: stretch.endIndex, by: width) {
        rows += 1
        guard !stretch[index].isNaN else { continue }
        counts[stretch[index], default: 0] += 1
        if counts.count > mostValues { return nil }
      }
    }
    guard counts.count > 1, let usual = counts.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }),
      Double(usual.value) >= usualShare * Double(rows)
    else { return nil }
    let times = stretches.reduce(0) { sum, stretch in
      let isRare = stride(from: stretch.startIndex + tag, to: stretch.endIndex, by: width).map {
        stretch[$0] != usual.key
      }
      return sum + isRare.split(separator: false).count
    }
    return rows - usual.value >= leastRows * times ? usual.key : nil
  }

  /// Number of known combinations, the usual one included.
  var count: Int { combinations.count / tags.count }

  /// Which of the known combinations a row of values in the tags' units shows: 0 is the usual one, `nil` none of them.
  func place(of values: UnsafeBufferPointer<Double>) -> Int? {
    (0..<count).first { matches(values, $0 * tags.count) }
  }

  /// Whether a row shows one of the known combinations that are not the usual one.
  func isUnusual(_ values: UnsafeBufferPointer<Double>) -> Bool { place(of: values).map { $0 > 0 } ?? false }

  /// Whether a row lies on the way from one known combination to another: each state is that of one of the two. Equipment
  /// answers its command later than the command is told.
  func isOnTheWay(_ values: UnsafeBufferPointer<Double>, from origin: Int) -> Bool {
    let width = tags.count
    return (0..<count).contains { goal in
      goal != origin
        && tags.enumerated().allSatisfy { index, tag in
          values[tag] == combinations[origin * width + index] || values[tag] == combinations[goal * width + index]
        }
    }
  }

  private func matches(_ values: UnsafeBufferPointer<Double>, _ begin: Int) -> Bool {
    for (index, tag) in tags.enumerated() where values[tag] != combinations[begin + index] { return false }
    return true
  }

  /// Follows rows and tells which have the threshold of unusual ones.
  struct Watch: Sendable {
    private let states: OperatingStates?
    /// Rows since the last unusual one.
    private var usualRows = OperatingStates.memory
    /// The last known combination, and rows since then.
    private var known = (place: 0, ago: 0)

    init(_ states: OperatingStates?) { self.states = states }

    /// Whether the next row has the threshold of unusual ones.
    mutating func next(_ values: UnsafeBufferPointer<Double>) -> Bool {
      guard let states else { return false }
      let place = states.place(of: values)
      known = (place ?? known.place, place == nil ? min(known.ago + 1, OperatingStates.memory) : 0)
      let isUnusual = place.map { $0 > 0 } ?? false
      usualRows = isUnusual ? 0 : min(usualRows + 1, OperatingStates.memory)
      if usualRows < OperatingStates.memory { return true }
      return place == nil && known.ago <= OperatingStates.mostRowsOnTheWay
        && states.isOnTheWay(values, from: known.place)
    }

    /// Forgets the past.
    mutating func reset() { self = Watch(states) }
  }
}
