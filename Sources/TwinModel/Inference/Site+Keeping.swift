extension Site {
  /// The inferred site with what its owner already knows: his words win, tag by tag and field by field; what he does not
  /// say stays as inferred. What concerns the whole plant (zones, envelopes, balances, rules) is his alone.
  ///
  /// - Parameter known: the owner's file; tags that the recording lacks stay in it.
  public func keeping(_ known: Site) -> Site {
    var site = known
    site.id = id
    site.description = known.description ?? description
    let inferred = Dictionary(tags.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    site.tags = known.tags.map { tag in inferred[tag.name].map { tag.completed(by: $0) } ?? tag }
    let named = Set(known.tags.map(\.name))
    site.tags += tags.filter { !named.contains($0.name) }
    let equipped = Set(known.assets.map(\.id))
    site.assets += assets.filter { !equipped.contains($0.id) }
    return site
  }
}

extension Tag {
  /// The tag with what it does not say itself taken from another.
  fileprivate func completed(by other: Tag) -> Tag {
    var tag = self
    tag.range = range ?? other.range
    tag.quantisation = kind == .state ? nil : quantisation ?? other.quantisation
    tag.asset = asset ?? other.asset
    tag.role = role ?? other.role
    tag.quantity = quantity ?? other.quantity
    tag.unit = unit ?? other.unit
    tag.description = description ?? other.description
    return tag
  }
}
