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
    for index in filters.indices {
      let model = physics.balances[index]
      guard filters[index].hasContent else { continue }
      filters[index].predict(model, change: expectedChange(model, older: previous, newer: previous, terms: terms))
    }
  }

  /// The unmetered rest between two rows is that of the older one's time.
  private mutating func followBalances(_ row: UnsafePointer<Double>, from older: Double, to now: Double) {
    if !terms.isEmpty { TimeHarmonics.fill(&terms, at: older.isFinite ? older : now) }
    for index in filters.indices {
      let model = physics.balances[index]
      let change = expectedChange(model, older: previous, newer: latest, terms: terms)
      balanceResiduals[index] = filters[index].step(model, change: change, measured: measured(model, row, change))
    }
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

  /// Change of what is stored from the older row to the newer by flows and the usual unmetered rest; `nil` when a flow
  /// was never seen.
  func expectedChange(_ model: BalanceModel, older: [Double], newer: [Double], terms: [Double]) -> Double? {
    var sum = model.constant
    for index in model.harmonics.indices { sum += model.harmonics[index] * terms[index] }
    let isStatic = model.stores.isEmpty
    for flow in model.flows {
      let value =
        isStatic ? newer[flow.tag] : (1 - model.blend) * older[flow.tag] + model.blend * newer[flow.tag]
      sum += flow.weight * value
    }
    for tag in model.follows { sum += tag.weight * (isStatic ? newer[tag.tag] : older[tag.tag]) }
    return sum.isFinite ? sum : nil
  }
}
