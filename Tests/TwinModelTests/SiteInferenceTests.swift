import Testing
import TwinModel

struct SiteInferenceTests {
  /// Infers from one column; `nil` marks a missing value.
  func infer(_ name: String, _ values: [Double?], blockRows: Int = 64) -> SiteInference.Finding {
    var inference = SiteInference(tags: [name])
    var block = FrameBlock(tags: [name])
    for (row, value) in values.enumerated() {
      block.append(series: "a", sequence: row, sourceTime: nil, values: [value ?? .nan])
      if block.count == blockRows {
        inference.observe(block)
        block.removeAll()
      }
    }
    inference.observe(block)
    return inference.findings[0]
  }

  static func noisy(_ count: Int, seed: UInt64 = 1) -> [Double] {
    var random = SeededGenerator(seed: seed)
    return (0..<count).map { _ in random.normal() }
  }

  @Test func `two values are a state and a rising number is a counter`() {
    #expect(infer("pump", (0..<100).map { $0 / 10 % 2 == 0 ? 0 : 1 }).tag.kind == .state)
    #expect(infer("mode", (0..<100).map { Double($0 / 7 % 4) }).tag.kind == .state)
    #expect(infer("total", (0..<100).map { Double($0 * 3) }).tag.kind == .counter)
    #expect(infer("total", (0..<100).map { Double($0 % 40 * 3) }).tag.kind == .counter)
    #expect(infer("level", Self.noisy(100)).tag.kind == .continuous)
    #expect(infer("saw", (0..<100).map { Double($0 % 10) + 0.5 }).tag.kind == .continuous)
    #expect(infer("few rows", [0, 1, 2, 3, 4, 5]).tag.kind == .continuous)
  }

  @Test func `a counter has no range and a state has the range it showed`() {
    #expect(infer("total", (0..<100).map { Double($0 * 3) }).tag.range == nil)
    let mode = infer("mode", (0..<100).map { Double($0 / 7 % 4) }).tag
    #expect(mode.range == 0...3 && mode.quantisation == nil)
  }

  @Test func `a continuous range is widened by a tenth and stays non-negative`() throws {
    let level = try #require(infer("level", (0...100).map { 1 + 0.5 * Double($0 * 37 % 101) / 100 }).tag.range)
    #expect(abs(level.lowerBound - 0.95) < 0.006 && abs(level.upperBound - 1.55) < 0.006)
    let flow = try #require(infer("flow", (0...100).map { 2.5 * Double($0 * 37 % 101) / 100 }).tag.range)
    #expect(flow.lowerBound == 0 && abs(flow.upperBound - 2.75) < 0.03)
  }

  @Test(arguments: [0.01, 0.02, 0.1, 0.001, 1, 0.0005, 0.25, 0.327927])
  func `the step between values is found`(step: Double) throws {
    for offset in [0, 0.5] {
      let values = Self.noisy(3000).map { (($0 * 40).rounded() * step + offset) }
      let found = try #require(infer("x", values).tag.quantisation)
      #expect(abs(found - step) < 1e-9, "offset \(offset): \(found)")
    }
  }

  @Test func `a converter's uneven step is found through the rounding of its values`() throws {
    let values = [0.054711, 0.382638, -0.273216, 0.710565, -0.601143, 1.03849, -0.92907, -1.257, 1.36642, 1.69435]
    let found = try #require(infer("Pressure", (0..<500).map { values[$0 * $0 % 10] }).tag.quantisation)
    #expect(abs(found - 0.327927) < 2e-6, "\(found)")
  }

  @Test func `numbers that were never rounded have no step`() {
    #expect(infer("x", Self.noisy(2000)).tag.quantisation == nil)
    #expect(infer("x", Self.noisy(20)).tag.quantisation == nil)
    #expect(infer("nine decimals", Self.noisy(2000).map { ($0 * 1e9).rounded() / 1e9 }).tag.quantisation == nil)
  }

  @Test func `a value off the grid after thousands on it is not overlooked`() throws {
    var values: [Double] = Self.noisy(5000).map { ($0 * 400).rounded() * 0.05 }
    values.append(0.02)
    let found = try #require(infer("x", values).tag.quantisation)
    #expect(abs(found - 0.01) < 1e-12)
  }

  @Test func `a constant tag is marked and has no range`() {
    let finding = infer("V", [Double?](repeating: 7.25, count: 50) + [nil])
    #expect(finding.isConstant && finding.tag.range == nil && finding.missing == 1 && finding.usable == 50)
    #expect(finding.tag.description == "Always 7.25 in the recording from which this was inferred")
    let empty = infer("V", [nil, nil])
    #expect(empty.observed == nil && !empty.isConstant && empty.tag.range == nil)
  }

  @Test func `a tag that never changed is a state only where its name does not say what it measures`() {
    #expect(infer("F_PU3", [0, 0, 0]).tag.kind == .continuous)
    #expect(infer("S_PU3", [0, 0, 0]).tag.kind == .state)
    #expect(infer("X3", [0, 0, 0]).tag.kind == .state)
  }

  @Test func `a new series does not look like a falling value`() {
    var inference = SiteInference(tags: ["x"])
    for series in ["a", "b", "c"] {
      var block = FrameBlock(tags: ["x"])
      for row in 0..<100 { block.append(series: series, sequence: row, sourceTime: nil, values: [50 + Double(row)]) }
      inference.observe(block)
    }
    #expect(inference.findings[0].tag.kind == .counter)
  }

  static let names: [(name: String, asset: String?, kind: Asset.Kind?, quantity: Quantity?)] = [
    ("LIT101", "T101", .tank, .level), ("FIT-201", "FIT-201", .sensor, .flow), ("P101", "P101", .pump, nil),
    ("MV101", "MV101", .valve, nil), ("L_T1", "T1", .tank, .level), ("F_PU1", "PU1", .pump, .flow),
    ("S_PU1", "PU1", .pump, nil), ("P_J280", "J280", .junction, .pressure), ("DPIT301", nil, nil, nil),
    ("PDIT301A", "PDIT301A", .sensor, .pressure), ("XMEAS1", nil, nil, nil), ("Volume Flow RateRMS", nil, nil, nil),
    ("", nil, nil, nil), ("L_", nil, nil, nil), ("_", nil, nil, nil), ("T1", nil, nil, nil), ("101", nil, nil, nil),
  ]

  @Test(arguments: names.indices) func `a name gives its equipment and quantity where it follows a convention`(
    index: Int
  ) {
    let expected = Self.names[index]
    let finding = infer(expected.name, Self.noisy(50))
    #expect(finding.asset?.id == expected.asset && finding.asset?.kind == expected.kind)
    #expect(finding.tag.quantity == expected.quantity && finding.tag.asset == expected.asset)
  }

  @Test func `an inferred site survives writing and reading, and names each asset once`() throws {
    let tags = ["L_T1", "F_PU1", "S_PU1", "P_J280", "Thermo couple", "const"]
    var inference = SiteInference(tags: tags)
    var block = FrameBlock(tags: tags)
    var random = SeededGenerator(seed: 3)
    for row in 0..<500 {
      let on = row / 20 % 2 == 0
      block.append(
        series: "a", sequence: row, sourceTime: nil,
        values: [3 + random.uniform(), on ? 98.5 : 0, on ? 1 : 0, 28 + random.normal(), random.normal(), 5])
    }
    inference.observe(block)
    let site = inference.site(id: "town")
    #expect(site.assets.map(\.id) == ["T1", "PU1", "J280"])
    #expect(site.tags(ofAsset: "PU1").map(\.name) == ["F_PU1", "S_PU1"])
    #expect(site.tag(named: "S_PU1")?.quantity == .state)
    #expect(try Site(yaml: site.yaml) == site)
  }
}
