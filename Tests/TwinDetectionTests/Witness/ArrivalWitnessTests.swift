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

  /// Samples that are held for fifteen rows repeat in whole samples: two alike are no news, three are.
  @Test func `a held value may be alike twice`() {
    var baseline = ArrivalBaseline(tags: ["analyser"])
    for row in 0..<600 { baseline.learn(Self.frame(row, [Double(row / 15)])) }
    var witness = ArrivalWitness(baseline: baseline)
    for row in 0..<30 { #expect(witness.observe(Self.frame(row, [7])).isEmpty, "row \(row)") }
    #expect(witness.observe(Self.frame(30, [7])).map(\.sign) == [.frozen])
  }

  @Test func `a value at an end of its instrument's range is saturated, where normal operation never was`() {
    let site = Site(
      id: "plant", tags: [Tag(name: "level", range: 0...5), Tag(name: "valve", range: 0...100), Tag(name: "free")])
    let tags = ["level", "valve", "free"]
    var baseline = ArrivalBaseline(tags: tags, site: site)
    // The valve stands at one of its ends, now this, now that.
    for row in 0..<400 { baseline.learn(Self.frame(row, [1 + Double(row % 7) / 10, row % 60 < 30 ? 0 : 100, 1e9])) }
    // What no instrument shows is no instrument at its end.
    for (values, sign) in [(Array(repeating: 5.0, count: 3), Evidence.Sign.saturated), ([5.01, 5.02, 5.03], .limit)] {
      var witness = ArrivalWitness(baseline: baseline)
      let signs = values.enumerated().map { row, value in
        witness.observe(Self.frame(row, [value, 100, 1e9])).filter { $0.sign == sign }.map(\.tag)
      }
      #expect(signs == [[], ["level"], ["level"]], "\(sign)")
    }
    // Longer at its end, to the bit, than it ever was.
    var witness = ArrivalWitness(baseline: baseline)
    for row in 0..<60 { #expect(witness.observe(Self.frame(row, [1 + Double(row % 2), 0, 1e9])).isEmpty) }
    let told = witness.observe(Self.frame(60, [1, 0, 1e9]))
    #expect(told.map(\.sign) == [.frozen, .saturated] && told.allSatisfy { $0.tag == "valve" })
  }
}
