/// Breaks one rule after the other and counts the simulated worlds until a judge notices.
public struct MutationTable: Sendable {
  /// What became of one broken rule.
  public struct Row: Sendable, Equatable {
    /// The rule's number, and how it was broken.
    public var name: String
    /// In which worlds the breach was looked for.
    public var worlds: String
    /// Worlds run, the one that showed it included.
    public var count: Int
    /// The promise that it broke, in words; nil where none was found broken.
    public var verdict: String?
    /// Which judge saw it.
    public var judge: String?
    /// The seed that shows it.
    public var seed: UInt64?
  }

  /// Where a broken rule is looked for.
  enum Field: Sendable {
    /// Worlds as every campaign runs them, four members and one liar.
    case usual
    /// The same, with what the liar does set.
    case habits(Habits)
    /// Worlds in which one replica alone hears everybody in time.
    case oneEar
    /// Damaged write-ahead logs.
    case damage

    var isDamage: Bool { if case .damage = self { true } else { false } }

    var words: String {
      switch self {
      case .usual: "n = 4, f = 1"
      case .habits(let habits): "n = 4, f = 1, liar: \(habits)"
      case .oneEar: "n = 4, f = 1, one replica hears in time"
      case .damage: "n = 4, f = 0, damaged logs"
      }
    }
  }

  /// Creates the table's maker.
  public init() {}

  /// How many rules can be broken.
  public var count: Int { RuleMutations.all.count }

  /// Rules that no world with at most f liars can show to be broken, and why; directed tests break them.
  package static let directed: [(rule: RuleMutations, why: String)] = [
    (.rule11BelieveSnapshots, "q members vouch for the log as well; LivenessTests lets q of them lie")
  ]

  /// Breaks one rule, and runs at most `bound` worlds.
  public func row(_ place: Int, bound: Int) -> Row {
    let (rule, name) = RuleMutations.all[place]
    if let (_, why) = Self.directed.first(where: { $0.rule == rule }) {
      return Row(name: name, worlds: "none: \(why)", count: 0, verdict: why, judge: "directed test")
    }
    return row(rule, name, in: Self.field(of: rule), bound: bound)
  }

  private static func field(of rule: RuleMutations) -> Field {
    switch rule {
    case .rule9IgnoreTornTail: .damage
    case .rule7NaiveFastPath: .oneEar
    default: .usual
    }
  }

  private func row(_ rule: RuleMutations, _ name: String, in field: Field, bound: Int) -> Row {
    var row = Row(name: name, worlds: field.words, count: 0)
    for seed in 1...UInt64(max(1, bound)) {
      guard row.count < bound else { break }
      let (violation, worlds) = self.violation(of: rule, in: field, seed: seed)
      row.count += worlds
      guard let violation else { continue }
      (row.verdict, row.judge, row.seed) = ("\(violation)", violation.judge, seed)
      break
    }
    return row
  }

  private func violation(of rule: RuleMutations, in field: Field, seed: UInt64) -> (LedgerViolation?, worlds: Int) {
    // A damaged log is a fault of its own.
    var simulation = LedgerSimulation(unchecked: 4, byzantine: field.isDamage ? 0 : 1)
    simulation.mutations = rule
    switch field {
    case .usual: break
    case .habits(let habits): (simulation.habits, simulation.isTwins) = (habits, false)
    case .oneEar: (simulation.habits, simulation.isTwins, simulation.hasOneEar) = (.votesForAll, false, true)
    case .damage:
      let result = MemoryDamage(simulation).run(seed: seed, stride: 61)
      return (result.violation, result.runs)
    }
    return (simulation.run(seed: seed).violation, 1)
  }
}

extension LedgerViolation {
  /// Who noticed it, in a word or two.
  var judge: String {
    switch self {
    case .fork: "forks"
    case .brokenChain: "chain's order"
    case .unprovenFinality: "finality proofs"
    case .doubleVote: "double votes"
    case .uncertifiedView: "opened views"
    case .uncertifiedFinal: "notarized before FINAL"
    case .unjustifiedProposal, .unjustifiedVote: "justifications"
    case .withheldSkip: "owed SKIPs"
    case .withheldCertificate: "owed certificates"
    case .usurped, .usurpedVote: "authors"
    case .unapprovedChange: "approvals"
    case .unprovenEvidence, .falseAccusation: "evidence"
    case .entriesAfterEnd: "ends of epochs"
    case .waitedForAbsent: "absent leaders"
    case .runaway: "runaway"
    case .conflictingFinality: "conflicting finality"
    case .unreportedEquivocation: "owed evidence"
    case .stoppedVoting: "silence"
    case .stalled: "progress"
    }
  }
}
