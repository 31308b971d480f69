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
  /// Flows that controllers switch between rows, where that predicts better than what rows show; otherwise empty.
  public var switched: [SwitchedFlow] = []

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
    case tags, period, balances, relations, rules, switched
  }

  /// Reads physics; files from before flows were timed have none that are switched.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    tags = try values.decode([String].self, forKey: .tags)
    period = try values.decodeIfPresent(Double.self, forKey: .period)
    balances = try values.decode([BalanceModel].self, forKey: .balances)
    relations = try values.decode([RelationModel].self, forKey: .relations)
    rules = try values.decode([RuleModel].self, forKey: .rules)
    switched = try values.decodeIfPresent([SwitchedFlow].self, forKey: .switched) ?? []
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
