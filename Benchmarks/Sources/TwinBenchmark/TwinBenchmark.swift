import Foundation
import TwinConnectors
import TwinModel

/// The twin's step for 50 tags, and how well it predicts a recording of normal operation.
///
///     TwinBenchmark
///     TwinBenchmark --recording FILE --site FILE [--period SECONDS]
@main
struct TwinBenchmark {
  static func main() throws {
    var arguments = Array(CommandLine.arguments.dropFirst())
    var options: [String: String] = [:]
    while arguments.count >= 2 {
      options[arguments.removeFirst()] = arguments.removeFirst()
    }
    print("step for 50 tags", try stepCost(), "us", separator: "\t")
    guard let recording = options["--recording"], let path = options["--site"] else { return }
    let site = try Site(yaml: String(contentsOfFile: path, encoding: .utf8), file: path)
    let record = try read(recording, period: options["--period"].flatMap(Double.init))
    try PredictionErrors(site: site, record: record).report()
  }

  /// Median time of a step of ten tanks with pump, curve and rule each: 50 tags, 10 balances, 10 relations, 10 rules.
  private static func stepCost() throws -> Double {
    var farm = TankFarm()
    let rows = (0..<3000).map { _ in farm.next() }
    var twin = TwinPredictor(try PlantPhysics.identify(TankFarm.site, on: TankFarm.record(rows)))
    let clock = ContinuousClock()
    var times: [Double] = []
    for round in 0..<20 {
      let duration = clock.measure {
        for (row, values) in rows.enumerated() { twin.observe(values, at: Double(round * rows.count + row) * 900) }
      }
      let (seconds, attoseconds) = duration.components
      times.append((Double(seconds) * 1e6 + Double(attoseconds) / 1e12) / Double(rows.count))
    }
    return times.sorted()[times.count / 2]
  }

  private static func read(_ path: String, period: Double?) throws -> OperatingRecord {
    var reader = try RecordingReader(opening: path)
    var stretches: [OperatingRecord.Stretch] = []
    while let block = try reader.next() {
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
