import TwinModel

#if canImport(Glibc)
  import Glibc
#endif

/// A3 in a federation: a member sends updates that harm the common model.
///
/// Level 0 sends what no model can be (not finite, or beyond any weight). Level 1 sends its own update reversed and
/// boosted. Level 2 knows the others' updates and how outliers are found, and stays within their spread: every
/// coordinate lies a few standard deviations from the mean, on the harmful side.
///
/// Source: Bhagoji et al. (2019), "Analyzing federated learning through an adversarial lens" (boosting); Baruch et al.
/// (2019), "A little is enough" (level 2). ATLAS AML.T0018.
public struct PoisonedUpdate: Attack {
  /// The rounds' span of time; no tag of the plant is touched.
  public let truth: AttackTruth
  /// What the own update is multiplied by at level 1, < −1.
  public let boost: Double
  /// Standard deviations from the others' mean at level 2.
  public let deviations: Double
  private let level: AttackLevel
  private var random: SeededGenerator

  init(_ draft: AttackDraft) throws(AttackError) {
    var draft = draft
    level = draft.level
    boost = -draft.uniform(5...20)
    deviations = draft.uniform(0.7...1.5)
    random = draft.random
    truth = draft.truth("model updates poisoned at level \(level.rawValue)", targets: [])
  }

  /// The update that is sent instead of an honest one.
  ///
  /// - Parameter honest: shape `[weight]`: what training gave.
  /// - Parameter others: shape `[member, weight]`: updates of the other members, as far as the attacker sees them; level
  ///   2 without any of them reverses its own within its own length.
  public mutating func poisoned(_ honest: [Double], among others: [[Double]]) -> [Double] {
    let peers = others.filter { $0.count == honest.count }
    switch level {
    case .naive: return honest.indices.map { $0.isMultiple(of: 2) ? 1e12 * random.normal() : .nan }
    case .insideLimits: return honest.map { boost * $0 }
    case .modelAware, .whiteBox:
      guard !peers.isEmpty else { return honest.map { -$0 } }
      return honest.indices.map { weight in
        let values = peers.map { $0[weight] } + [honest[weight]]
        let mean = values.reduce(0, +) / Double(values.count)
        let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
        return mean - (mean < 0 ? -1 : 1) * deviations * variance.squareRoot()
      }
    }
  }
}
