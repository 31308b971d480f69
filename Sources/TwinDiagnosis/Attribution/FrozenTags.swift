/// Which tags have stopped moving: their latest values repeat to the bit for longer than ever before.
///
/// A sensor that is held fits the past it was taken from; what departs are all the others. That it repeats is the sign.
struct FrozenTags {
  /// Rows that a value must repeat at least.
  static let leastRows = 5
  /// A tag that has repeated for longer says nothing by repeating.
  static let usualRows = 3

  /// Indices of the frozen tags, longest first.
  ///
  /// - Parameter earlier: frames before those in doubt, shape `[row][tag]`, in order.
  /// - Parameter rows: frames in doubt, in order.
  static func find(in rows: [[Double]], after earlier: [[Double]]) -> [Int] {
    guard let last = rows.last else { return [] }
    var found: [(tag: Int, run: Int)] = []
    for tag in last.indices where last[tag].isFinite {
      let run = 1 + rows.dropLast().reversed().prefix { $0[tag] == last[tag] }.count
      guard run >= leastRows else { continue }
      let before = earlier + rows.dropLast(run)
      guard before.count >= 2 * leastRows else { continue }
      let usual = longestRun(of: tag, in: before)
      if usual <= usualRows && run > 2 * usual { found.append((tag, run)) }
    }
    return found.sorted { ($1.run, $0.tag) < ($0.run, $1.tag) }.map(\.tag)
  }

  private static func longestRun(of tag: Int, in rows: [[Double]]) -> Int {
    var longest = 0
    var run = 0
    var value = Double.nan
    for row in rows {
      run = row[tag] == value ? run + 1 : 1
      value = row[tag]
      longest = max(longest, run)
    }
    return longest
  }
}
