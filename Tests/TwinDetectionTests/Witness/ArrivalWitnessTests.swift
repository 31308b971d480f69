import Testing
import TwinModel

@testable import TwinDetection

@Suite struct ArrivalWitnessTests {
  static let tags = ["moving", "resting", "gappy"]

  static func frame(_ row: Int, _ values: [Double], quality: [Quality] = []) -> Frame {
    Frame(series: "s", sequence: row, values: values, quality: quality)
  }

  /// A tag that always moves, one that rests, one with gaps of two rows.
  static func normal(_ row: Int) -> Frame {
    frame(row, [Double(row), 7, row % 10 < 2 ? .nan : Double(row)])
  }

  static let baseline: ArrivalBaseline = {
    var baseline = ArrivalBaseline(tags: tags)
    for row in 0..<500 { baseline.learn(normal(row)) }
    return baseline
  }()

  @Test func `normal operation gives no evidence`() {
    var witness = ArrivalWitness(baseline: Self.baseline)
    for row in 0..<500 { #expect(witness.observe(Self.normal(row)).isEmpty) }
  }

  @Test(
    arguments: [
      (Evidence.Sign.missing, "moving", 2, Layer.communication), (.missing, "gappy", 4, .communication),
      (.stale, "moving", 2, .communication), (.frozen, "moving", 2, .acquisition),
    ])
  func `what lasts longer than it ever did is evidence`(
    sign: Evidence.Sign, tag: String, rows: Int, layer: Layer
  ) throws {
    var witness = ArrivalWitness(baseline: Self.baseline)
    for row in 2..<10 { _ = witness.observe(Self.normal(row)) }
    let place = try #require(Self.tags.firstIndex(of: tag))
    for run in 1...12 {
      var frame = Self.normal(12 + run)
      frame.values[2] = place == 2 ? .nan : Double(run)
      frame.quality = [.good, .good, frame.values[2].isNaN ? .missing : .good]
      switch sign {
      case .missing: frame.values[place] = .nan
      case .stale: frame.quality[place] = .uncertain
      default: frame.values[place] = 99
      }
      let found = witness.observe(frame)
      // The first of equal values is not yet a repetition.
      let isDue = sign == .frozen ? run > rows : run >= rows
      #expect(found.map(\.tag) == (isDue ? [tag] : []), "row \(run)")
      for piece in found {
        #expect(piece.sign == sign && piece.layer == layer && piece.strength >= 1 && piece.weight?.isValid == true)
      }
    }
  }
}
