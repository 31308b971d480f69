internal import Yams

/// Reads the tree of a site file, section by section: a section each has its method in an extension.
///
/// Names are declared and referred to while reading, and resolved at the end, so that sections may stand in any order.
struct SiteReader {
  let diagnostics: SiteDiagnostics
  var zones = SiteNames("zone")
  var conduits = SiteNames("conduit")
  var assets = SiteNames("asset")
  var tags = SiteNames("tag")
  /// Tags whose unit was reported as wrong: nothing that is stated in it is reported again.
  var tagsOfWrongUnit: Set<String> = []

  /// The only version of the format so far.
  static let format = 1
  /// Top-level keys, in the order in which they are written.
  static let keys = [
    "format", "site", "name", "description", "zones", "conduits", "assets", "tags", "envelopes", "loops",
    "balances", "relations", "rules",
  ]

  init(diagnostics: SiteDiagnostics) { self.diagnostics = diagnostics }

  /// The site, as far as it could be read; valid only when nothing was reported.
  mutating func read(_ root: Node) -> Site? {
    guard let top = SiteFields(root, at: "", keys: Self.keys, diagnostics) else { return nil }
    _ = top.integer("format", in: Self.format...Self.format)
    guard let id = top.word("site", required: true)?.text else { return nil }
    var site = Site(id: id, name: top.text("name"), description: top.text("description", longest: Self.longestText))
    site.zones = readZones(top)
    site.conduits = readConduits(top)
    site.assets = readAssets(top)
    site.tags = readTags(top)
    site.envelopes = readEnvelopes(top, of: site.tags)
    site.loops = readLoops(top, of: site.tags)
    let physics = SitePhysicsTags(site.tags, wrongUnit: tagsOfWrongUnit)
    site.balances = readBalances(top, of: physics)
    site.relations = readRelations(top, of: physics)
    site.rules = readRules(top, of: physics)
    for names in [zones, assets, tags] { names.resolve(diagnostics) }
    return site
  }

  static let longestText = 16 * SiteFields.longestName

  /// The mappings of a section's list. An item is called by its `name` in key paths, or by its position.
  func items(_ section: String, of top: SiteFields, calledBy name: String, keys: [String]) -> [SiteFields] {
    top.list(section, of: section).enumerated().compactMap { index, node in
      var called = "#\(index + 1)"
      if case .mapping(let mapping) = node,
        case .scalar(let scalar)? = mapping.first(where: { $0.key.isKey(name) })?.value
      {
        called = scalar.string.shortened
      }
      return SiteFields(node, at: "\(section)[\(called)]", keys: keys, diagnostics)
    }
  }
}

extension Node {
  /// Whether this is the key of that name. Compares text alone: hashing or comparing whole nodes resolves YAML tags.
  fileprivate func isKey(_ name: String) -> Bool {
    if case .scalar(let scalar) = self { scalar.string == name } else { false }
  }
}
