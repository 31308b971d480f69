import Foundation
import TwinDetection
import TwinModel

/// Trains on 42 days of a simulated tank and counts alarms in 60 fresh days of normal operation, over several seeds.
struct BudgetRuns {
  let count: Int
  let firstSeed: UInt64
  private static let learned = 4000
  private static let fresh = 5760

  func report() throws {
    let days = Double(Self.fresh * count) * WateredTank.period / 86_400
    let allowed = TrainingOptions.defaultFalseAlarmsPerDay * days
    print("\(count) runs of \(Self.fresh) fresh rows, \(days) days; the budget allows", allowed)
    let kinds: [(String, Site?)] = [("data alone", nil), ("with the twin", WateredTank.site)]
    for (name, site) in kinds {
      let counts = try (0..<UInt64(count)).map { try alarms(seed: firstSeed + $0, site: site) }
      let sum = Double(counts.reduce(0, +))
      let deviation = spread(counts) * Double(count).squareRoot()
      let words = [sum, max(0, sum - 1.96 * deviation), sum + 1.96 * deviation].map {
        "\(($0 / allowed * 100).rounded() / 100)"
      }
      let interval = "\(words[0]) times the budget (95 %: \(words[1]) to \(words[2]))"
      print(name, "\(Int(sum)) alarms", interval, counts, separator: "\t")
    }
  }

  private func alarms(seed: UInt64, site: Site?) throws -> Int {
    var rows = TrainingRows(tags: WateredTank.tags)
    rows.append(WateredTank().block(Self.learned, seed: 2 * seed))
    let options = TrainingOptions(period: WateredTank.period, threads: 1)
    var detector = AnomalyDetector(model: try DetectorTraining.train(on: rows, options: options, site: site))
    var scores = ScoreBlock()
    detector.score(WateredTank().block(Self.fresh, seed: 2 * seed + 1, first: Self.learned), into: &scores)
    return (0..<scores.count).count { scores.isAlarm(at: $0) && ($0 == 0 || !scores.isAlarm(at: $0 - 1)) }
  }

  /// Standard deviation over runs.
  private func spread(_ values: [Int]) -> Double {
    let mean = Double(values.reduce(0, +)) / Double(values.count)
    let squares = values.reduce(0) { $0 + (Double($1) - mean) * (Double($1) - mean) }
    return (squares / Double(max(values.count - 1, 1))).squareRoot()
  }
}
