/// A plant as its owner describes it: what there is, where it lies, who may speak to whom, and what is dangerous.
///
/// The value itself promises nothing about its references; `Site.init(yaml:file:)` gives only sites in which every name
/// that is referred to exists.
public struct Site: Sendable, Equatable {
  /// Short name of the plant.
  public var id: String
  /// Name for people; `nil` when the id says enough.
  public var name: String?
  /// A sentence for people; `nil` when there is none.
  public var description: String?
  /// Security zones, in file order.
  public var zones: [Zone]
  /// Paths between zones, in file order.
  public var conduits: [Conduit]
  /// Equipment, in file order.
  public var assets: [Asset]
  /// Quantities, in file order.
  public var tags: [Tag]
  /// Limits of safe operation, in file order.
  public var envelopes: [SafetyEnvelope]
  /// Loops that controllers close, in file order.
  public var loops: [ControlLoop]
  /// Conservation laws, in file order.
  public var balances: [Balance]
  /// Static laws between tags, in file order.
  public var relations: [Relation]
  /// Rules of the plant's controllers, in file order.
  public var rules: [ControllerRule]

  /// Creates a site.
  public init(
    id: String, name: String? = nil, description: String? = nil, zones: [Zone] = [], conduits: [Conduit] = [],
    assets: [Asset] = [], tags: [Tag] = [], envelopes: [SafetyEnvelope] = [], loops: [ControlLoop] = [],
    balances: [Balance] = [], relations: [Relation] = [], rules: [ControllerRule] = []
  ) {
    self.id = id
    self.name = name
    self.description = description
    self.zones = zones
    self.conduits = conduits
    self.assets = assets
    self.tags = tags
    self.envelopes = envelopes
    self.loops = loops
    self.balances = balances
    self.relations = relations
    self.rules = rules
  }

  /// The tag of that name. Cost: linear in the number of tags.
  public func tag(named name: String) -> Tag? { tags.first { $0.name == name } }

  /// The asset of that id. Cost: linear in the number of assets.
  public func asset(id: String) -> Asset? { assets.first { $0.id == id } }

  /// The zone of that id. Cost: linear in the number of zones.
  public func zone(id: String) -> Zone? { zones.first { $0.id == id } }

  /// The loop of that id. Cost: linear in the number of loops.
  public func loop(id: String) -> ControlLoop? { loops.first { $0.id == id } }

  /// The envelope of a tag. Cost: linear in the number of envelopes.
  public func envelope(ofTag name: String) -> SafetyEnvelope? { envelopes.first { $0.tag == name } }

  /// Whether anything is declared from which a twin can predict.
  public var declaresPhysics: Bool { !(balances.isEmpty && relations.isEmpty && rules.isEmpty) }

  /// The tags that belong to an asset, in site order.
  public func tags(ofAsset id: String) -> [Tag] { tags.filter { $0.asset == id } }
}
