import Testing
import TwinModel

@testable import TwinDetection

@Suite struct DetectorWitnessTests {
  static func frames(_ rows: [[Double]]) -> [Frame] {
    rows.enumerated().map { Frame(series: "plant", sequence: $0.offset, values: $0.element) }
  }

  /// Rows of a fresh run in which a kind of residual has a p-value of at most p, as a share of rows, the largest over kinds.
  static func largestShare(_ witness: DetectorWitness, p: Double, rows: Int = 6000) -> Double {
    var witness = witness
    var counts: [Evidence.Sign?: Int] = [:]
    for frame in frames(Trained.plantRows(seed: 77, count: rows)) {
      for (sign, pieces) in Dictionary(grouping: witness.observe(frame), by: \.sign)
      where pieces.contains(where: { ($0.p ?? 1) <= p }) { counts[sign, default: 0] += 1 }
    }
    return Double(counts.values.max() ?? 0) / Double(rows)
  }

  @Test(arguments: [0.03, 0.01, 0.003])
  func `a calibrated p-value is the share of normal rows that show as much`(p: Double) {
    let calibration = WitnessCalibration(
      model: Trained.plain, normal: Self.frames(Trained.plantRows(seed: 78, count: 6000)))
    let witness = DetectorWitness(model: Trained.plain, calibration: calibration, quietLevel: 0.2)
    let share = Self.largestShare(witness, p: p)
    #expect(share <= 2 * p && share >= p / 20, "\(share) of rows")
  }

  @Test func `without calibration there is a strength and no p-value`() {
    var rows = Trained.plantRows(seed: 5, count: 100)
    rows[99][2] += 60
    var witness = DetectorWitness(model: Trained.plain)
    let evidence = Self.frames(rows).map { witness.observe($0) }[99]
    #expect(!evidence.isEmpty && evidence.allSatisfy { $0.weight == nil && $0.strength >= 1 })
  }

  @Test func `a lie of one tag gives evidence that names it, observed and expected`() throws {
    var rows = Trained.plantRows(seed: 5, count: 300)
    let honest = rows[250][2]
    for row in 250..<300 { rows[row][2] += 12 * SimulatedProcess.scale(2) }
    var witness = DetectorWitness(model: Trained.plain)
    let evidence = Self.frames(rows).map { witness.observe($0) }
    let first = evidence[250]
    let loudest = try #require(first.max { $0.strength < $1.strength })
    #expect(loudest.tag == "T2" && loudest.observed == rows[250][2])
    #expect(abs((loudest.expected ?? 0) - honest) < 3 * SimulatedProcess.scale(2))
    #expect(Set(first.compactMap(\.sign)).isSuperset(of: [.crossSensor, .dynamics]))
    #expect(first.allSatisfy { $0.strength >= 1 && $0.sequence == 250 })
  }

  @Test func `a frame without news gives none, even while an alarm is held`() {
    var rows = Trained.plantRows(seed: 5, count: 300)
    rows[250][2] += 60
    var witness = DetectorWitness(model: Trained.plain)
    var heldWithoutNews = 0
    for frame in Self.frames(rows) {
      let evidence = witness.observe(frame)
      if evidence.isEmpty && witness.assessment?.isAlarm == true { heldWithoutNews += 1 }
    }
    #expect(heldWithoutNews > 0)
  }

  @Test func `the witness looks at the detector without changing it`() {
    let rows = Self.frames(Trained.plantRows(seed: 9, count: 200))
    var witness = DetectorWitness(model: Trained.plain)
    var detector = AnomalyDetector(model: Trained.plain)
    for frame in rows {
      _ = witness.observe(frame)
      #expect(detector.observe(frame) == witness.assessment)
    }
  }

  @Test func `a broken balance speaks for the tank that carries it`() throws {
    let model = try #require(WateredTank.model)
    var witness = DetectorWitness(model: model, site: WateredTank.site)
    let block = WateredTank(creep: (row: 200, perRow: 0.03)).block(400, seed: 3)
    var signs: Set<Evidence.Sign> = []
    for row in 0..<block.count {
      let frame = Frame(
        series: "tank", sequence: row, values: Array(block.values[row * 5..<row * 5 + 5]))
      let evidence = witness.observe(frame)
      for piece in evidence where piece.sign == .balance {
        #expect(piece.tag == "level" && piece.layer == .modelling)
        signs.insert(.balance)
      }
    }
    #expect(signs == [.balance])
  }

  @Test func `learned neighbours are those that a common cause ties together`() {
    var random = SeededGenerator(seed: 3)
    let rows = (0..<2000).map { _ -> [Double] in
      let (a, b) = (random.normal(), random.normal())
      return [a, a + 0.1 * random.normal(), b, b + 0.1 * random.normal(), 7]
    }
    let model = Trained.train([FrameBlock(rows, tags: ["a", "a2", "b", "b2", "fixed"])])
    #expect(
      model.neighbours().map { [$0.0, $0.1] } == [[0, 1], [2, 3]]
        || model.neighbours().map { [$0.0, $0.1] } == [[2, 3], [0, 1]])
  }
}

extension Evidence {
  fileprivate var p: Double? { if case .pValue(let p)? = weight { p } else { nil } }
}
