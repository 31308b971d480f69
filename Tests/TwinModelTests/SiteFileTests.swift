import Testing
import TwinModel

struct SiteFileTests {
  static let complete = """
    format: 1
    site: cell
    name: Water cell
    zones:
      - id: plant
        security-level: 1
      - id: field
        parent: plant
        security-level: 3
    conduits:
      - id: bus
        zones: [plant, field]
        protocols: [modbus-tcp]
    assets:
      - {id: T101, kind: tank, zone: field, criticality: high, never-isolate: true}
      - id: P101
        kind: pump
    tags:
      - name: LIT101
        quantity: level
        unit: m
        range: [0, 160 cm]
        quantisation: 0.5 mm
        asset: T101
        role: measurement
      - name: P101
        kind: state
        asset: P101
    envelopes:
      - tag: LIT101
        low: 20 cm
        high: 1.2
        maximum-rate: 6 cm/min
        hold-time: 1.5 min
    """

  @Test func `a complete file is read, and measures are converted to the tag's unit`() throws {
    let site = try Site(yaml: Self.complete)
    #expect(site.id == "cell" && site.name == "Water cell")
    #expect(site.zone(id: "field") == Zone(id: "field", securityLevel: 3, parent: "plant"))
    #expect(site.conduits == [Conduit(id: "bus", zones: ["plant", "field"], protocols: ["modbus-tcp"])])
    #expect(
      site.asset(id: "T101")
        == Asset(id: "T101", kind: .tank, zone: "field", criticality: .high, neverIsolate: true))
    let level = try #require(site.tag(named: "LIT101"))
    #expect(level.range == 0...1.6 && level.quantisation == 0.0005 && level.role == .measurement)
    let envelope = try #require(site.envelope(ofTag: "LIT101"))
    #expect(envelope.low == 0.2 && envelope.high == 1.2 && envelope.holdTime == 90)
    #expect(abs((envelope.maximumRate ?? 0) - 0.001) < 1e-12)
    #expect(site.tags(ofAsset: "P101").map(\.name) == ["P101"])
  }

  /// What is replaced in the complete file, by what, and the one problem that must follow.
  static let faults: [(old: String, new: String, problem: String)] = [
    (
      "asset: T101", "aset: T101",
      "s.yaml:24:5: tags[LIT101]: unknown key \"aset\"; expected one of name, description, kind, role, quantity, unit, "
        + "range, quantisation, asset; did you mean \"asset\"?"
    ),
    (
      "envelopes:", "envelops:",
      "s.yaml:29:1: unknown key \"envelops\"; expected one of format, site, name, description, zones, conduits, assets, "
        + "tags, envelopes, balances, relations, rules; did you mean \"envelopes\"?"
    ),
    (
      "asset: T101", "asset: T1O1",
      "s.yaml:24:12: tags[LIT101].asset: unknown asset \"T1O1\"; declare it under assets; did you mean \"T101\"?"
    ),
    (
      "parent: plant", "parent: plants",
      "s.yaml:8:13: zones[field].parent: unknown zone \"plants\"; declare it under zones; did you mean \"plant\"?"
    ),
    (
      "tag: LIT101", "tag: LIT301",
      "s.yaml:30:10: envelopes[LIT301].tag: unknown tag \"LIT301\"; declare it under tags; did you mean \"LIT101\"?"
    ),
    (
      "zones: [plant, field]", "zones: [plant, plant]",
      "s.yaml:12:12: conduits[bus].zones: expected two or more different zones"
    ),
    (
      "- id: P101", "- id: P101\n  - id: T101",
      "s.yaml:17:9: assets[T101].id: asset \"T101\" is declared twice (first in line 15); names are unique"
    ),
    (
      "- name: P101", "- name: LIT101",
      "s.yaml:26:11: tags[LIT101].name: tag \"LIT101\" is declared twice (first in line 19); names are unique"
    ),
    (
      "[0, 160 cm]", "[1.6, 0]", "s.yaml:22:13: tags[LIT101].range[0]: expected low below high, found 1.6 and 0"
    ),
    ("[0, 160 cm]", "[0, 1, 2]", "s.yaml:22:12: tags[LIT101].range: expected two numbers, [low, high]"),
    (
      "[0, 160 cm]", "[0, 160 kPa]",
      "s.yaml:22:16: tags[LIT101].range[1]: expected a unit of length (m, cm, mm, ft, in, mWC, mH2O), found \"kPa\""
    ),
    (
      "unit: m\n", "unit: bar\n",
      "s.yaml:21:11: tags[LIT101].unit: expected a unit of level (m, cm, mm, ft, in, mWC, mH2O, 1, pu, %, mol%, ppm), "
        + "found \"bar\""
    ),
    (
      "unit: m\n", "unit: CM\n",
      "s.yaml:21:11: tags[LIT101].unit: unknown unit \"CM\"; did you mean \"cm\"?"
    ),
    (
      "kind: state", "kind: binary",
      "s.yaml:27:11: tags[P101].kind: expected one of continuous, state, counter, found \"binary\""
    ),
    (
      "kind: pump", "kind: pomp",
      "s.yaml:17:11: assets[P101].kind: expected one of \(Asset.Kind.allCases.map(\.rawValue).joined(separator: ", ")), "
        + "found \"pomp\"; did you mean \"pump\"?"
    ),
    (
      "security-level: 3", "security-level: 5",
      "s.yaml:9:21: zones[field].security-level: expected a whole number 0…4, found \"5\""
    ),
    (
      "never-isolate: true", "never-isolate: yes",
      "s.yaml:15:75: assets[T101].never-isolate: expected true or false, found \"yes\""
    ),
    (
      "low: 20 cm", "low: 1.3",
      "s.yaml:31:10: envelopes[LIT101].low: expected low below high, found 1.3 and 1.2"
    ),
    (
      "high: 1.2", "high: 1.7",
      "s.yaml:32:11: envelopes[LIT101].high: the limit 1.7 lies outside the tag's range 0…1.6, so it could never be "
        + "seen crossed"
    ),
    (
      "hold-time: 1.5 min", "hold-time: -1",
      "s.yaml:34:16: envelopes[LIT101].hold-time: expected a time of 0 or more, found -1"
    ),
    (
      "maximum-rate: 6 cm/min", "maximum-rate: 6 cm",
      "s.yaml:33:19: envelopes[LIT101].maximum-rate: expected a change per time"
    ),
    (
      "quantisation: 0.5 mm", "quantisation: 0",
      "s.yaml:23:19: tags[LIT101].quantisation: expected a step above 0, found 0"
    ),
    (
      "quantisation: 0.5 mm", "quantisation: 0,5",
      "s.yaml:23:19: tags[LIT101].quantisation: expected a number, found \"0,5\""
    ),
    ("high: 1.2", "high: .inf", "s.yaml:32:11: envelopes[LIT101].high: expected a number, found \".inf\""),
    ("site: cell", "site:", "s.yaml:2:6: site: missing; expected text"),
    ("format: 1", "format: 2", "s.yaml:1:9: format: expected a whole number 1…1, found \"2\""),
    (
      "kind: pump", "kind: pump\n    kind: valve",
      "s.yaml:18:5: key \"kind\" is given twice (first in line 17); keep one"
    ),
    ("site: cell", "site: [cell", "s.yaml:"),
  ]

  @Test(arguments: faults.indices) func `every fault is named with its place, its path and what was expected`(
    index: Int
  ) throws {
    let fault = Self.faults[index]
    let parts = Self.complete.split(separator: fault.old, maxSplits: 1, omittingEmptySubsequences: false)
    try #require(parts.count == 2)
    let text = parts.joined(separator: fault.new)
    let error = #expect(throws: SiteError.self) { try Site(yaml: text, file: "s.yaml") }
    let found = try #require(error)
    #expect(found.problems.count == 1, "\(found)")
    #expect(found.description.hasPrefix(fault.problem), "\(found)")
  }

  @Test func `a key path starts at a file's top and a text without a file name is called site.yaml`() throws {
    let error = #expect(throws: SiteError.self) { try Site(yaml: "site: a\ntags: 3\n") }
    #expect(error?.description == "site.yaml:2:7: tags: expected a list of tags")
  }

  @Test func `all problems of a file are reported in line order`() throws {
    let text = """
      site: a
      envelopes:
        - {tag: B, high: 1}
      tags:
        - {name: A, asset: none, kind: stat}
        - {nam: C}
        - 5
      """
    let error = try #require(#expect(throws: SiteError.self) { try Site(yaml: text) })
    #expect(error.problems.map(\.line) == [3, 5, 5, 6, 6, 7])
    #expect(error.omitted == 0)
  }

  @Test func `no more than fifty problems are listed and the rest are counted`() throws {
    let text = "site: a\ntags:\n" + (0..<200).map { "  - {name: T\($0), asset: X\($0)}\n" }.joined()
    let error = try #require(#expect(throws: SiteError.self) { try Site(yaml: text) })
    #expect(error.problems.count == Site.maximumProblems && error.omitted == 150)
    #expect(error.problems.map(\.line) == Array(3..<53))
    #expect(error.description.hasSuffix("and 150 more problems"))
  }

  @Test func `zones that lie in each other are reported once`() throws {
    let text = """
      site: a
      zones:
        - {id: a, parent: b}
        - {id: b, parent: c}
        - {id: c, parent: b}
        - {id: d, parent: a}
      """
    let error = try #require(#expect(throws: SiteError.self) { try Site(yaml: text) })
    #expect(error.problems.map(\.message) == ["zone \"b\" lies in itself; the chain of parents must end"])
    #expect(throws: SiteError.self) { try Site(yaml: "site: a\nzones: [{id: a, parent: a}]\n") }
  }

  @Test func `a unit that the table does not hold is kept, and values in it need no conversion`() throws {
    let site = try Site(yaml: "site: a\ntags: [{name: Q, quantity: concentration, unit: NTU, range: [0 NTU, 4]}]\n")
    #expect(site.tags == [Tag(name: "Q", unit: "NTU", range: 0...4, quantity: .concentration)])
  }

  @Test func `temperatures are converted with their zero, and differences without`() throws {
    let text = "site: a\ntags: [{name: T, unit: °C, range: [32 °F, 373.15 K], quantisation: 1.8 °F}]\n"
    let tag = try Site(yaml: text).tags[0]
    #expect(abs((tag.range?.lowerBound ?? 1) - 0) < 1e-9 && abs((tag.range?.upperBound ?? 0) - 100) < 1e-9)
    #expect(abs((tag.quantisation ?? 0) - 1) < 1e-12)
  }
}
