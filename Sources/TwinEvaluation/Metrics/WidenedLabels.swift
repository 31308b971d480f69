/// Labels widened step by step, kept as counts of rows per distance and alarm level.
///
/// A normal row at distance `d` from one event weighs `sqrt(1 - d/w)`, which is at least 0.707 within `w/2`; a row in
/// reach of two events therefore sums to more than 1 and is capped there. So a row's weight depends on its smallest
/// and second smallest distances alone, and rows need not be visited again for every window.
struct WidenedLabels {
  private let levels: AlarmLevels
  private let runs: [Range<Int>]
  private let home: [Range<Int>]
  private var reached = 0
  /// Shape `[distance, level]`: rows in reach of exactly one event.
  private var single: [Int]
  /// Rows by their smallest distance, waiting to be reached.
  private let byNearest: [[UInt16]]
  /// Rows by their second smallest distance, with the smallest one.
  private let bySecond: [[(nearest: Int, level: UInt16)]]
  /// Shape `[level]`: rows in reach of two events or more.
  private var full: [Int]
  /// Shape `[level]`: anomalous rows.
  private var inside: [Int]
  /// Shape `[run]`: the strictest level at which any row of the widened run is alarmed.
  private var firstLevel: [UInt16]

  /// - Parameter reach: the largest distance that will be asked for.
  init(levels: AlarmLevels, runs: [Range<Int>], stretches: [Range<Int>], reach: Int) {
    self.levels = levels
    self.runs = runs
    home = Self.homes(of: runs, among: stretches)
    single = Array(repeating: 0, count: (reach + 1) * levels.count)
    full = Array(repeating: 0, count: levels.count)
    inside = full
    firstLevel = runs.map { run in run.reduce(UInt16.max) { min($0, levels.ofRow[$1]) } }
    for run in runs { for row in run { inside[Int(levels.ofRow[row])] += 1 } }
    var nearest: [[UInt16]] = Array(repeating: [], count: reach + 1)
    var second: [[(nearest: Int, level: UInt16)]] = Array(repeating: [], count: reach + 1)
    Self.visitMargins(of: runs, homes: home, reach: reach) { row, first, next in
      nearest[first].append(levels.ofRow[row])
      if next <= reach { second[next].append((first, levels.ofRow[row])) }
    }
    byNearest = nearest
    bySecond = second
  }

  private static func homes(of runs: [Range<Int>], among stretches: [Range<Int>]) -> [Range<Int>] {
    var place = 0
    return runs.map { run in
      while stretches[place].upperBound <= run.lowerBound { place += 1 }
      return stretches[place]
    }
  }

  /// Calls `visit` once for every normal row within reach, with its two smallest distances.
  private static func visitMargins(
    of runs: [Range<Int>], homes: [Range<Int>], reach: Int, visit: (Int, Int, Int) -> Void
  ) {
    func left(_ row: Int, _ run: Int, _ home: Range<Int>) -> Int {
      run >= 0 && homes[run] == home ? row - runs[run].upperBound + 1 : .max
    }
    func right(_ row: Int, _ run: Int, _ home: Range<Int>) -> Int {
      run < runs.count && homes[run] == home ? runs[run].lowerBound - row : .max
    }
    func look(at rows: Range<Int>, after run: Int, in home: Range<Int>) {
      for row in rows {
        let distances = (left(row, run, home), right(row, run + 1, home))
        let nearest = min(distances.0, distances.1)
        let further = min(left(row, run - 1, home), right(row, run + 2, home))
        visit(row, nearest, min(max(distances.0, distances.1), further))
      }
    }
    for (index, run) in runs.enumerated() {
      let home = homes[index]
      let isFirst = index == 0 || homes[index - 1] != home
      let before = isFirst ? home.lowerBound : runs[index - 1].upperBound
      let reachedFromBefore = isFirst ? before : min(before + reach, run.lowerBound)
      look(at: max(reachedFromBefore, run.lowerBound - reach)..<run.lowerBound, after: index - 1, in: home)
      let isLast = index == runs.count - 1 || homes[index + 1] != home
      let after = isLast ? home.upperBound : runs[index + 1].lowerBound
      look(at: run.upperBound..<min(after, run.upperBound + reach), after: index, in: home)
    }
  }

  /// Widens every event to `distance` rows on both sides, within its series.
  mutating func widen(to distance: Int) {
    while reached < distance {
      reached += 1
      for level in byNearest[reached] { single[reached * levels.count + Int(level)] += 1 }
      for row in bySecond[reached] {
        single[row.nearest * levels.count + Int(row.level)] -= 1
        full[Int(row.level)] += 1
      }
      for (index, run) in runs.enumerated() {
        for row in [run.lowerBound - reached, run.upperBound - 1 + reached] where home[index].contains(row) {
          firstLevel[index] = min(firstLevel[index], levels.ofRow[row])
        }
      }
    }
  }

  /// The areas under the ROC and PR curves of the present widening, for one window.
  func areas(window: Int, anomalous: Int, rows: Int) -> (roc: Double, pr: Double) {
    let margin = marginWeights(window: window)
    let (found, groups) = groupsFound()
    var (area, precisionSum) = (0.0, 0.0)
    var (recallBefore, falseRateBefore) = (0.0, 0.0)
    var (hits, weight, seen) = (0, 0.0, 0)
    for level in 0..<levels.count {
      hits += inside[level]
      weight += margin[level]
      seen += found[level]
      let truePositives = Double(hits) + weight
      let positives = Double(anomalous) + weight / 2
      let recall = min(truePositives / positives, 1) * Double(seen) / Double(groups)
      let falseRate = (Double(levels.alarmed[level]) - truePositives) / (Double(rows) - positives)
      area += (falseRate - falseRateBefore) * (recall + recallBefore) / 2
      precisionSum += (recall - recallBefore) * truePositives / Double(levels.alarmed[level])
      (recallBefore, falseRateBefore) = (recall, falseRate)
    }
    area += (1 - falseRateBefore) * (1 + recallBefore) / 2
    return (area, precisionSum)
  }

  /// Shape `[level]`: the weight of the normal rows in reach that become alarmed at each level.
  private func marginWeights(window: Int) -> [Double] {
    var margin = full.map(Double.init)
    guard reached > 0 else { return margin }
    for distance in 1...reached {
      let weight = (1 - Double(distance) / Double(window)).squareRoot()
      for level in 0..<levels.count { margin[level] += Double(single[distance * levels.count + level]) * weight }
    }
    return margin
  }

  /// Shape `[level]`: groups of overlapping widened events that are first alarmed at each level, and their number.
  private func groupsFound() -> (found: [Int], groups: Int) {
    var found = Array(repeating: 0, count: levels.count)
    var groups = 0
    var first = UInt16.max
    for index in runs.indices {
      first = min(first, firstLevel[index])
      let next = index + 1
      let joins =
        next < runs.count && home[next] == home[index]
        && runs[index].upperBound - 1 + reached >= runs[next].lowerBound - reached
      if joins { continue }
      found[Int(first)] += 1
      groups += 1
      first = .max
    }
    return (found, groups)
  }
}
