public import TwinModel
public import TwinTestbeds

/// One thing that happens to a plant, to be diagnosed.
public struct DiagnosisCase: Sendable, Equatable {
  /// What happens.
  public enum Happening: Sendable, Equatable {
    /// An attack of the catalogue.
    case attack(AttackType, variant: Int, level: AttackLevel)
    /// A trouble on signals.
    case trouble(Trouble)
    /// A link of the network, or a device on it, fails for a while.
    case networkOutage
    /// Nothing.
    case nothing
  }

  /// What happens.
  public var happening: Happening
  /// Decides plant, network, attack and what else happens.
  public var seed: UInt64

  /// Creates a case.
  public init(_ happening: Happening, seed: UInt64) {
    self.happening = happening
    self.seed = seed
  }

  /// What a perfect diagnosis says; `nil` where nothing happens.
  public var kind: IncidentClass? {
    switch happening {
    case .attack(let type, _, _): IncidentClass(rawValue: type.rawValue)
    case .trouble, .networkOutage: .benign
    case .nothing: nil
    }
  }

  /// Its name in records, such as `A4.2`.
  public var name: String {
    switch happening {
    case .attack(let type, let variant, _): "\(type.rawValue).\(variant)"
    case .trouble(let trouble): trouble.rawValue
    case .networkOutage: "network-outage"
    case .nothing: "nothing"
    }
  }

  /// How much the attacker knows; 0 for what is no attack.
  public var level: Int { if case .attack(_, _, let level) = happening { level.rawValue } else { 0 } }

  /// All that can happen to a plant: every variant of the types in every level, and every trouble as often as the mean
  /// type of attack has variants and levels.
  public static func all(
    on testbed: Testbed, types: [AttackType], levels: [AttackLevel], seeds: [UInt64], isNetworked: Bool = true
  ) -> [DiagnosisCase] {
    var cases: [DiagnosisCase] = []
    for seed in seeds {
      for type in types {
        for variant in testbed.variants(of: type) {
          for level in levels where isPossible(type, variant, level) {
            cases.append(DiagnosisCase(.attack(type, variant: variant.number, level: level), seed: seed))
          }
        }
      }
      for trouble in Trouble.allCases { cases.append(DiagnosisCase(.trouble(trouble), seed: seed)) }
      if isNetworked { cases.append(DiagnosisCase(.networkOutage, seed: seed)) }
    }
    return cases
  }

  private static func isPossible(_ type: AttackType, _ variant: AttackVariant, _ level: AttackLevel) -> Bool {
    // What is carried out on messages does not exist with the detector in hand, and everything goes over the network.
    let isOnMessages = MessageScenario.variants(of: type).contains { $0.number == variant.number }
    return variant.levels.contains(level) && !(isOnMessages && level == .whiteBox)
  }
}
