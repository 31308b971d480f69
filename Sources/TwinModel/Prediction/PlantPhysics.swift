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
    return isSound ? nil : "impossible physics among \(names.count + rules.count) laws"
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
