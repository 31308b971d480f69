/// Writes a site as a file for people to edit: stable order, one comment a section, nothing that says nothing.
///
/// What is written is read back equal, provided that the site is one that `Site.init(yaml:file:)` could have given.
struct SiteWriter {
  private var text = ""
  /// What was found out about a balance, relation or rule, by its name or actuator; written as a comment above it.
  private(set) var remarks: [String: String] = [:]

  /// The YAML text of a site.
  static func text(of site: Site, remarks: [String: String] = [:]) -> String {
    var writer = SiteWriter()
    writer.remarks = remarks
    writer.write(site)
    return writer.text
  }

  private mutating func write(_ site: Site) {
    line("# The plant as its owner describes it. Check this file with: sat site check FILE")
    field("format", "\(SiteReader.format)", indent: 0)
    field("site", site.id.yaml, indent: 0)
    field("name", site.name?.yaml, indent: 0)
    field("description", site.description?.yaml, indent: 0)
    writeZones(site.zones)
    writeConduits(site.conduits)
    writeAssets(site.assets)
    writeTags(site.tags)
    writeEnvelopes(site.envelopes)
    writeLoops(site.loops)
    writeBalances(site.balances)
    writeRelations(site.relations)
    writeRules(site.rules)
  }

  private mutating func writeZones(_ zones: [Zone]) {
    section("zones", "Security zones (IEC 62443). security-level: target SL-T, 0…4.", isEmpty: zones.isEmpty)
    for zone in zones {
      item("id", zone.id.yaml)
      field("name", zone.name?.yaml)
      field("security-level", zone.securityLevel.map(String.init))
      field("parent", zone.parent?.yaml)
    }
  }

  private mutating func writeConduits(_ conduits: [Conduit]) {
    section("conduits", "Paths between zones, and the protocols that may pass.", isEmpty: conduits.isEmpty)
    for conduit in conduits {
      item("id", conduit.id.yaml)
      field("name", conduit.name?.yaml)
      field("zones", conduit.zones.yaml)
      field("protocols", conduit.protocols.isEmpty ? nil : conduit.protocols.yaml)
    }
  }

  private mutating func writeAssets(_ assets: [Asset]) {
    section(
      "assets", "Equipment. criticality: low, medium, high, critical. never-isolate: no response may cut it off.",
      isEmpty: assets.isEmpty)
    for asset in assets {
      item("id", asset.id.yaml)
      field("name", asset.name?.yaml)
      field("kind", asset.kind.rawValue)
      field("zone", asset.zone?.yaml)
      field("criticality", asset.criticality.rawValue)
      field("never-isolate", asset.neverIsolate ? "true" : nil)
    }
  }

  private mutating func writeTags(_ tags: [Tag]) {
    section(
      "tags", "Quantities. kind: continuous, state, counter. range: what the instrument can report, in its unit.",
      isEmpty: tags.isEmpty)
    for tag in tags {
      item("name", tag.name.yaml)
      field("description", tag.description?.yaml)
      field("kind", tag.kind.rawValue)
      field("role", tag.role?.rawValue)
      field("quantity", tag.quantity?.rawValue)
      field("unit", tag.unit?.yaml)
      field("range", tag.range.map { "[\($0.lowerBound.written), \($0.upperBound.written)]" })
      field("quantisation", tag.quantisation?.written)
      field("asset", tag.asset?.yaml)
    }
  }

  private mutating func writeEnvelopes(_ envelopes: [SafetyEnvelope]) {
    section(
      "envelopes", "Limits of safe operation, in the tag's unit; maximum-rate per second; hold-time in seconds.",
      isEmpty: envelopes.isEmpty)
    for envelope in envelopes {
      item("tag", envelope.tag.yaml)
      field("low", envelope.low?.written)
      field("high", envelope.high?.written)
      field("maximum-rate", envelope.maximumRate?.written)
      field("hold-time", envelope.holdTime == 0 ? nil : envelope.holdTime.written)
    }
  }

  mutating func section(_ key: String, _ comment: String, isEmpty: Bool) {
    guard !isEmpty else { return }
    line("")
    line("# \(comment)")
    line("\(key):")
  }

  mutating func item(_ key: String, _ value: String) { line("  - \(key): \(value)") }

  mutating func field(_ key: String, _ value: String?, indent: Int = 4) {
    if let value { line(String(repeating: " ", count: indent) + "\(key): \(value)") }
  }

  mutating func line(_ content: String) { text += content + "\n" }
}

extension Site {
  /// The site as the text of a site file, for people to edit; the same site gives the same text.
  public var yaml: String { SiteWriter.text(of: self) }

  /// The same with a comment above each balance, relation or rule that `remarks` knows by name (a rule by its actuator).
  public func yaml(remarks: [String: String]) -> String { SiteWriter.text(of: self, remarks: remarks) }
}
