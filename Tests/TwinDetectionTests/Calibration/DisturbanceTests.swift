import Testing
import TwinModel

@testable import TwinDetection

#if canImport(Glibc)
  import Glibc
#endif

/// Thresholds for disturbances instead of runs of rows.
@Suite struct DisturbanceTests {
  /// A process beside which a switch `SW` is turned off now and then for forty rows; T0 is then four units higher and as
  /// much noisier.
  private struct Switched {
    var process: SimulatedProcess
    var random: SeededGenerator
    var left = 0
    static let tags = Trained.names + ["SW"]

    init(seed: UInt64) {
      process = SimulatedProcess(seed: seed)
      random = SeededGenerator(seed: seed, stream: 4)
    }

    mutating func rows(_ count: Int) -> [[Double]] {
      (0..<count).map { _ in
        if left > 0 { left -= 1 } else if random.uniform() < 0.001 { left = 40 }
        var row = process.next()
        if left > 0 { row[0] += 4 + 4 * random.normal() }
        return row + [left > 0 ? 0 : 1]
      }
    }
  }

  static let model: DetectorModel = {
    var plant = Switched(seed: 1)
    var rows = TrainingRows(tags: Switched.tags)
    rows.append(FrameBlock(plant.rows(16_000), tags: Switched.tags))
    var options = TrainingOptions(falseAlarmsPerDay: 0.2, period: Trained.period, seed: 1, threads: 2)
    options.separation = 14 * Trained.period
    options.coarserDecimals = false
    do {
      return try DetectorTraining.train(on: rows, options: options)
    } catch {
      preconditionFailure("the switched process can be learned: \(error)")
    }
  }()

  @Test func `the median and the mean excess above it are those of the blocks`() {
    let blocks = BlockMaxima(of: [[1, 0, 2, 5, 3, 0, 9], [0, 7, 1, 4]], rows: 2)
    // 1 and 5 and 3 of the first stretch, whose last row fills no block; 7 and 4 of the second.
    #expect(blocks.count == 5 && blocks.median == 4 && blocks.scale == 2)
    #expect(blocks.level(oncePer: 1) == 4 && blocks.level(oncePer: 2) == 4)
    #expect(blocks.level(oncePer: 8) == 4 + 2 * 2 * (2 - 1))
    #expect(BlockMaxima(of: [], rows: 3).level(oncePer: 10) == 0)
  }

  @Test func `fresh blocks pass the level about as often as asked for`() {
    var passed = 0
    let (runs, fresh, wanted) = (300, 200, 40.0)
    for run in 0..<runs {
      var random = SeededGenerator(seed: UInt64(run))
      let seen = (0..<40).map { _ in Float(random.exponential()) }
      let level = BlockMaxima(of: [seen], rows: 1).level(oncePer: wanted)
      passed += (0..<fresh).count { _ in random.exponential() > level }
    }
    let share = Double(passed) / Double(runs * fresh) * wanted
    #expect(share > 0.6 && share < 1.3, "\(share) times as often")
  }

  @Test func `limits move outwards by so many mean excesses`() {
    let limits = ProcessLimits(
      low: [-1], high: [2], inverseLowTail: [2], inverseHighTail: [4], rate: [1], inverseRateTail: [0])
    let wide = limits.widened(by: 3)
    #expect(wide.low == [-2.5] && wide.high == [2.75] && wide.rate == [1])
    #expect(wide.inverseLowTail == limits.inverseLowTail)
    #expect(limits.widened(by: 0) == limits)
  }

  @Test func `only combinations that were seen are unusual, and a tag of many values is no state`() throws {
    var values: [Double] = []
    for row in 0..<600 {
      let isOut = row % 300 > 285
      // The last tag flickers.
      values += [isOut ? 0 : 1, isOut ? 3 : 0, Double(row % 10), .nan, row % 50 == 7 ? 0 : 1]
    }
    let states = try #require(OperatingStates(stretches: [values[...]], tags: 5))
    #expect(states.tags == [0, 1] && states.combinations == [1, 0, 0, 3])
    func isUnusual(_ row: [Double]) -> Bool { row.withUnsafeBufferPointer { states.isUnusual($0) } }
    #expect(isUnusual([0, 3, 5, 5]) && !isUnusual([1, 0, 5, 5]))
    #expect(!isUnusual([0, 0, 5, 5]) && !isUnusual([.nan, 3, 5, 5]), "never seen, so judged as usual")
    #expect(OperatingStates(stretches: [[1, 2, 3, 4][...]], tags: 1) == nil, "no value is usual")

    var watch = OperatingStates.Watch(states)
    func next(_ row: [Double]) -> Bool { row.withUnsafeBufferPointer { watch.next($0) } }
    let before = next([1, 0, 0, 0])
    let during = next([0, 3, 0, 0])
    let after = (0..<40).map { _ in next([1, 0, 0, 0]) }
    #expect(!before && during && after.count { $0 } == OperatingStates.memory - 1 && after[0])
  }

  @Test func `what is on its way between known combinations is not judged as usual, but not for long`() {
    // A breaker and a permit, and another pair.
    let states = OperatingStates(tags: [0, 1, 2, 3], combinations: [1, 0, 1, 0, 0, 3, 1, 0, 1, 0, 0, 4])
    var watch = OperatingStates.Watch(states)
    func next(_ row: [Double]) -> Bool { row.withUnsafeBufferPointer { watch.next($0) } }
    let usual: [Double] = [1, 0, 1, 0]
    #expect(!next(usual) && next([1, 3, 1, 0]) && next([0, 3, 1, 0]), "the permit comes first")
    watch.reset()
    #expect(!next(usual) && next([0, 0, 1, 0]) && next([0, 0, 1, 0]) && !next([0, 0, 1, 0]), "no permit comes")
    watch.reset()
    #expect(!next(usual) && !next([0, 4, 1, 0]), "half of one and half of another")
    #expect(!next(usual) && !next([2, 0, 1, 0]) && !next([.nan, 0, 1, 0]), "never seen")
  }

  @Test func `states that go together say nothing while they are on their way, but not for long`() throws {
    // Two lamps that a dusk switches on, once a row apart; a pump of its own; a switch that hardly ever moves; a level.
    var values: [Double] = []
    for row in 0..<600 {
      let lamp = row % 100 >= 50 ? 1.0 : 0
      values += [lamp, row == 150 ? 0 : lamp, row % 7 < 3 ? 1 : 0, row > 590 ? 1 : 0, Double(row)]
    }
    let states = try #require(CoupledStates(stretches: [values], tags: 5))
    #expect(states.groups == [[0, 1]])
    #expect(CoupledStates(stretches: [values.enumerated().map { $1 + 1e-6 * Double($0) }], tags: 5) == nil)
    var watch = CoupledStates.Watch(states)
    func next(_ one: Double, _ other: Double) -> [Int] {
      [one, other, 0, 0, 0].withUnsafeBufferPointer { watch.onTheWay($0) }
    }
    #expect(next(1, 0) == [], "nobody knows where from")
    #expect(next(0, 0) == [] && next(1, 0) == [0, 1] && next(1, 1) == [])
    #expect(next(1, 0) == [0, 1] && next(1, 0) == [0, 1] && next(1, 0) == [] && next(1, 0) == [], "one stays behind")
    #expect(next(0, 0) == [] && next(2, 1) == [] && next(.nan, 0) == [])
  }

  @Test func `a row in which states are on their way is one in which they are missing`() {
    var parameters = Trained.plain.common.variants[0].parameters
    let tags = parameters.tags
    var rows = (0..<3).flatMap { _ in [Double](repeating: 0.5, count: tags) }
    rows[tags] = 9
    func channels(_ rows: [Double]) -> [Float] {
      var engine = EnsembleEngine(parameters: parameters)
      rows.withUnsafeBufferPointer { values in
        engine.follow(values, seconds: .init(start: nil, count: 0), rows: 3, wantsEnergies: false)
      }
      return Array(engine.channels.prefix(3 * Channel.all.count))
    }
    let judged = channels(rows)
    var missing = rows
    (missing[tags], missing[tags + 1]) = (.nan, .nan)
    let silent = channels(missing)
    parameters.coupled = CoupledStates(groups: [[0, 1]])
    #expect(channels(rows) == silent && silent != judged)
  }

  @Test func `the loudest kind comes again about as loudly, and louder than what was seen as rarely as asked for`() {
    var passed = 0
    let (runs, fresh, wanted) = (300, 100, 40.0)
    for run in 0..<runs {
      var random = SeededGenerator(seed: UInt64(run), stream: 3)
      func peak(_ kind: Int) -> Float { Float(exp(Double(kind) + 0.2 * random.normal())) }
      let level = RecurringPeaks((0..<4).map { kind in (0..<6).map { _ in peak(kind) } }).level(oncePer: wanted)
      passed += (0..<fresh).count { _ in Double(peak(3)) > level }
    }
    let share = Double(passed) / Double(runs * fresh) * wanted
    #expect(share > 0.6 && share < 1.4, "\(share) times as often")
    #expect(RecurringPeaks([[1, 2], [], [3]]).level(oncePer: 40) == 0, "too few to tell")
    #expect(RecurringPeaks([]).level(oncePer: 40) == 0)
  }

  @Test func `a rare state has a threshold of its own, which an unknown state does not get`() {
    var fusion = FusedScoreTests.fusion(levels: [1])
    fusion.unusual = 4
    let score = FusedScore(fusion)
    let row = FusedScoreTests.row([2])
    #expect(score.multiple(row) == 2 && score.multiple(row, isUnusual: true) == 0.5)
  }

  @Test func `a model that knows rare states is the same after reading, and older programs refuse it`() throws {
    let states = try #require(Self.model.common.variants[0].parameters.states)
    #expect(states.tags == [6] && states.combinations == [1, 0])
    #expect(Self.model.neededVersion == 3 && Trained.plain.neededVersion == 1)
    let bytes = Self.model.encoded()
    let decoded = try DetectorModel(decoding: bytes)
    #expect(decoded == Self.model && decoded.encoded() == bytes)
    var forged = ForgedModel(bytes)
    try forged.put(0.5 as Float, in: "unit0.decimals4.unusual", at: 0)
    #expect(throws: ModelError.self) { try DetectorModel(decoding: forged.bytes) }
    forged = ForgedModel(bytes)
    try forged.put(1e9 as Double, in: "unit0.decimals4.states", at: 0)
    #expect(throws: ModelError.self) { try DetectorModel(decoding: forged.bytes) }
    forged = ForgedModel(bytes)
    forged.headerText = forged.headerText.replacing("\"states\":[[6]]", with: "\"states\":[[7]]")
    #expect(throws: ModelError.self) { try DetectorModel(decoding: forged.bytes) }
  }

  @Test func `what the switch does in normal operation is no alarm; the same without the switch is one`() {
    var plant = Switched(seed: 2)
    let fresh = plant.rows(8000)
    var detector = AnomalyDetector(model: Self.model)
    var scores = ScoreBlock()
    detector.score(FrameBlock(fresh, tags: Switched.tags), into: &scores)
    let alarms = (0..<scores.count).count { scores.isAlarm(at: $0) && ($0 == 0 || !scores.isAlarm(at: $0 - 1)) }
    #expect(fresh.contains { $0[6] == 0 } && alarms <= 4, "\(alarms) in 8 days")

    var lied = fresh
    for row in lied.indices { lied[row][6] = 1 }
    detector = AnomalyDetector(model: Self.model)
    detector.score(FrameBlock(lied, tags: Switched.tags), into: &scores)
    #expect((0..<scores.count).contains { scores.isAlarm(at: $0) && fresh[$0][6] == 0 })
  }
}
