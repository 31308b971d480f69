/// Evenly spaced ranks of the scores used as thresholds, and the first of them at which each row is alarmed.
struct AlarmLevels: Sendable {
  /// Number of thresholds, from the strictest (0) to the one that alarms everywhere.
  let count: Int
  /// Shape `[row]`: the strictest threshold at which the row is alarmed.
  let ofRow: [UInt16]
  /// Shape `[threshold]`: rows alarmed.
  let alarmed: [Int]

  init(scores: [Double], ranked: RankedScores, count: Int) {
    self.count = count
    var thresholds: [Double] = []
    var alarmed: [Int] = []
    var cut = 0
    let step = Double(scores.count - 1) / Double(count - 1)
    for level in 0..<count {
      let rank = level == count - 1 ? scores.count - 1 : Int(Double(level) * step)
      while ranked.cuts[cut].truePositives + ranked.cuts[cut].falsePositives <= rank { cut += 1 }
      thresholds.append(ranked.cuts[cut].threshold)
      alarmed.append(ranked.cuts[cut].truePositives + ranked.cuts[cut].falsePositives)
    }
    self.alarmed = alarmed
    ofRow = scores.map { score in
      let number = score.isNaN ? -.infinity : score
      var (low, high) = (0, count - 1)
      while low < high {
        let middle = (low + high) / 2
        if number >= thresholds[middle] { high = middle } else { low = middle + 1 }
      }
      return UInt16(low)
    }
  }
}
