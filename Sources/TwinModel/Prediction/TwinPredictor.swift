/// Runs a plant's physics beside the plant: expects the next frame, and says by how much the plant disagrees.
///
/// A machine: its state is what is stored in each balance, how the unmetered demand deviates, and the last values. Cost:
/// a few dozen floating-point operations per law and row.
public struct TwinPredictor: Sendable {
  /// The physics it runs.
  public let physics: PlantPhysics
  /// Shape `[balance]`: innovation of each balance at the last row, in standard deviations of normal operation; 0 where
  /// there was nothing to compare.
  public private(set) var balanceResiduals: [Double]
  /// Shape `[relation]`: likewise for relations.
  public private(set) var relationResiduals: [Double]
  /// Shape `[rule]`: by how much each controller breaks its rule, in units of what is normal; ≥ 0, normal up to 1.
  public private(set) var ruleExcesses: [Double]

  private(set) var filters: [BalanceFilter]
  private var rules: [RuleFilter]
  /// Shape `[tag]`: the latest usable value of each tag; `NaN` before the first.
  private(set) var latest: [Double]
  /// Shape `[tag]`: the row before.
  private var previous: [Double]
  private(set) var seconds = Double.nan
  private var terms: [Double]
  /// Shape `[balance]`.
  let dynamics: [BalanceDynamics]
  /// What happens between rows; `nil` where no flow is timed.
  private var interval: RowInterval?
  /// Shape `[balance]`: change of content by everything but timed flows.
  private var rest: [Double]
  /// Shape `[balance]`: where levels start from.
  private var starts: [Double]
  /// Shape `[timed flow]`: mean flows between the last two rows.
  private var means: [Double]
  private var scratch: [Double] = []

  /// Rows by which a gap is bridged at most; beyond it the twin begins anew.
  static let longestBridge = 64

  /// - Precondition: `physics.fault` is `nil`.
  public init(_ physics: PlantPhysics) {
    precondition(physics.fault == nil, "physics from a file is checked before it runs")
    self.physics = physics
    balanceResiduals = [Double](repeating: 0, count: physics.balances.count)
    relationResiduals = [Double](repeating: 0, count: physics.relations.count)
    ruleExcesses = [Double](repeating: 0, count: physics.rules.count)
    filters = [BalanceFilter](repeating: BalanceFilter(), count: physics.balances.count)
    rules = [RuleFilter](repeating: RuleFilter(), count: physics.rules.count)
    latest = [Double](repeating: .nan, count: physics.tags.count)
    previous = latest
    let longest = physics.balances.map { TimeHarmonics.count($0.profile) }.max() ?? 0
    terms = [Double](repeating: 0, count: longest)
    let dynamics = physics.balances.map { BalanceDynamics($0, switched: physics.timed) }
    self.dynamics = dynamics
    interval = physics.timed.isEmpty ? nil : RowInterval(physics, dynamics: dynamics)
    rest = [Double](repeating: 0, count: dynamics.count)
    starts = rest
    means = [Double](repeating: 0, count: physics.timed.count)
    scratch.reserveCapacity(16)
  }

  /// Forgets the past, as at the beginning of a series.
  public mutating func reset() {
    for index in filters.indices { filters[index] = BalanceFilter() }
    for index in rules.indices { rules[index] = RuleFilter() }
    for tag in latest.indices { latest[tag] = .nan }
    seconds = .nan
  }

  /// Takes the next row.
  ///
  /// - Parameter values: shape `[tag]`, in the tags' units; `NaN` where there is no value.
  /// - Parameter now: the plant's clock in seconds; `NaN` when unknown.
  public mutating func observe(_ values: [Double], at now: Double) {
    values.withUnsafeBufferPointer { observe($0, at: now) }
  }

  /// Takes the next row from memory of shape `[tag]`.
  public mutating func observe(_ values: UnsafeBufferPointer<Double>, at now: Double) {
    precondition(values.count >= latest.count, "a frame has one value per tag")
    guard let row = values.baseAddress else { return }
    let steps = rowsSinceLast(now)
    if steps > Self.longestBridge { reset() }
    swap(&previous, &latest)
    for tag in latest.indices { latest[tag] = row[tag].isFinite ? row[tag] : previous[tag] }
    let missed = steps > Self.longestBridge ? 0 : steps - 1
    for index in 0..<missed { bridge(from: seconds + Double(index) * (physics.period ?? 0)) }
    followBalances(row, from: seconds + Double(missed) * (physics.period ?? 0), to: now)
    followRelations(row)
    for index in rules.indices {
      let rule = physics.rules[index]
      let excess = rules[index].step(rule, level: row[rule.level], actuator: rule.state(row: row))
      ruleExcesses[index] = excess / rule.scale
    }
    seconds = now
  }

  private func rowsSinceLast(_ now: Double) -> Int {
    guard let period = physics.period, seconds.isFinite, now.isFinite else { return 1 }
    let rows = ((now - seconds) / period).rounded()
    guard rows.isFinite, rows > 1 else { return 1 }
    return rows > 1e6 ? Int.max : Int(rows)
  }

  /// A row that did not arrive: flows as they were.
  private mutating func bridge(from older: Double) {
    if !terms.isEmpty { TimeHarmonics.fill(&terms, at: older) }
    for index in means.indices { means[index] = previous[physics.timed[index].flow] }
    for index in filters.indices where filters[index].hasContent {
      filters[index].predict(physics.balances[index], change: change(index, older: previous, newer: previous))
    }
  }

  /// Change of a balance's content from the older row to the newer by flows and the usual unmetered rest; `nil` when a
  /// flow was never seen.
  private func change(_ index: Int, older: [Double], newer: [Double]) -> Double? {
    dynamics[index].change(rest: dynamics[index].rest(older: older, newer: newer, terms: terms), means: means)
  }

  /// The unmetered rest between two rows is that of the older one's time.
  private mutating func followBalances(_ row: UnsafePointer<Double>, from older: Double, to now: Double) {
    if !terms.isEmpty { TimeHarmonics.fill(&terms, at: older.isFinite ? older : now) }
    for index in filters.indices {
      rest[index] = dynamics[index].rest(older: previous, newer: latest, terms: terms)
    }
    followInterval()
    for index in filters.indices {
      let model = physics.balances[index]
      let change = dynamics[index].change(rest: rest[index], means: means)
      balanceResiduals[index] = filters[index].step(model, change: change, measured: measured(model, row, change))
    }
  }

  /// Finds when controllers switched since the last row.
  private mutating func followInterval() {
    guard interval != nil else { return }
    for index in filters.indices {
      starts[index] = filters[index].start(physics.balances[index])
      rest[index] += filters[index].deviation
    }
    interval?.follow(rest: rest, starts: starts, older: previous, newer: latest)
    for index in filters.indices { rest[index] -= filters[index].deviation }
    for index in means.indices { means[index] = interval?.means[index] ?? .nan }
  }

  /// Equipment that has switched since the last row is judged from the next one on: its command and what it measures
  /// need not be of the same moment.
  private mutating func followRelations(_ row: UnsafePointer<Double>) {
    for index in physics.relations.indices {
      let relation = physics.relations[index]
      if let state = relation.runsWith, previous[state].isFinite, (previous[state] > 0.5) != (latest[state] > 0.5) {
        relationResiduals[index] = 0
        continue
      }
      relationResiduals[index] = relation.residual(row: row, scratch: &scratch) ?? 0
    }
  }

  /// What is measured of a balance's state: what is stored, or the sum of a static balance, negated.
  private func measured(_ model: BalanceModel, _ row: UnsafePointer<Double>, _ change: Double?) -> Double? {
    guard !model.stores.isEmpty else {
      for flow in model.flows where !row[flow.tag].isFinite { return nil }
      return change.map { -$0 }
    }
    var sum = 0.0
    for store in model.stores { sum += store.weight * row[store.tag] }
    return sum.isFinite ? sum : nil
  }
}
