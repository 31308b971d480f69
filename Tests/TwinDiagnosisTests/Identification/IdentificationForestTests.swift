import Foundation
import Testing
import TwinModel

@testable import TwinDiagnosis

@Suite struct IdentificationForestTests {
  /// Neither of two signs says anything by itself; both together do.
  static let crossed: IdentificationForest = {
    var random = SeededGenerator(seed: 3)
    let rows = (0..<200).map { _ -> [UInt8] in [UInt8(random.uniform() * 255), UInt8(random.uniform() * 255)] }
    let kinds = rows.map { row -> Int in (row[0] > 127) != (row[1] > 127) ? 1 : 0 }
    return IdentificationForest(rows, kinds, classes: 2, .init(trees: 40))
  }()

  @Test func `the forest knows what several things say together`() {
    #expect(Self.crossed.isWhole(features: 2, classes: 2))
    let cases: [(row: [UInt8], kind: Int)] = [([50, 50], 0), ([200, 50], 1), ([50, 200], 1), ([200, 200], 0)]
    for one in cases { #expect(Self.crossed.shares(one.row, classes: 2)[one.kind] > 0.8) }
  }

  @Test func `the same incidents and seed grow the same forest, another seed another`() {
    let rows = (0..<30).map { (number: Int) -> [UInt8] in
      let (second, third) = (number * 7 % 31, number * 5 % 29)
      return [UInt8(number), UInt8(second), UInt8(third)]
    }
    func grown(_ seed: UInt64) -> IdentificationForest {
      IdentificationForest(rows, rows.map { $0[1] > 15 ? 1 : 0 }, classes: 2, .init(trees: 5, seed: seed))
    }
    #expect(grown(1) == grown(1))
    #expect(grown(1) != grown(2))
  }

  @Test func `a class of few incidents weighs as much as one of many`() {
    // No feature tells them apart.
    let forest = IdentificationForest(
      [[UInt8]](repeating: [1], count: 10), [0, 1, 1, 1, 1, 1, 1, 1, 1, 1], classes: 2, .init(trees: 1))
    #expect(forest.shares([1], classes: 2) == [0.5, 0.5])
  }

  @Test func `a forest survives being written`() throws {
    let back = try JSONDecoder().decode(IdentificationForest.self, from: JSONEncoder().encode(Self.crossed))
    #expect(back == Self.crossed)
  }

  @Test(arguments: 0..<7)
  func `a forest in which a walk would not end is recognised`(flaw: Int) {
    var forest = Self.crossed
    switch flaw {
    case 0: forest.trees[0].next[0] = 0
    case 1: forest.trees[0].next[0] = 1000
    case 2: forest.trees[0].feature[0] = 2
    case 3: forest.leaves.removeAll()
    case 4: forest.leaves[0][0] = 101
    case 5: forest.trees[0].feature.removeLast()
    default: forest.trees = []
    }
    #expect(!forest.isWhole(features: 2, classes: 2))
  }

  /// Bytes that a file may hold: none traps, and a tree that does not end is refused.
  @Test func `what is no run of trees is refused`() throws {
    var random = SeededGenerator(seed: 9)
    for length in 0..<60 {
      let bytes = (0..<length).map { _ -> UInt8 in random.uniform() < 0.4 ? UInt8.max : UInt8(random.uniform() * 3) }
      let text = #"{"leaves":[[100,0],[0,100]],"trees":"\#(Data(bytes).base64EncodedString())"}"#
      let forest = try? JSONDecoder().decode(IdentificationForest.self, from: Data(text.utf8))
      if let forest, forest.isWhole(features: 2, classes: 2) {
        #expect(abs(forest.shares([1, 1], classes: 2).reduce(0, +) - 1) < 1e-9)
      }
    }
    for cut in [#"{"leaves":[],"trees":"AAE="}"#, #"{"leaves":[],"trees":"/wA="}"#, #"{"leaves":[],"trees":"?"}"#] {
      #expect(throws: (any Error).self) { try JSONDecoder().decode(IdentificationForest.self, from: Data(cut.utf8)) }
    }
  }
}
