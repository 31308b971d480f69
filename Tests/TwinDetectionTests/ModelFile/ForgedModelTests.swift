import Testing
import TwinModel

@testable import TwinDetection

/// Files whose digest is right and whose content is not.
@Suite struct ForgedModelTests {
  static let bytes = ModelFileTests.bytes

  static func refused(_ forged: ForgedModel) -> Bool {
    do {
      _ = try DetectorModel(decoding: forged.bytes)
      return false
    } catch {
      if case .inconsistent = error { return true }
      return false
    }
  }

  @Test(arguments: [0, 1, 100, UInt32.max, UInt32(Int32.max)])
  func `a header length that is not the header's is refused`(length: UInt32) {
    var forged = ForgedModel(Self.bytes)
    forged.statedHeaderLength = length
    #expect(Self.refused(forged))
  }

  @Test(arguments: [
    "", "{}", "null", "[]", "{", String(repeating: "[", count: 100_000), "{\"tags\":[]}", "\u{0}", "\"",
  ])
  func `a header that is no header is refused`(text: String) {
    var forged = ForgedModel(Self.bytes)
    forged.headerText = text
    #expect(Self.refused(forged))
  }

  /// Every edit makes the header contradict itself or the arrays.
  static let edits: [(name: String, edit: @Sendable (inout [String: Any]) -> Void)] = [
    ("format", { $0["format"] = "another program's model" }),
    ("no tags", { $0["tags"] = [String]() }),
    ("a tag too few", { $0["tags"] = ["A"] }),
    ("a tag too many", { $0["tags"] = ["A", "B", "C", "D", "E", "F", "G"] }),
    ("a tag twice", { $0["tags"] = ["A", "B", "C", "D", "E", "A"] }),
    ("a thousand tags", { $0["tags"] = (0..<1024).map { "T\($0)" } }),
    ("too many tags", { $0["tags"] = (0..<5000).map { "T\($0)" } }),
    ("no units", { $0["units"] = [Any]() }),
    ("a unit twice", { tree in change(&tree, "units") { $0 + $0 } }),
    ("no report", { $0["report"] = nil }),
    ("no arrays", { $0["arrays"] = [Any]() }),
    ("an array too few", { tree in change(&tree, "arrays") { Array($0.dropLast()) } }),
    ("an array twice", { tree in change(&tree, "arrays") { $0 + $0.suffix(1) } }),
    ("arrays swapped", { tree in change(&tree, "arrays") { Array($0.reversed()) } }),
    ("a common unit with a name", { unit(&$0) { $0["series"] = "a" } }),
    ("no decimals", { unit(&$0) { $0["decimals"] = [Int]() } }),
    ("negative decimals", { unit(&$0) { $0["decimals"] = [4, 3, 2, -1] } }),
    ("rising decimals", { unit(&$0) { $0["decimals"] = [1, 2, 3, 4] } }),
    ("many decimals", { unit(&$0) { $0["decimals"] = [Int.max, 3, 2, 1] } }),
    ("constants too few", { unit(&$0) { $0["constant"] = [true] } }),
    ("a window of none", { network(&$0) { $0["window"] = 0 } }),
    ("a huge window", { network(&$0) { $0["window"] = Int.max } }),
    ("a negative window", { network(&$0) { $0["window"] = -1 } }),
    ("no layers", { network(&$0) { $0["layers"] = [Any]() } }),
    ("no outputs", { layer(&$0) { $0["outputs"] = 0 } }),
    ("negative outputs", { layer(&$0) { $0["outputs"] = -16 } }),
    ("huge outputs", { layer(&$0) { $0["outputs"] = Int.max } }),
    ("many outputs", { layer(&$0) { $0["outputs"] = 1024 } }),
    ("huge inputs", { layer(&$0) { $0["inputs"] = Int.max } }),
    ("negative inputs", { layer(&$0) { $0["inputs"] = Int.min } }),
    ("a huge count", { array(&$0) { $0["count"] = Int.max } }),
    ("a negative count", { array(&$0) { $0["count"] = -6 } }),
    ("a count too large", { array(&$0) { $0["count"] = 7 } }),
    ("another type", { array(&$0) { $0["type"] = "f16" } }),
    ("another name", { array(&$0) { $0["name"] = "unit0.center" } }),
    ("a fraction", { array(&$0) { $0["count"] = 6.5 } }),
  ]

  @Test(arguments: edits.map(\.name))
  func `a header that contradicts itself or the arrays is refused`(name: String) throws {
    let edit = try #require(Self.edits.first { $0.name == name })
    var forged = ForgedModel(Self.bytes)
    try forged.editHeader(edit.edit)
    #expect(Self.refused(forged))
  }

  @Test func `arrays cut off or too long are refused`() {
    for change in [-1, -4, -1000, 1, 4, 1000] {
      var forged = ForgedModel(Self.bytes)
      if change < 0 { forged.arrays.removeLast(-change) } else { forged.arrays += [UInt8](repeating: 0, count: change) }
      #expect(Self.refused(forged), "\(change) bytes")
    }
    var empty = ForgedModel(Self.bytes)
    empty.arrays = []
    #expect(Self.refused(empty))
  }

  static let singles = [
    "dense.0.weights", "windowed.3.bias", "decimals4.limits", "decimals4.crossSensor",
    "decimals4.autoregression.weights", "decimals4.autoregression.constant", "decimals4.innovation",
    "decimals4.denseError", "decimals4.windowedError", "decimals4.residualScales", "decimals4.driftScales",
    "decimals4.levels", "decimals4.thresholds",
  ]

  @Test(arguments: singles)
  func `a number that is no number is refused in every array`(name: String) throws {
    for value in [Float.nan, .signalingNaN, .infinity, -.infinity] {
      var forged = ForgedModel(Self.bytes)
      try forged.put(value, in: "unit0." + name, at: 1)
      #expect(Self.refused(forged))
    }
  }

  @Test(arguments: ["centre", "inverseScale"])
  func `so it is in double precision`(name: String) throws {
    for value in [Double.nan, .infinity, -.infinity] {
      var forged = ForgedModel(Self.bytes)
      try forged.put(value, in: "unit0." + name, at: 1)
      #expect(Self.refused(forged))
    }
  }

  @Test func `a winsor level may be infinite and may not be less than nothing`() throws {
    for (value, isFine) in [(Float.infinity, true), (-.infinity, false), (.nan, false), (-1, false)] {
      var forged = ForgedModel(Self.bytes)
      try forged.put(value, in: "unit0.decimals4.winsorLevels", at: 1)
      #expect(Self.refused(forged) != isFine, "\(value)")
    }
  }

  @Test(arguments: [0, -1] as [Float])
  func `a threshold of nothing or less is refused`(value: Float) throws {
    var forged = ForgedModel(Self.bytes)
    try forged.put(value, in: "unit0.decimals4.thresholds", at: 0)
    #expect(Self.refused(forged))
  }

  @Test func `arbitrary numbers in the arrays may be accepted, and then frames are scored without a trap`() throws {
    var random = SeededGenerator(seed: 2)
    let rows = Trained.plantRows(seed: 3, count: 40).enumerated().map { index, row in
      index % 7 == 0 ? row.map { _ in Double.nan } : row
    }
    var accepted = 0
    for _ in 0..<200 {
      var forged = ForgedModel(Self.bytes)
      for _ in 0..<3 {
        let name = Self.singles[Int(random.next() % UInt64(Self.singles.count))]
        let value = Float(bitPattern: UInt32(truncatingIfNeeded: random.next()))
        let count = try forged.place(of: "unit0." + name).count
        try forged.put(value, in: "unit0." + name, at: Int(random.next() % UInt64(count)))
      }
      guard let model = try? DetectorModel(decoding: forged.bytes) else { continue }
      accepted += 1
      #expect(model.scores(FrameBlock(rows, tags: model.tags)).count == rows.count)
    }
    #expect(accepted > 20, "the search went past the checks")
  }

  // MARK: - Ways into the header's tree

  static func change(_ tree: inout [String: Any], _ key: String, _ edit: ([Any]) -> [Any]) {
    tree[key] = edit(tree[key] as? [Any] ?? [])
  }

  static func first(_ tree: inout [String: Any], _ key: String, _ edit: (inout [String: Any]) -> Void) {
    guard var list = tree[key] as? [[String: Any]], !list.isEmpty else { return }
    edit(&list[0])
    tree[key] = list
  }

  static func unit(_ tree: inout [String: Any], _ edit: (inout [String: Any]) -> Void) { first(&tree, "units", edit) }

  static func network(_ tree: inout [String: Any], _ edit: (inout [String: Any]) -> Void) {
    unit(&tree) { unit in
      guard var network = unit["dense"] as? [String: Any] else { return }
      edit(&network)
      unit["dense"] = network
    }
  }

  static func layer(_ tree: inout [String: Any], _ edit: (inout [String: Any]) -> Void) {
    network(&tree) { first(&$0, "layers", edit) }
  }

  static func array(_ tree: inout [String: Any], _ edit: (inout [String: Any]) -> Void) { first(&tree, "arrays", edit) }
}
