/// Finds a balance's numbers from rows of normal operation, in two steps.
///
/// 1. **Regression** (robust ridge) of the change of what is stored on flows, profile and neighbours. With stated areas
///    the flows' gains are known, and only the blend of older and newer flow is fitted; without, every flow has a gain of
///    its own, so a flow that feeds two tanks may feed this one in part.
/// 2. **Disturbance.** Persistence and variances of what the regression leaves, by maximum likelihood of the filter's
///    innovations over a small grid.
struct BalanceIdentification {
  private let balance: Balance
  private let frame: DeclaredFrame
  private let record: OperatingRecord
  private let stores: [Int]
  private let flows: [(tag: Int, sign: Double)]
  private let follows: [Int]
  /// Mean flows between rows, where controllers switch them; `nil` when rows show all that is known.
  private let means: IntervalMeans?
  private var law: String { "balance '\(balance.name)'" }

  private static let ridge = 1e-4
  private static let leastRows = 100
  private static let blends = [0, 0.25, 0.5, 0.75, 1]
  /// Rows over which the disturbance is fitted.
  private static let disturbanceRows = 8000

  init(
    _ balance: Balance, _ frame: DeclaredFrame, _ record: OperatingRecord, means: IntervalMeans? = nil
  ) throws(IdentificationError) {
    let law = "balance '\(balance.name)'"
    self.balance = balance
    self.frame = frame
    self.record = record
    self.means = means
    stores = try frame.columns(balance.storage.map(\.tag), of: law)
    let inflow = try frame.columns(balance.inflow, of: law)
    let outflow = try frame.columns(balance.outflow, of: law)
    flows = inflow.map { ($0, 1) } + outflow.map { ($0, -1) }
    follows = try frame.columns(balance.follows, of: law)
    if balance.profile != .none, !record.stretches.contains(where: { $0.seconds.contains(where: \.isFinite) }) {
      throw .needsClock(law: law)
    }
  }

  /// What the regression finds: a model still without its disturbance, and the root mean square of what is left.
  struct Regression {
    var model: BalanceModel
    var deviation: Double
  }

  func regression() throws(IdentificationError) -> Regression {
    var model = try structure()
    let rows = regressors()
    guard rows.count >= Self.leastRows else {
      throw .notIdentifiable(law: law, reason: "only \(rows.count) usable pairs of rows; at least \(Self.leastRows)")
    }
    let deviation =
      hasKnownGains ? try fitBlend(&model, rows) : try fitGains(&model, rows)
    fitClock(&model, rows)
    return Regression(model: model, deviation: deviation)
  }

  /// Adds what the regression leaves: the disturbance.
  func model(_ found: Regression) -> BalanceModel {
    var model = found.model
    fitDisturbance(&model, deviation: found.deviation)
    return model
  }

  // MARK: - Structure

  private var hasKnownGains: Bool {
    stores.isEmpty || balance.storage.allSatisfy { $0.area != nil } || isDirect
  }

  /// Whether every store's tag is itself the quantity that is balanced, in a known unit.
  private var isDirect: Bool {
    !stores.isEmpty
      && balance.storage.allSatisfy { [.volume, .mass, .energy].contains(frame.dimension($0.tag)) }
      && (balance.inflow + balance.outflow).allSatisfy { frame.factor($0) != nil }
  }

  private func structure() throws(IdentificationError) -> BalanceModel {
    var model = BalanceModel(
      name: balance.name, carrier: stores.first ?? flows[0].tag, stores: stores.map { WeightedTag(tag: $0, weight: 1) },
      flows: flows.map { WeightedTag(tag: $0.tag, weight: $0.sign) }, blend: 0, profile: balance.profile,
      harmonics: [Double](repeating: 0, count: TimeHarmonics.count(balance.profile)), constant: 0,
      follows: follows.map { WeightedTag(tag: $0, weight: 0) }, persistence: 0, processVariance: 0,
      measurementVariance: 0, innovationScale: 1, normalisedError: 0, capacity: nil)
    let names = balance.inflow + balance.outflow
    guard hasKnownGains, !stores.isEmpty else {
      // Flows in one unit per balance, the first one's, where units are known.
      let unit = frame.factor(names[0]) ?? 1
      for index in flows.indices { model.flows[index].weight *= (frame.factor(names[index]) ?? unit) / unit }
      return model
    }
    guard let period = record.period else { throw .needsPeriod(law: law) }
    let capacities = balance.storage.map { store in (store.area ?? 1) * (frame.factor(store.tag) ?? 1) }
    for index in stores.indices { model.stores[index].weight = capacities[index] / capacities[0] }
    for index in flows.indices {
      guard let factor = frame.factor(names[index]) else {
        throw .notIdentifiable(law: law, reason: "an area is stated, but the unit of '\(names[index])' is not")
      }
      model.flows[index].weight *= factor * period / capacities[0]
    }
    model.capacity = balance.storage[0].area ?? 1
    return model
  }

  // MARK: - Regression

  /// What is known of the change between two neighbouring rows.
  private struct Pairs {
    /// Shape `[pair, flow]`, the older and the newer row's.
    var older: [Double] = []
    var newer: [Double] = []
    /// Shape `[pair, harmonic + follows]`.
    var rest: [Double] = []
    /// Shape `[pair, store]`: changes of the stores; none for a static balance.
    var changes: [Double] = []
    var count = 0
  }

  private func regressors() -> Pairs {
    var pairs = Pairs()
    let tags = record.tags.count
    let isStatic = stores.isEmpty
    var terms = [Double](repeating: 0, count: TimeHarmonics.count(balance.profile))
    for (index, stretch) in record.stretches.enumerated() {
      for row in 1..<max(stretch.count, 1) {
        let (old, new) = ((row - 1) * tags, row * tags)
        let used = stores.map { stretch.values[new + $0] - stretch.values[old + $0] }
        let timed = flows.map { isStatic ? nil : means?.mean($0.tag, stretch: index, row: row) }
        let before = zip(flows, timed).map { $1 ?? stretch.values[old + $0.tag] }
        let now = zip(flows, timed).map { $1 ?? stretch.values[new + $0.tag] }
        let neighbours = follows.map { stretch.values[(isStatic ? new : old) + $0] }
        guard (used + before + now + neighbours).allSatisfy(\.isFinite) else { continue }
        if !terms.isEmpty { TimeHarmonics.fill(&terms, at: stretch.seconds[row - 1]) }
        pairs.older += before
        pairs.newer += now
        pairs.rest += terms
        pairs.rest += neighbours
        pairs.changes += used
        pairs.count += 1
      }
    }
    return pairs
  }

  /// Gains are known: fits the blend and the unmetered rest. Returns what is left, rms.
  private func fitBlend(_ model: inout BalanceModel, _ pairs: Pairs) throws(IdentificationError) -> Double {
    let width = model.harmonics.count + follows.count
    var rows: [Double] = []
    var targets: [Double] = []
    rows.reserveCapacity(pairs.count * (width + 1))
    for pair in 0..<pairs.count {
      let older = net(model, pairs.older, pair)
      let newer = net(model, pairs.newer, pair)
      rows += pairs.rest[pair * width..<(pair + 1) * width]
      if stores.isEmpty {
        targets.append(-newer)
      } else {
        rows.append(newer - older)
        targets.append(stored(model, pairs, pair) - older)
      }
    }
    guard !stores.isEmpty else {
      let fit = RobustRegression(rows: rows, columns: width, targets: targets, ridge: Self.ridge)
      adopt(fit, into: &model)
      return fit.deviation
    }
    let first = RobustRegression(rows: rows, columns: width + 1, targets: targets, ridge: Self.ridge)
    model.blend = min(max(first.coefficients[width], 0), 1)
    for pair in 0..<pairs.count {
      targets[pair] -= model.blend * rows[pair * (width + 1) + width]
      rows[pair * (width + 1) + width] = 0
    }
    let fit = RobustRegression(rows: rows, columns: width + 1, targets: targets, ridge: Self.ridge)
    adopt(fit, into: &model)
    return fit.deviation
  }

  /// Gains are not known: fits one per flow, the weights of further stores, and the unmetered rest.
  private func fitGains(_ model: inout BalanceModel, _ pairs: Pairs) throws(IdentificationError) -> Double {
    let rest = model.harmonics.count + follows.count
    let others = stores.count - 1
    let columns = rest + flows.count + others
    var best: (blend: Double, fit: RobustRegression)?
    for blend in Self.blends {
      var rows: [Double] = []
      rows.reserveCapacity(pairs.count * columns)
      for pair in 0..<pairs.count {
        rows += pairs.rest[pair * rest..<(pair + 1) * rest]
        for index in flows.indices {
          let at = pair * flows.count + index
          rows.append(flows[index].sign * ((1 - blend) * pairs.older[at] + blend * pairs.newer[at]))
        }
        rows += pairs.changes[(pair * stores.count + 1)..<(pair + 1) * stores.count]
      }
      let targets = (0..<pairs.count).map { pairs.changes[$0 * stores.count] }
      let fit = RobustRegression(rows: rows, columns: columns, targets: targets, ridge: Self.ridge)
      if best.map({ fit.deviation < $0.fit.deviation }) ?? true { best = (blend, fit) }
    }
    guard let (blend, fit) = best else { return 0 }
    model.blend = blend
    adopt(fit, into: &model)
    for index in flows.indices { model.flows[index].weight = flows[index].sign * fit.coefficients[rest + index] }
    for index in 0..<others { model.stores[index + 1].weight = -fit.coefficients[rest + flows.count + index] }
    guard model.flows.contains(where: { $0.weight != 0 }) else {
      throw .notIdentifiable(law: law, reason: "none of its flows ever changes, so what is stored per level stays open")
    }
    model.capacity = capacity(model)
    return fit.deviation
  }

  /// Area of the first store in m² (or content per unit of its tag) that the largest gain means.
  private func capacity(_ model: BalanceModel) -> Double? {
    let names = balance.inflow + balance.outflow
    guard let period = record.period,
      let strongest = flows.indices.max(by: { left, right in
        abs(model.flows[left].weight) < abs(model.flows[right].weight)
      }), model.flows[strongest].weight != 0, let factor = frame.factor(names[strongest])
    else { return nil }
    let level = frame.factor(balance.storage[0].tag) ?? 1
    return factor * period / abs(model.flows[strongest].weight) / level
  }

  private func net(_ model: BalanceModel, _ values: [Double], _ pair: Int) -> Double {
    flows.indices.reduce(0) { $0 + model.flows[$1].weight * values[pair * flows.count + $1] }
  }

  private func stored(_ model: BalanceModel, _ pairs: Pairs, _ pair: Int) -> Double {
    stores.indices.reduce(0) { $0 + model.stores[$1].weight * pairs.changes[pair * stores.count + $1] }
  }

  private func adopt(_ fit: RobustRegression, into model: inout BalanceModel) {
    let harmonics = model.harmonics.count
    model.constant = fit.constant
    model.harmonics = Array(fit.coefficients[..<harmonics])
    for index in follows.indices { model.follows[index].weight = fit.coefficients[harmonics + index] }
  }

  /// The unmetered rest by clock alone, with flows as found.
  private func fitClock(_ model: inout BalanceModel, _ pairs: Pairs) {
    let harmonics = model.harmonics.count
    guard !follows.isEmpty else { return }
    let width = harmonics + follows.count
    var rows: [Double] = []
    rows.reserveCapacity(pairs.count * harmonics)
    for pair in 0..<pairs.count { rows += pairs.rest[pair * width..<pair * width + harmonics] }
    let targets = (0..<pairs.count).map { pair in
      let newer = net(model, pairs.newer, pair)
      guard !stores.isEmpty else { return -newer }
      return stored(model, pairs, pair) - (1 - model.blend) * net(model, pairs.older, pair) - model.blend * newer
    }
    let fit = RobustRegression(rows: rows, columns: harmonics, targets: targets, ridge: Self.ridge)
    model.clock = BalanceModel.ClockRest(constant: fit.constant, harmonics: fit.coefficients)
  }

  // MARK: - Disturbance

  /// Chooses persistence and variances by the likelihood of the innovations, then their scale.
  private func fitDisturbance(_ model: inout BalanceModel, deviation: Double) {
    let variance = max(deviation * deviation, 1e-18)
    let passages = passages(model)
    var best = (likelihood: -Double.infinity, model: model)
    for persistence in [0, 0.3, 0.6, 0.8, 0.9] {
      for share in [0.02, 0.1, 0.25, 0.45] {
        var trial = model
        trial.persistence = persistence
        // A level's noise enters a change twice.
        trial.measurementVariance = share * variance / (stores.isEmpty ? 1 : 2)
        trial.processVariance = (1 - share) * variance * (1 - persistence * persistence)
        trial.innovationScale = 1
        let (sum, count) = squaredInnovations(trial, passages, rows: Self.disturbanceRows)
        guard count > 0, sum > 0 else { continue }
        // All innovations share one variance once the filter has settled.
        let likelihood = -(sum / Double(count) * steadyVariance(trial))
        if likelihood > best.likelihood { best = (likelihood, trial) }
      }
    }
    model = best.model
    if model.processVariance == 0 { model.measurementVariance = variance }
    let (sum, count) = squaredInnovations(model, passages, rows: .max)
    model.innovationScale = count > 0 && sum > 0 ? (sum / Double(count)).squareRoot() : 1
    let range = range(model)
    let declared = zip(balance.storage, model.stores).reduce(0) { $0 + (frame.span($1.0.tag) ?? 0) * $1.1.weight }
    let span = max(range.map { $0.upperBound - $0.lowerBound } ?? 0, declared)
    if !stores.isEmpty { model.range = range }
    model.normalisedError = span > 0 ? model.innovationScale * steadyVariance(model).squareRoot() / span : 0
  }

  /// Range of what is stored as seen; of the net flow for a static balance.
  private func range(_ model: BalanceModel) -> ClosedRange<Double>? {
    var (low, high) = (Double.infinity, -Double.infinity)
    let parts = stores.isEmpty ? model.flows : model.stores
    let tags = record.tags.count
    for stretch in record.stretches {
      for row in 0..<stretch.count {
        let sum = parts.reduce(0) { $0 + $1.weight * stretch.values[row * tags + $1.tag] }
        guard sum.isFinite else { continue }
        (low, high) = (min(low, sum), max(high, sum))
      }
    }
    return low <= high ? low...high : nil
  }

  /// Variance of the innovations in the steady state, from a hundred steps without data.
  private func steadyVariance(_ model: BalanceModel) -> Double {
    var filter = BalanceFilter()
    _ = filter.step(model, change: 0, measured: 0)
    for _ in 0..<100 { _ = filter.step(model, change: 0, measured: 0) }
    filter.predict(model, change: 0)
    return (stores.isEmpty ? filter.deviationVariance : filter.contentVariance) + model.measurementVariance
  }

  /// What the filter is given, row by row: the change that flows and profile make, and what is measured.
  private struct Passage {
    /// Not finite where unknown.
    var changes: [Double] = []
    /// Not finite where there is none.
    var measured: [Double] = []
  }

  private func passages(_ model: BalanceModel) -> [Passage] {
    let switched = (means?.flows ?? []).map {
      SwitchedFlow(rule: 0, flow: $0, balance: 0, rising: 1, falling: 1, usual: 0)
    }
    let dynamics = BalanceDynamics(model, switched: switched)
    let tags = record.tags.count
    var terms = [Double](repeating: 0, count: model.harmonics.count)
    return record.stretches.enumerated().map { index, stretch in
      var passage = Passage()
      stretch.values.withUnsafeBufferPointer { cells in
        guard let start = cells.baseAddress else { return }
        for row in 0..<stretch.count {
          let (older, newer) = (start + max(row - 1, 0) * tags, start + row * tags)
          if !terms.isEmpty { TimeHarmonics.fill(&terms, at: stretch.seconds[max(row - 1, 0)]) }
          let flows = means.map { Array($0.stretches[index][row * switched.count..<(row + 1) * switched.count]) } ?? []
          let rest = dynamics.rest(older: older, newer: newer, terms: terms)
          let change = dynamics.change(rest: rest, means: flows) ?? .nan
          passage.changes.append(change)
          passage.measured.append(
            model.stores.isEmpty ? -change : model.stores.reduce(0) { $0 + $1.weight * newer[$1.tag] })
        }
      }
      return passage
    }
  }

  private func squaredInnovations(
    _ model: BalanceModel, _ passages: [Passage], rows limit: Int
  ) -> (sum: Double, count: Int) {
    var (sum, count, seen) = (0.0, 0, 0)
    for passage in passages where seen < limit {
      var filter = BalanceFilter()
      for row in passage.changes.indices where seen < limit {
        let (change, measured) = (passage.changes[row], passage.measured[row])
        let residual = filter.step(
          model, change: change.isFinite ? change : nil, measured: measured.isFinite ? measured : nil)
        seen += 1
        guard row > 3, residual != 0 else { continue }
        let bounded = min(max(residual, -30), 30)
        sum += bounded * bounded
        count += 1
      }
    }
    return (sum, count)
  }
}
