internal import TwinModel

/// Which tags the twin doubts: those in the laws that are broken most.
enum TwinOpinion {
  /// Deviations from which a law is broken.
  static let broken = 3.0

  /// Indices of the tags in broken laws, by the sum of their laws' deviations, largest first; what carries a law goes
  /// before what else is in it.
  static func tags(_ twin: TwinPredictor) -> [Int] {
    var doubts: [Int: Double] = [:]
    func add(_ deviations: Double, carrier: Int, others: [Int]) {
      guard abs(deviations) > broken, deviations.isFinite else { return }
      doubts[carrier, default: 0] += abs(deviations)
      for tag in others { doubts[tag, default: 0] += abs(deviations) / 2 }
    }
    for (law, residual) in zip(twin.physics.balances, twin.balanceResiduals) {
      add(residual, carrier: law.carrier, others: law.stores.dropFirst().map(\.tag) + law.flows.map(\.tag))
    }
    for (law, residual) in zip(twin.physics.relations, twin.relationResiduals) {
      add(residual, carrier: law.tag, others: law.from)
    }
    for (law, excess) in zip(twin.physics.rules, twin.ruleExcesses) {
      add(excess, carrier: law.actuator, others: [law.level])
    }
    return doubts.keys.sorted { (doubts[$1] ?? 0, $0) < (doubts[$0] ?? 0, $1) }
  }
}
