extension SiteReader {
  mutating func readZones(_ top: SiteFields) -> [Zone] {
    var found: [Zone] = []
    var places: [String: SitePlace] = [:]
    for fields in items("zones", of: top, calledBy: "id", keys: ["id", "name", "security-level", "parent"]) {
      guard let id = fields.word("id", required: true) else { continue }
      zones.declare(id, diagnostics)
      let parent = fields.word("parent")
      zones.refer(parent)
      places[id.text] = parent?.place
      found.append(
        Zone(
          id: id.text, name: fields.text("name"), securityLevel: fields.integer("security-level", in: 0...4),
          parent: parent?.text))
    }
    reportCycles(found, places)
    return found
  }

  /// A zone must not lie in itself, however many steps it takes.
  private func reportCycles(_ found: [Zone], _ places: [String: SitePlace]) {
    let parents = Dictionary(found.map { ($0.id, $0.parent) }, uniquingKeysWith: { first, _ in first })
    var walked: [String: Int] = [:]
    for (walk, zone) in found.enumerated() {
      var current: String? = zone.id
      while let id = current, walked[id] == nil {
        walked[id] = walk
        current = parents[id] ?? nil
      }
      if let id = current, walked[id] == walk, let place = places[id] {
        diagnostics.report("zone \"\(id.shortened)\" lies in itself; the chain of parents must end", at: place)
      }
    }
  }

  mutating func readConduits(_ top: SiteFields) -> [Conduit] {
    items("conduits", of: top, calledBy: "id", keys: ["id", "name", "zones", "protocols"]).compactMap { fields in
      guard let id = fields.word("id", required: true) else { return nil }
      conduits.declare(id, diagnostics)
      let ends = fields.words("zones", of: "zone ids")
      ends.forEach { zones.refer($0) }
      if Set(ends.map(\.text)).count < max(2, ends.count) {
        diagnostics.report("expected two or more different zones", at: fields.place("zones"))
      }
      return Conduit(
        id: id.text, name: fields.text("name"), zones: ends.map(\.text),
        protocols: fields.words("protocols", of: "protocol names").map(\.text))
    }
  }
}
