/// What the sections about physics need to know of the tags: units, and whether these can be trusted.
struct SitePhysicsTags {
  private let byName: [String: Tag]
  private let wrongUnit: Set<String>

  init(_ tags: [Tag], wrongUnit: Set<String>) {
    byName = Dictionary(tags.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    self.wrongUnit = wrongUnit
  }

  /// The unit in which numbers about a tag are to be understood.
  func expectation(of name: String) -> SiteFields.Expectation {
    guard let tag = byName[name], !wrongUnit.contains(name) else { return .anything }
    return .value(unit: tag.unit)
  }

  /// Likewise for a difference of two values.
  func difference(of name: String) -> SiteFields.Expectation {
    guard let tag = byName[name], !wrongUnit.contains(name) else { return .anything }
    return .difference(unit: tag.unit)
  }

  /// The dimensions that a tag may have: of its unit where that is known, else of its quantity; `nil` when neither says.
  func dimensions(of name: String) -> [Dimension]? {
    guard let tag = byName[name], !wrongUnit.contains(name) else { return nil }
    if let unit = tag.unit.flatMap(Unit.init(symbol:)) { return [unit.dimension] }
    return tag.quantity?.dimensions
  }

  /// What a tag's unit is, in words.
  func unitWords(of name: String) -> String {
    byName[name].flatMap { tag in tag.unit ?? tag.quantity.map { "a \($0.rawValue)" } } ?? "unknown"
  }

  /// Whether the unit is one that can be converted.
  func hasKnownUnit(_ name: String) -> Bool { byName[name]?.unit.flatMap(Unit.init(symbol:)) != nil }

  /// Whether the tag is a state, or might be.
  func mayBeState(_ name: String) -> Bool { byName[name].map { $0.kind == .state } ?? true }
}
