extension SiteReader {
  mutating func readAssets(_ top: SiteFields) -> [Asset] {
    let keys = ["id", "name", "kind", "zone", "criticality", "never-isolate"]
    return items("assets", of: top, calledBy: "id", keys: keys).compactMap { fields in
      guard let id = fields.word("id", required: true) else { return nil }
      assets.declare(id, diagnostics)
      let zone = fields.word("zone")
      zones.refer(zone)
      return Asset(
        id: id.text, name: fields.text("name"), kind: fields.choice("kind", of: Asset.Kind.self) ?? .other,
        zone: zone?.text, criticality: fields.choice("criticality", of: Asset.Criticality.self) ?? .medium,
        neverIsolate: fields.boolean("never-isolate") ?? false)
    }
  }
}
