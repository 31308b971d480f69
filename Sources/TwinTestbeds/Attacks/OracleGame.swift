/// An attacker's play against a detector: how much of a lie may be told now, and what else must be moved for it.
struct OracleGame: Sendable {
  /// Attempts to go down the gradient in one plan.
  static let descents = 6
  /// Halvings in the search for the largest share.
  static let halvings = 8

  private var oracle: any DetectorOracle
  /// Shape `[column]`: position among sensors, then actuators.
  private let columns: [Int]
  private let companions: [Int]
  /// Shape `[companion]`: positions in the detector's row; −1 for none.
  private let companionColumns: [Int]
  /// Shape `[companion]`: what counts as a step, in the tag's unit.
  private let scales: [Double]
  /// Shape `[companion]`: what is added, in the tag's unit.
  private var offsets: [Double]
  private var share = 0.0
  private var stride = 0.25
  private var due = -Double.infinity

  init(_ oracle: any DetectorOracle, columns: [Int], companions: [Int], scales: [Double]) {
    self.oracle = oracle
    self.columns = columns
    self.companions = companions
    self.scales = scales
    companionColumns = companions.map { columns.firstIndex(of: $0) ?? -1 }
    offsets = companions.map { _ in 0 }
  }

  /// Hears a row that nobody falsifies.
  mutating func listen(to signals: Signals) {
    guard isDue(at: signals.time), let row = row(signals) else { return }
    oracle.observe(row)
  }

  /// Decides anew, once a row of the detector, how much may be told.
  mutating func plan(_ wanted: [(sensor: Int, value: Double)], signals: Signals) {
    guard isDue(at: signals.time) else { return }
    guard let base = row(signals) else {
      share = 0
      return
    }
    let budget = Deception.prudence * oracle.threshold
    for _ in 0..<Self.descents where !companions.isEmpty { descend(wanted, base) }
    share = largestShare(wanted, base, budget: budget)
    oracle.observe(falsified(base, wanted, share: share, offsets: offsets))
  }

  /// What is told, companions included.
  func told(_ wanted: [(sensor: Int, value: Double)], signals: Signals) -> [(sensor: Int, value: Double)] {
    let lies = wanted.map { lie in
      let base = signals.reported[lie.sensor]
      return (sensor: lie.sensor, value: base + share * (lie.value - base))
    }
    let main = wanted.map(\.sensor)
    return lies
      + companions.indices.filter { !main.contains(companions[$0]) && offsets[$0] != 0 }.map {
        (sensor: companions[$0], value: signals.reported[companions[$0]] + share * offsets[$0])
      }
  }

  /// Whether the detector's next row is due, half a microsecond in so that rounding delays nothing; counts it as done.
  private mutating func isDue(at time: Double) -> Bool {
    guard time + 5e-7 >= due else { return false }
    due = (due.isFinite && due + oracle.period > time ? due : time) + oracle.period
    return true
  }

  private func row(_ signals: Signals) -> [Double]? {
    let sensors = signals.reported.count
    guard !signals.reportedCommands.isEmpty else { return nil }
    return columns.map { $0 < sensors ? signals.reported[$0] : signals.reportedCommands[$0 - sensors] }
  }

  private func falsified(
    _ base: [Double], _ wanted: [(sensor: Int, value: Double)], share: Double, offsets: [Double]
  ) -> [Double] {
    var row = base
    for (index, column) in companionColumns.enumerated() where column >= 0 { row[column] += share * offsets[index] }
    for lie in wanted {
      guard let column = columns.firstIndex(of: lie.sensor), lie.value.isFinite else { continue }
      row[column] = base[column] + share * (lie.value - base[column])
    }
    return row
  }

  /// One step of the companions down the gradient, with the whole lie told.
  private mutating func descend(_ wanted: [(sensor: Int, value: Double)], _ base: [Double]) {
    let free = companions.indices.filter { index in
      companionColumns[index] >= 0 && !wanted.contains { $0.sensor == companions[index] }
    }
    let row = falsified(base, wanted, share: 1, offsets: offsets)
    let slopes = oracle.gradient(
      row, over: free.map { companionColumns[$0] }, steps: free.map { 0.05 * scales[$0] })
    let steepest = zip(free, slopes).map { abs($1 * scales[$0]) }.max() ?? 0
    guard steepest > 0, steepest.isFinite else { return }
    var tried = offsets
    for (index, slope) in zip(free, slopes) {
      tried[index] -= stride * scales[index] * (slope * scales[index]) / steepest
    }
    if oracle.score(falsified(base, wanted, share: 1, offsets: tried)) < oracle.score(row) {
      offsets = tried
      stride = min(1, 1.5 * stride)
    } else {
      stride = max(1e-3, 0.5 * stride)
    }
  }

  /// The largest share that stays within the budget; where the truth does not stay within it either, the quietest.
  private mutating func largestShare(_ wanted: [(sensor: Int, value: Double)], _ base: [Double], budget: Double)
    -> Double
  {
    func score(_ share: Double) -> Double {
      oracle.score(falsified(base, wanted, share: share, offsets: offsets))
    }
    func isQuiet(_ share: Double) -> Bool { score(share) <= budget }
    if isQuiet(1) { return 1 }
    if !isQuiet(0) {
      let shares = [0, 0.125, 0.25, 0.375, 0.5, 0.625, 0.75, 0.875, 1]
      return shares.min { score($0) < score($1) } ?? 0
    }
    var (low, high) = (0.0, 1.0)
    for _ in 0..<Self.halvings {
      let middle = (low + high) / 2
      if isQuiet(middle) { low = middle } else { high = middle }
    }
    return low
  }
}
