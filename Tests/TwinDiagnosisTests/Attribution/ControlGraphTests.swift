import Testing
import TwinModel

@testable import TwinDiagnosis

/// Who moves whom.
@Suite struct ControlGraphTests {
  /// A level moves a flow's set point, whose loop moves a valve; the valve stands in an asset with a pressure.
  static let site = Site(
    id: "plant",
    tags: [
      Tag(name: "L", asset: "TANK"), Tag(name: "F", asset: "VALVE"), Tag(name: "V", asset: "VALVE"),
      Tag(name: "P", asset: "VALVE"), Tag(name: "X"),
    ],
    loops: [
      ControlLoop(id: "outer", controller: "PLC", measured: ["L"], output: .cascade("inner")),
      ControlLoop(id: "inner", controller: "PLC", measured: ["F"], output: .actuators(["V"])),
      ControlLoop(id: "circle", controller: "PLC", measured: ["X"], output: .cascade("circle")),
    ])

  @Test func loopsAndCascadesAreFollowed() {
    let graph = ControlGraph(tags: ["L", "F", "V", "P", "X"], site: Self.site)
    #expect(graph.causes == [[], [0], [0, 1], [2], []])
    #expect(graph.isActuator == [false, false, true, false, false])
    #expect(graph.chain(to: 3) == [2, 0, 1])
    #expect(graph.chain(to: 0).isEmpty)
  }

  @Test func withoutASiteNobodyMovesAnybody() {
    let graph = ControlGraph(tags: ["A", "B"], site: nil)
    #expect(graph.causes == [[], []] && graph.chain(to: 1).isEmpty)
  }

  @Test func unknownTagsAreLeftOut() {
    #expect(ControlGraph(tags: ["V"], site: Self.site).causes == [[]])
  }

  @Test(arguments: [
    (4, 20, [Int]()), (5, 20, [0]), (12, 20, [0]), (20, 0, []), (8, 3, []),
  ])
  func whatStopsMovingIsFrozen(_ run: Int, _ before: Int, _ expected: [Int]) {
    let earlier = (0..<before).map { [Double($0), 5, Double($0 / 10)] }
    let rows = (0..<3).map { [Double(100 + $0), 5, 2] } + (0..<run).map { [7, 5, Double($0)] }
    #expect(FrozenTags.find(in: rows, after: earlier) == expected)
  }
}
