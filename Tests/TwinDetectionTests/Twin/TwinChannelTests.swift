import Testing
import TwinModel

@testable import TwinDetection

struct TwinChannelTests {
  @Test func `a level that creeps by two centimetres a row is found by the twin and not by data alone`() throws {
    let (twin, data) = (try #require(WateredTank.model), try WateredTank.train(site: nil))
    func finds(_ model: DetectorModel, seed: UInt64) -> Bool {
      var detector = AnomalyDetector(model: model)
      var scores = ScoreBlock()
      let attack = WateredTank(creep: (row: 4300, perRow: 0.02)).block(420, seed: seed, first: 4000)
      detector.score(attack, into: &scores)
      return (300..<scores.count).count { scores.isAlarm(at: $0) } > 12
    }
    for seed in UInt64(1)...8 {
      #expect(finds(twin, seed: seed), "seed \(seed)")
      #expect(!finds(data, seed: seed), "seed \(seed)")
    }
  }

  @Test func `the tag that carries the broken balance is named first`() throws {
    var detector = AnomalyDetector(model: try #require(WateredTank.model))
    let attack = WateredTank(creep: (row: 4200, perRow: 0.012)).block(400, seed: 3, first: 4000)
    var named: [Int] = []
    for row in 0..<attack.count {
      let assessment = detector.observe(attack.frame(at: row))
      if assessment.isAlarm, let first = assessment.contributions.first { named.append(first.tag) }
    }
    #expect(!named.isEmpty && named.count { $0 == 0 } * 2 > named.count, "named \(named)")
  }

  @Test func `in sixteen months of fresh normal operation the twin adds no false alarms to those of the data`() throws {
    let (twin, data) = (try #require(WateredTank.model), try WateredTank.train(site: nil))
    func alarms(_ model: DetectorModel, seed: UInt64) -> Int {
      var detector = AnomalyDetector(model: model)
      var scores = ScoreBlock()
      detector.score(WateredTank().block(5760, seed: seed, first: 4000), into: &scores)
      return (1..<scores.count).count { scores.isAlarm(at: $0) && !scores.isAlarm(at: $0 - 1) }
    }
    let seeds = UInt64(101)...108
    let (withTwin, without) = (
      seeds.reduce(0) { $0 + alarms(twin, seed: $1) }, seeds.reduce(0) { $0 + alarms(data, seed: $1) }
    )
    #expect(Double(withTwin) <= 1.25 * Double(without), "\(withTwin) against \(without)")
  }

  @Test func `a block has the bits of its rows alone, with the twin in it`() throws {
    let model = try #require(WateredTank.model)
    let block = WateredTank(creep: (row: 4100, perRow: 0.02)).block(700, seed: 5, first: 4000)
    var (together, alone) = (AnomalyDetector(model: model), AnomalyDetector(model: model))
    var scores = ScoreBlock()
    together.score(block, into: &scores)
    for row in 0..<block.count {
      let assessment = alone.observe(block.frame(at: row))
      #expect(assessment.score.bitPattern == scores.scores[row].bitPattern, "row \(row)")
      #expect(assessment.contributions == scores.contributions(at: row), "row \(row)")
    }
  }

  @Test func `a site without physics leaves the model as it is, byte for byte, in the older format`() throws {
    var bare = WateredTank.site
    (bare.balances, bare.relations, bare.rules) = ([], [], [])
    let bytes = try WateredTank.train(site: nil).encoded()
    #expect(try WateredTank.train(site: bare).encoded() == bytes)
    #expect(bytes[8] == 1)
  }

  @Test func `learning both at once gives what learning each alone gives, byte for byte`() throws {
    let both = try DetectorTraining.trainBoth(
      on: WateredTank.rows(), options: TrainingOptions(period: WateredTank.period, threads: 1), site: WateredTank.site)
    #expect(try both.withoutTwin.encoded() == WateredTank.train(site: nil).encoded())
    #expect(both.withTwin.encoded() == WateredTank.model?.encoded())
  }

  @Test func `a model with physics is stored in format 2 and read back the same`() throws {
    let model = try #require(WateredTank.model)
    let bytes = model.encoded()
    #expect(bytes[8] == 2)
    #expect(try DetectorModel(decoding: bytes) == model)
    #expect(model.report.twin?.map(\.name) == ["tank", "curve"])
    #expect(model.report.channels.contains { $0.residual == .balance })
  }

  @Test func `physics in a file that contradicts the tags is refused`() throws {
    let bytes = try #require(WateredTank.model).encoded()
    let forgeries: [(String, String)] = [
      ("\"carrier\":0", "\"carrier\":77"), ("\"rowsToAct\":1", "\"rowsToAct\":0"), ("\"tag\":1", "\"tag\":9"),
    ]
    for (old, new) in forgeries {
      var forged = ForgedModel(bytes)
      let text = forged.headerText.replacing(old, with: new)
      #expect(text != forged.headerText, "\(old) is in the header")
      forged.headerText = text
      #expect(throws: ModelError.self) { try DetectorModel(decoding: forged.bytes) }
    }
    var older = ForgedModel(bytes)
    older.version = 1
    #expect(throws: ModelError.self) { try DetectorModel(decoding: older.bytes) }
  }

  @Test func `training refuses a site whose rule normal operation breaks`() {
    var site = WateredTank.site
    site.rules[0].on = 1
    site.rules[0].off = 3
    #expect {
      try WateredTank.train(site: site)
    } throws: { error in
      guard case .physics(.rulesViolated(let violations))? = error as? TrainingError else { return false }
      return violations.count == 1
    }
  }
}
