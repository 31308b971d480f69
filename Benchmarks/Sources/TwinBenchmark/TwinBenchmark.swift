import Foundation
import TwinConnectors
import TwinDetection
import TwinModel

/// The twin's step for 50 tags, how well it predicts a recording of normal operation, and how well the calibration of a
/// model with a twin holds its budget on fresh simulated operation.
///
///     TwinBenchmark
///     TwinBenchmark --recording FILE --site FILE [--period SECONDS]
///     TwinBenchmark --budget-runs 10 [--first-seed 101]
@main
struct TwinBenchmark {
  static func main() throws {
    var arguments = Array(CommandLine.arguments.dropFirst())
    var options: [String: String] = [:]
    while arguments.count >= 2 {
      options[arguments.removeFirst()] = arguments.removeFirst()
    }
    if let runs = options["--budget-runs"].flatMap(Int.init) {
      return try BudgetRuns(count: runs, firstSeed: options["--first-seed"].flatMap(UInt64.init) ?? 101).report()
    }
    if let recording = options["--recording"], let path = options["--site"] {
      let site = try Site(yaml: String(contentsOfFile: path, encoding: .utf8), file: path)
      let record = try read(recording, period: options["--period"].flatMap(Double.init))
      return try PredictionErrors(site: site, record: record).report()
    }
    try stepCosts()
  }

  /// Median times of ten tanks with pump, curve and rule each: 50 tags, 10 balances, 10 relations, 10 rules.
  private static func stepCosts() throws {
    var farm = TankFarm()
    let rows = (0..<3000).map { _ in farm.next() }
    let physics = try PlantPhysics.identify(TankFarm.site, on: TankFarm.record(rows))
    var twin = TwinPredictor(physics)
    let step = microseconds(rows) { twin.observe($1, at: Double($0) * 900) }
    print("step of the twin, 50 tags", step, "us", separator: "\t")
    // With every pump timed between rows, as on hourly recordings.
    var timed = physics
    timed.switched = (0..<TankFarm.tanks).map {
      SwitchedFlow(rule: $0, flow: 5 * $0 + 1, balance: $0, rising: 1, falling: 1, usual: 30)
    }
    timed.timesSwitching = true
    twin = TwinPredictor(timed)
    let timedStep = microseconds(rows) { twin.observe($1, at: Double($0) * 900) }
    print("with ten timed flows", timedStep, "us", separator: "\t")
    var block = FrameBlock(tags: TankFarm.tags)
    for (row, values) in rows.enumerated() {
      block.append(series: "farm", sequence: row, sourceTime: nil, values: values)
    }
    var training = TrainingRows(tags: TankFarm.tags)
    training.append(block)
    let kinds: [(String, Site?)] = [("observe without the twin", nil), ("observe with the twin", TankFarm.site)]
    for (name, site) in kinds {
      let options = TrainingOptions(period: 900, threads: 2)
      var detector = AnomalyDetector(model: try DetectorTraining.train(on: training, options: options, site: site))
      var frames = (0..<rows.count).map { block.frame(at: $0) }
      let cost = microseconds(rows) { position, _ in
        let index = position % frames.count
        frames[index].sequence = position
        _ = detector.observe(frames[index])
      }
      print(name, cost, "us", separator: "\t")
    }
  }

  /// Median over twenty rounds of the time that one row takes.
  private static func microseconds(_ rows: [[Double]], _ step: (_ position: Int, _ row: [Double]) -> Void) -> Double {
    let clock = ContinuousClock()
    let times = (0..<20).map { round in
      let duration = clock.measure {
        for (row, values) in rows.enumerated() { step(round * rows.count + row, values) }
      }
      let (seconds, attoseconds) = duration.components
      return (Double(seconds) * 1e6 + Double(attoseconds) / 1e12) / Double(rows.count)
    }
    return (times.sorted()[times.count / 2] * 1000).rounded() / 1000
  }

  private static func read(_ path: String, period: Double?) throws -> OperatingRecord {
    var reader = try RecordingReader(path: path)
    var stretches: [OperatingRecord.Stretch] = []
    while let block = try reader.nextBlock() {
      for row in 0..<block.count {
        if stretches.last?.series != block.series(at: row) {
          stretches.append(.init(series: block.series(at: row), sequences: [], values: [], seconds: []))
        }
        let last = stretches.count - 1
        let sequence = block.sequences[row]
        stretches[last].values += block.frame(at: row).values
        stretches[last].sequences.append(sequence)
        stretches[last].seconds.append(
          block.sourceTimes.isEmpty
            ? Double(sequence) * (period ?? .nan) : Double(block.sourceTimes[row].nanoseconds) / 1e9)
      }
    }
    var record = OperatingRecord(tags: reader.tags, period: period ?? reader.summary.rowPeriod)
    for stretch in stretches { record.append(stretch) }
    return record
  }
}
