/// Finds candidates for balances, relations and controller rules in normal operation, for the owner to review.
///
/// What is known is only which tags are levels, flows, pressures and states, and to which equipment they belong; that is
/// what `SiteInference` reads from names. What is found is offered with its support and confidence, never taken silently.
public struct PhysicsMining: Sendable {
  /// A site with what was found added to it.
  public private(set) var site: Site
  /// What was found, in the order of the site file: balances, relations, rules.
  public private(set) var candidates: [Candidate] = []

  /// By name (of a rule: its actuator): how well normal operation supports it, in words.
  public var remarks: [String: String] {
    Dictionary(candidates.map { ($0.name, $0.evidence.remark) }, uniquingKeysWith: { first, _ in first })
  }

  /// One law that is offered for review.
  public struct Candidate: Sendable, Equatable {
    /// Its name in the site file; of a rule its actuator.
    public var name: String
    /// What it is.
    public var kind: Kind
    /// What it says, in words.
    public var words: String
    /// What speaks for it.
    public var evidence: MiningEvidence

    /// Kinds of laws.
    public enum Kind: String, Sendable, Codable {
      /// A conservation law.
      case balance
      /// A static law.
      case relation
      /// A controller's rule.
      case rule
    }
  }

  /// Looks for physics in rows of normal operation.
  ///
  /// - Parameter site: quantities, kinds and assets of the record's tags; what it declares itself is kept.
  public init(site: Site, record: OperatingRecord) {
    self.site = site
    let tags = MiningTags(site, record)
    let declared = (
      rules: Set(site.rules.map(\.actuator)), relations: Set(site.relations.map(\.tag)),
      balances: Set(site.balances.flatMap { $0.storage.map(\.tag) })
    )
    for (balance, evidence) in BalanceMining.balances(tags, record)
    where !declared.balances.contains(balance.storage[0].tag) {
      self.site.balances.append(balance)
      candidates.append(Candidate(name: balance.name, kind: .balance, words: balance.words, evidence: evidence))
    }
    for (relation, evidence) in RelationMining.relations(tags, record) where !declared.relations.contains(relation.tag)
    {
      self.site.relations.append(relation)
      candidates.append(Candidate(name: relation.name, kind: .relation, words: relation.words, evidence: evidence))
    }
    for (rule, evidence) in RuleMining.rules(tags, record) where !declared.rules.contains(rule.actuator) {
      self.site.rules.append(rule)
      candidates.append(Candidate(name: rule.actuator, kind: .rule, words: rule.words, evidence: evidence))
    }
  }
}

/// What speaks for a mined law.
public struct MiningEvidence: Sendable, Equatable {
  /// Rows of a balance or relation, switches of a rule.
  public var support: Int
  /// Share of the variance that a balance or relation explains, of the switches that a rule explains; 0…1.
  public var confidence: Double
  /// Both in a sentence, with the exceptions that are known.
  public var remark: String
}

extension Balance {
  /// The balance in words.
  var words: String {
    let stored = storage.map(\.tag).joined(separator: " + ")
    let flows = inflow.map { "+ \($0)" } + outflow.map { "− \($0)" }
    let rest = follows.isEmpty ? "" : "; the rest follows \(follows.joined(separator: ", "))"
    return "\(stored) changes by \(flows.joined(separator: " "))\(rest)"
  }
}

extension Relation {
  /// The relation in words.
  var words: String { "\(tag) from \(from.joined(separator: ", ")) as \(form.rawValue)" }
}

/// The columns of a record by what they are.
struct MiningTags {
  /// Continuous tags that vary, as columns.
  private(set) var levels: [Int] = []
  private(set) var flows: [Int] = []
  private(set) var pressures: [Int] = []
  /// States with exactly two values, 0 and 1.
  private(set) var actuators: [Int] = []
  /// States that are 1 in every row.
  private(set) var alwaysOn: [Int] = []
  let names: [String]
  private let assets: [String?]

  init(_ site: Site, _ record: OperatingRecord) {
    names = record.tags
    let known = Dictionary(site.tags.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    assets = names.map { known[$0]?.asset }
    for (column, name) in names.enumerated() {
      guard let tag = known[name], let range = Self.range(column, record) else { continue }
      if tag.kind == .state, range.low == 1, range.high == 1 { alwaysOn.append(column) }
      guard range.low < range.high else { continue }
      switch (tag.kind, tag.quantity) {
      case (.state, _) where range.low == 0 && range.high == 1: actuators.append(column)
      case (.continuous, .level): levels.append(column)
      case (.continuous, .flow): flows.append(column)
      case (.continuous, .pressure): pressures.append(column)
      default: break
      }
    }
  }

  /// The state of the same equipment, if it was ever on.
  func state(of column: Int) -> Int? {
    guard let asset = assets[column] else { return nil }
    return (actuators + alwaysOn).first { assets[$0] == asset }
  }

  /// The equipment's name, or the tag's.
  func equipment(_ column: Int) -> String { assets[column] ?? names[column] }

  private static func range(_ column: Int, _ record: OperatingRecord) -> (low: Double, high: Double)? {
    var (low, high) = (Double.infinity, -Double.infinity)
    for stretch in record.stretches {
      for index in stride(from: column, to: stretch.values.count, by: record.tags.count)
      where stretch.values[index].isFinite {
        (low, high) = (min(low, stretch.values[index]), max(high, stretch.values[index]))
      }
    }
    return low <= high ? (low, high) : nil
  }
}

extension Double {
  /// The number as a percentage without decimals.
  var percentWords: String { "\(Int((self * 100).rounded())) %" }
}
