/// Finds which flows controllers switch, and how levels move with contents, in rows of normal operation.
struct SwitchingIdentification {
  private let physics: PlantPhysics
  private let record: OperatingRecord

  /// Share of the rows in which a flow must rest and run with its actuator.
  private static let leastAgreement = 0.98
  /// A flow below this share of its mean while running rests.
  private static let rest = 0.02
  private static let leastRows = 20

  init(_ physics: PlantPhysics, _ record: OperatingRecord) {
    self.physics = physics
    self.record = record
  }

  /// One for every rule of a single actuator that acts at once, whose level some balance moves and whose flow can be told.
  var flows: [SwitchedFlow] {
    var taken: Set<Int> = []
    return physics.rules.indices.compactMap { index in
      let rule = physics.rules[index]
      guard rule.rowsToAct == 1, rule.others == nil,
        let balance = physics.balances.firstIndex(where: { $0.stores.contains { $0.tag == rule.level } }),
        let flow = flow(of: rule, besides: taken)
      else { return nil }
      taken.insert(flow.tag)
      let slopes =
        physics.balances[balance].stores.count == 1 ? (1, 1) : slopes(of: rule, in: physics.balances[balance])
      guard slopes.0 > 0, slopes.1 > 0 else { return nil }
      return SwitchedFlow(
        rule: index, flow: flow.tag, balance: balance, rising: slopes.0, falling: slopes.1, usual: flow.usual)
    }
  }

  /// The balances' flow that runs when the actuator is on and rests when it is off.
  private func flow(of rule: RuleModel, besides taken: Set<Int>) -> (tag: Int, usual: Double)? {
    var candidates: [Int] = []
    for balance in physics.balances where !balance.stores.isEmpty {
      for flow in balance.flows where !candidates.contains(flow.tag) && !taken.contains(flow.tag) {
        candidates.append(flow.tag)
      }
    }
    var best: (tag: Int, usual: Double, share: Double)?
    for tag in candidates {
      guard let found = agreement(of: tag, with: rule.actuator), found.share >= Self.leastAgreement else { continue }
      if found.share > best?.share ?? 0 { best = (tag, found.usual, found.share) }
    }
    return best.map { ($0.tag, $0.usual) }
  }

  private func agreement(of flow: Int, with actuator: Int) -> (share: Double, usual: Double)? {
    let tags = record.tags.count
    var (on, off) = ([Double](), [Double]())
    for stretch in record.stretches {
      for row in 0..<stretch.count {
        let (value, state) = (stretch.values[row * tags + flow], stretch.values[row * tags + actuator])
        guard value.isFinite, state.isFinite else { continue }
        if state > 0.5 { on.append(value) } else { off.append(value) }
      }
    }
    guard on.count >= Self.leastRows, off.count >= Self.leastRows else { return nil }
    let usual = on.reduce(0, +) / Double(on.count)
    guard usual > 0 else { return nil }
    let agreeing = on.count { $0 > Self.rest * usual } + off.count { abs($0) <= Self.rest * usual }
    return (Double(agreeing) / Double(on.count + off.count), usual)
  }

  /// Change of a rule's level per change of a content of several stores, rising and falling, over rows without a
  /// switching; regression through zero.
  private func slopes(of rule: RuleModel, in balance: BalanceModel) -> (Double, Double) {
    let tags = record.tags.count
    var (products, squares) = ([0.0, 0.0], [0.0, 0.0])
    for stretch in record.stretches {
      for row in 1..<max(stretch.count, 1) {
        let (old, new) = ((row - 1) * tags, row * tags)
        guard stretch.values[old + rule.actuator] == stretch.values[new + rule.actuator] else { continue }
        let content = balance.stores.reduce(0) {
          $0 + $1.weight * (stretch.values[new + $1.tag] - stretch.values[old + $1.tag])
        }
        let level = stretch.values[new + rule.level] - stretch.values[old + rule.level]
        guard content.isFinite, level.isFinite else { continue }
        let side = content > 0 ? 0 : 1
        products[side] += content * level
        squares[side] += content * content
      }
    }
    return (products[0] / max(squares[0], 1e-300), products[1] / max(squares[1], 1e-300))
  }
}

extension SwitchingIdentification {
  /// Mean of every switched flow between each row and the one before, by the numbers that the physics has so far.
  static func means(_ physics: PlantPhysics, _ record: OperatingRecord) -> IntervalMeans {
    let dynamics = physics.balances.map { BalanceDynamics($0, switched: physics.timed) }
    var interval = RowInterval(physics, dynamics: dynamics)
    var means = IntervalMeans(flows: physics.timed.map(\.flow))
    let tags = record.tags.count
    let unknown = [Double](repeating: .nan, count: dynamics.count)
    var rest = unknown
    var terms = [Double](repeating: 0, count: physics.balances.map(\.harmonics.count).max() ?? 0)
    for stretch in record.stretches {
      var values = [Double](repeating: .nan, count: stretch.count * physics.timed.count)
      stretch.values.withUnsafeBufferPointer { cells in
        guard let start = cells.baseAddress else { return }
        for row in 1..<max(stretch.count, 1) {
          let (older, newer) = (start + (row - 1) * tags, start + row * tags)
          if !terms.isEmpty { TimeHarmonics.fill(&terms, at: stretch.seconds[row - 1]) }
          for index in dynamics.indices {
            rest[index] = dynamics[index].rest(older: older, newer: newer, terms: terms)
          }
          interval.follow(rest: rest, starts: unknown, older: older, newer: newer)
          for index in physics.timed.indices {
            values[row * physics.timed.count + index] = interval.means[index]
          }
        }
      }
      means.stretches.append(values)
    }
    return means
  }
}

/// Mean flows between rows, of a whole record.
struct IntervalMeans {
  /// Tags of the switched flows.
  let flows: [Int]
  /// Per stretch, shape `[row, switched flow]`: the mean since the row before; not finite where unknown.
  var stretches: [[Double]] = []

  /// The mean of a tag's flow up to a row; `nil` when the tag is not switched.
  func mean(_ tag: Int, stretch: Int, row: Int) -> Double? {
    guard let index = flows.firstIndex(of: tag) else { return nil }
    return stretches[stretch][row * flows.count + index]
  }
}
