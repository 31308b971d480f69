import Testing
import TwinModel

@testable import TwinDiagnosis

@Suite struct ProcessGraphTests {
  /// Two tanks with a pump between them, a controller's rule on the first, and a lamp that belongs to nobody.
  static let site = Site(
    id: "plant",
    assets: [
      Asset(id: "T1", kind: .tank, zone: "field"), Asset(id: "P1", kind: .pump, zone: "field"),
      Asset(id: "T2", kind: .tank), Asset(id: "V1", kind: .valve), Asset(id: "lamp", kind: .lighting),
      Asset(id: "PLC", kind: .controller),
    ],
    tags: [
      Tag(name: "L1", asset: "T1"), Tag(name: "F1", asset: "P1"), Tag(name: "L2", asset: "T2"),
      Tag(name: "X1", asset: "V1"), Tag(name: "light", asset: "lamp"),
    ],
    loops: [
      ControlLoop(id: "filling", controller: "PLC", measured: ["L1"], output: .actuators(["X1"])),
      ControlLoop(id: "light", controller: "PLC", measured: ["light"], output: .actuators(["light"])),
    ],
    balances: [
      Balance(name: "first", storage: [.init(tag: "L1")], outflow: ["F1"]),
      Balance(name: "second", storage: [.init(tag: "L2")], inflow: ["F1"]),
    ],
    rules: [ControllerRule(actuator: "X1", level: "L1", on: 1, off: 2)])

  @Test(
    arguments: [
      ("L1", "L1", 0), ("L1", "F1", 1), ("L1", "L2", 2), ("X1", "L1", 1), ("X1", "L2", 3), ("light", "L1", nil),
    ] as [(String, String, Int?)])
  func `steps count shared laws`(one: String, other: String, expected: Int?) throws {
    let graph = ProcessGraph(site: Self.site)
    let (first, second) = (
      try #require(graph.place(tag: one, asset: nil)), try #require(graph.place(tag: other, asset: nil))
    )
    #expect(graph.distance(first, second) == expected)
    #expect(graph.distance(second, first) == expected)
  }

  @Test func `a tag stands where its asset stands, an asset is found by its id, a stranger is not`() {
    let graph = ProcessGraph(site: Self.site)
    #expect(graph.place(tag: "L1", asset: nil) == graph.place(tag: nil, asset: "T1"))
    #expect(graph.place(tag: "stranger", asset: "P1") == graph.place(tag: "F1", asset: nil))
    #expect(graph.place(tag: "stranger", asset: "nowhere") == nil)
    #expect(graph.place(tag: nil, asset: nil) == nil)
    #expect(graph.zones[graph.place(tag: "L1", asset: nil) ?? 0] == "field")
  }

  @Test func `a controller feels its loops, and they do not feel each other through it`() throws {
    let graph = ProcessGraph(site: Self.site)
    let (controller, lamp, tank) = (
      try #require(graph.place(tag: nil, asset: "PLC")), try #require(graph.place(tag: "light", asset: nil)),
      try #require(graph.place(tag: "L1", asset: nil))
    )
    #expect(graph.distance(controller, lamp) == 1 && graph.distance(tank, controller) == 1)
    #expect(graph.distance(tank, lamp) == nil)
  }

  @Test func `what is learned counts only where nothing is declared`() throws {
    let pairs = [("light", "L1"), ("L1", "L2")]
    let graph = ProcessGraph(site: Self.site, learned: pairs)
    let (light, first, second) = (
      try #require(graph.place(tag: "light", asset: nil)), try #require(graph.place(tag: "L1", asset: nil)),
      try #require(graph.place(tag: "L2", asset: nil))
    )
    #expect(graph.distance(light, first) == 1)
    #expect(graph.distance(first, second) == 2)
    let bare = ProcessGraph(site: nil, tags: ["a", "b", "c"], learned: [("a", "b")])
    #expect(bare.places == ["a", "b", "c"] && bare.neighbours == [[1], [0], []])
  }

  @Test func `what is tied through others is at most two steps away where no law is declared`() {
    let tags = ["a", "b", "c", "d", "e"]
    let chain = [("a", "b"), ("b", "c"), ("c", "d")]
    let graph = ProcessGraph(site: nil, tags: tags, learned: chain)
    #expect(graph.declaresNothing)
    #expect((0..<5).map { graph.distance(0, $0) } == [0, 1, 2, 2, nil])
    let declared = ProcessGraph(site: Self.site, tags: tags, learned: chain)
    let places = tags.compactMap { declared.place(tag: $0, asset: nil) }
    #expect(!declared.declaresNothing)
    #expect(places.map { declared.distance(places[0], $0) } == [0, 1, 2, 3, nil])
  }
}
