import Foundation
import Testing

@testable import TwinDiagnosis

@Suite struct ClassSupportTests {
  static let support = ClassSupport(
    of: [[0, 10, 0], [0, 12, 0], [0, 11, 1], [0, 90, 0]], count: 2, scale: [1, 0.1, 1])

  @Test func `members that stand far from each other are kept`() {
    #expect(Self.support.prototypes.count == 2)
    #expect(Self.support.prototypes.contains([0, 90, 0]))
    #expect(Self.support.low == [0, 10, 0] && Self.support.high == [0, 90, 1])
  }

  @Test(
    arguments: [
      (levels: [0, 90, 0], distance: 0.0, novelty: 0.0), (levels: [0, 70, 0], distance: 2, novelty: 0),
      (levels: [3, 90, 0], distance: 3, novelty: 3), (levels: [200, 90, 0], distance: 6, novelty: 6),
      (levels: [0, 110, 0], distance: 2, novelty: 2),
    ] as [(levels: [UInt8], distance: Double, novelty: Double)])
  func `distances are those to the nearest prototype and to the range`(
    case one: (levels: [UInt8], distance: Double, novelty: Double)
  ) {
    #expect(abs(Self.support.distance(one.levels, scale: [1, 0.1, 1]) - one.distance) < 1e-9)
    #expect(abs(Self.support.novelty(one.levels, scale: [1, 0.1, 1]) - one.novelty) < 1e-9)
  }

  @Test(arguments: [1, 2, 255, 256, 257, 700])
  func `a support survives being written, however many zeros follow each other`(width: Int) throws {
    var row = [UInt8](repeating: 0, count: width)
    row[width - 1] = 7
    let support = ClassSupport(of: [row, [UInt8](repeating: 0, count: width)], count: 5, scale: row.map { _ in 1 })
    let text = try JSONEncoder().encode(support)
    #expect(try JSONDecoder().decode(ClassSupport.self, from: text) == support)
  }

  @Test(arguments: [
    #"{"features":0,"rows":""}"#, #"{"features":3,"rows":"AAE="}"#, #"{"features":-1,"rows":"AAAA"}"#,
    #"{"features":2,"rows":"AQEBAQE="}"#, #"{"features":9223372036854775807,"rows":"AQEBAQE="}"#,
  ])
  func `what is no support is refused`(text: String) {
    #expect(throws: (any Error).self) { try JSONDecoder().decode(ClassSupport.self, from: Data(text.utf8)) }
  }
}
