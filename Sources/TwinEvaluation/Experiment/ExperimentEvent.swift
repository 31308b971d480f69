public import TwinTestbeds

/// One attack of an experiment: which, how, and on which run of the plant.
public struct ExperimentEvent: Sendable, Hashable, Codable {
  /// Type of the catalogue.
  public var type: AttackType
  /// Number of the variant.
  public var variant: Int
  /// How much the attacker knows.
  public var level: AttackLevel
  /// Decides plant, target, size and begin.
  public var seed: UInt64

  /// Whether it acts on messages rather than on signals.
  public var isOnMessages: Bool {
    level < .whiteBox && MessageScenario.variants(of: type).contains { $0.number == variant }
  }

  /// Whether its author listens before the attack.
  var listens: Bool {
    switch type {
    case .maskedActuation, .replay: true
    case .supplyChain: variant == 3
    default: false
    }
  }

  /// Every attack that makes sense on a testbed, in the order of catalogue, level and seed.
  ///
  /// Types and levels that a testbed does not have are left out. Variants and levels are the catalogue's.
  public static func all(
    on testbed: Testbed, types: [AttackType], levels: [AttackLevel], seeds: [UInt64]
  ) -> [ExperimentEvent] {
    types.flatMap { type in
      testbed.variants(of: type).flatMap { variant in
        levels.filter(variant.levels.contains).flatMap { level in
          seeds.map { ExperimentEvent(type: type, variant: variant.number, level: level, seed: $0) }
        }
      }
    }
  }
}
