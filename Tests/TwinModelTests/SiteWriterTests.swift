import Testing
import TwinModel

struct SiteWriterTests {
  @Test func `a written site has its sections in a stable order with a comment each`() {
    let site = Site(
      id: "cell", zones: [Zone(id: "field", securityLevel: 2)],
      conduits: [], assets: [Asset(id: "T101", kind: .tank, zone: "field", criticality: .high, neverIsolate: true)],
      tags: [Tag(name: "LIT101", unit: "m", range: 0...1.6, quantisation: 0.0005, asset: "T101", quantity: .level)],
      envelopes: [SafetyEnvelope(tag: "LIT101", low: 0.2, high: 1.2, holdTime: 5)])
    #expect(
      site.yaml == """
        # The plant as its owner describes it. Check this file with: sat site check FILE
        format: 1
        site: cell

        # Security zones (IEC 62443). security-level: target SL-T, 0…4.
        zones:
          - id: field
            security-level: 2

        # Equipment. criticality: low, medium, high, critical. never-isolate: no response may cut it off.
        assets:
          - id: T101
            kind: tank
            zone: field
            criticality: high
            never-isolate: true

        # Quantities. kind: continuous, state, counter. range: what the instrument can report, in its unit.
        tags:
          - name: LIT101
            kind: continuous
            quantity: level
            unit: m
            range: [0, 1.6]
            quantisation: 0.0005
            asset: T101

        # Limits of safe operation, in the tag's unit; maximum-rate per second; hold-time in seconds.
        envelopes:
          - tag: LIT101
            low: 0.2
            high: 1.2
            hold-time: 5

        """)
  }

  @Test func `a full site survives writing and reading`() throws {
    let site = try Site(yaml: SiteFileTests.complete)
    #expect(try Site(yaml: site.yaml) == site)
  }

  static let names = [
    "plain", "true", "null", "~", "1.5", "a: b", "a #b", " lead", "trail ", "- x", "? x", "is it ? yes", "&a *a", "*a",
    "\"quoted\"",
    "it's", "back\\slash", "line\nbreak", "tab\t", "[[[[[[[[[[[[[[[[[[[[", "{{{{{{ [[", "é°C µ ³", "\u{1F600}",
    "\u{85}\u{2028}\u{FEFF}",
    "\u{1}\u{0}", "Volume Flow RateRMS", "ns=2;s=Plant/Tank.Level", "%", "@at", "`tick", "|", ">", "!tag", "yes",
    "\r\n", "a,b", "{a}",
  ]

  @Test(arguments: names) func `any text survives as a name, an asset, a unit and a description`(text: String) throws {
    let site = Site(
      id: text, name: text, description: text, zones: [Zone(id: text), Zone(id: "z")],
      conduits: [Conduit(id: text, zones: [text, "z"], protocols: [text, text])],
      assets: [Asset(id: text, kind: .other, zone: text)],
      tags: [Tag(name: text, unit: text, asset: text, description: text)],
      envelopes: [SafetyEnvelope(tag: text, low: -1.5e-9)],
      loops: [
        ControlLoop(
          id: text, controller: text, measured: [text], output: .actuators([text]), rule: text, unit: text)
      ])
    #expect(try Site(yaml: site.yaml) == site)
  }

  /// Loops over tags of fitting roles; each moves actuators or the set point of one before it.
  private static func loops(
    _ tags: [TwinModel.Tag], _ assets: [Asset], using random: inout SeededGenerator
  ) -> [ControlLoop] {
    let readable = tags.filter { ![.command, .setpoint].contains($0.role) }
    let movable = tags.filter { [nil, .command, .setpoint].contains($0.role) }.map(\.name)
    return (0..<10).compactMap { index -> ControlLoop? in
      guard let tag = readable.randomElement(using: &random), let moved = movable.randomElement(using: &random),
        let controller = assets.randomElement(using: &random)
      else { return nil }
      return ControlLoop(
        id: "l\(index)", controller: controller.id, measured: [tag.name],
        output: index > 0 && Bool.random(using: &random) ? .cascade("l0") : .actuators([moved]),
        setpoint: tag.range.map { $0.lowerBound + 0.5 * ($0.upperBound - $0.lowerBound) } ?? random.normal(),
        rule: names.randomElement(using: &random), unit: tag.unit)
    }
  }

  @Test(arguments: 0..<20) func `a random site survives writing and reading`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    func pick<T>(_ items: [T]) -> T? {
      items.isEmpty || Bool.random(using: &random) ? nil : items.randomElement(using: &random)
    }
    let zones = (0..<5).map {
      Zone(id: "z\($0)", securityLevel: pick([0, 1, 2, 3, 4]), parent: $0 > 0 ? pick(["z0"]) : nil)
    }
    let assets = (0..<20).map {
      Asset(
        id: "a\($0)", name: pick(Self.names), kind: pick(Asset.Kind.allCases) ?? .other, zone: pick(zones.map(\.id)),
        criticality: pick(Asset.Criticality.allCases) ?? .low, neverIsolate: Bool.random(using: &random))
    }
    let tags = (0..<50).map { index in
      let low = random.normal() * 1e3
      return Tag(
        name: "t\(index)", kind: pick(Tag.Kind.allCases) ?? .state, unit: pick(["m", "bar", "NTU"]),
        range: pick([low...low + 1 + random.uniform()]), quantisation: pick([random.uniform()]),
        asset: pick(assets.map(\.id)), role: pick(Tag.Role.allCases), description: pick(Self.names))
    }
    let envelopes = tags.filter { $0.range == nil }.map {
      SafetyEnvelope(
        tag: $0.name, low: random.normal() - 9, high: random.normal() + 9, maximumRate: pick([random.uniform()]),
        holdTime: pick([random.uniform()]) ?? 0)
    }
    let site = Site(
      id: "s", zones: zones, assets: assets, tags: tags, envelopes: envelopes,
      loops: Self.loops(tags, assets, using: &random))
    #expect(try Site(yaml: site.yaml) == site)
  }
}
