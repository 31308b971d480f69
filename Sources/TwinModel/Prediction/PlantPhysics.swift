/// The physics of a plant with all its numbers: what `PlantPhysics.identify` makes of declared structure and a recording.
///
/// Immutable; `TwinPredictor` runs it. All tags are indices into `tags`, the order in which frames give their values.
public struct PlantPhysics: Sendable, Equatable, Codable {
  /// Names of the tags, in the order in which frames must give their values.
  public var tags: [String]
  /// Seconds from row to row; `nil` when unknown.
  public var period: Double?
  /// Conservation laws.
  public var balances: [BalanceModel]
  /// Static laws.
  public var relations: [RelationModel]
  /// Controllers.
  public var rules: [RuleModel]
  /// Flows that controllers switch.
  public var switched: [SwitchedFlow] = []
  /// Whether controllers act between rows, so that their rules say more of the flows than the rows do.
  public var timesSwitching = false

  /// The switched flows whose times between rows are found; none where controllers act from row to row.
  var timed: [SwitchedFlow] { timesSwitching ? switched : [] }

  /// Whether nothing could be predicted with it.
  public var isEmpty: Bool { balances.isEmpty && relations.isEmpty && rules.isEmpty }

  /// Creates physics from models.
  public init(
    tags: [String], period: Double?, balances: [BalanceModel] = [], relations: [RelationModel] = [],
    rules: [RuleModel] = []
  ) {
    self.tags = tags
    self.period = period
    self.balances = balances
    self.relations = relations
    self.rules = rules
  }

  /// What contradicts itself, in words; `nil` when every index lies within `tags` and every number is usable.
  ///
  /// Meant for physics read from a file: `TwinPredictor` takes none that this finds fault with.
  public var fault: String? {
    if let period, !(period > 0 && period.isFinite) { return "an impossible row period" }
    let names = balances.map(\.name) + relations.map(\.name)
    let isSound =
      balances.allSatisfy { $0.isSound(tags: tags.count) }
      && relations.allSatisfy { $0.isSound(tags: tags.count) } && rules.allSatisfy { $0.isSound(tags: tags.count) }
      && switched.allSatisfy { $0.isSound(in: self) }
    return isSound ? nil : "impossible physics among \(names.count + rules.count) laws"
  }
}

extension PlantPhysics {
  private enum CodingKeys: String, CodingKey {
    case tags, period, balances, relations, rules, switched, timesSwitching
  }

  /// Reads physics; files from before flows were switched have none.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    tags = try values.decode([String].self, forKey: .tags)
    period = try values.decodeIfPresent(Double.self, forKey: .period)
    balances = try values.decode([BalanceModel].self, forKey: .balances)
    relations = try values.decode([RelationModel].self, forKey: .relations)
    rules = try values.decode([RuleModel].self, forKey: .rules)
    switched = try values.decodeIfPresent([SwitchedFlow].self, forKey: .switched) ?? []
    timesSwitching = try values.decodeIfPresent(Bool.self, forKey: .timesSwitching) ?? false
  }

  /// Writes physics.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(tags, forKey: .tags)
    try values.encodeIfPresent(period, forKey: .period)
    try values.encode(balances, forKey: .balances)
    try values.encode(relations, forKey: .relations)
    try values.encode(rules, forKey: .rules)
    if !switched.isEmpty { try values.encode(switched, forKey: .switched) }
    if timesSwitching { try values.encode(true, forKey: .timesSwitching) }
  }
}

/// A tag with a factor.
public struct WeightedTag: Sendable, Equatable, Codable {
  /// Index into the tags.
  public var tag: Int
  /// Factor by which the tag's value counts.
  public var weight: Double

  /// Creates a weighted tag.
  public init(tag: Int, weight: Double) {
    self.tag = tag
    self.weight = weight
  }
}

extension [WeightedTag] {
  /// Whether all lie within so many tags and all factors are finite.
  func isSound(tags: Int) -> Bool { allSatisfy { (0..<tags).contains($0.tag) && $0.weight.isFinite } }
}
