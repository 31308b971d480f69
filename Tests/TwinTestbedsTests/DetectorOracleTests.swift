import Testing
import TwinModel

@testable import TwinTestbeds

/// A Gaussian model of the water cell's measurements: the squared Mahalanobis distance of a row.
struct GaussianOracle: DetectorOracle {
  let tags = ["LIT101", "FIT101", "FIT201", "LIT301", "FIT301", "MV101", "P101", "P301"]
  let period = 30.0
  private(set) var threshold = 0.0
  private var mean = [Double](repeating: 0, count: 8)
  /// Of the covariance, with a ridge.
  private var inverse: [[Double]] = []

  /// Learns a day of normal operation; one row in ten is above the threshold.
  init() throws {
    var rows: [[Double]] = []
    for block in WaterCell.recording(seed: 41, hours: 24, rowPeriod: 30) {
      for row in 0..<block.count { rows.append(Array(block.values[8 * row..<8 * row + 8])) }
    }
    for row in rows { for index in 0..<8 { mean[index] += row[index] / Double(rows.count) } }
    var covariance = (0..<8).map { i in (0..<8).map { $0 == i ? 1e-4 : 0.0 } }
    for row in rows {
      for i in 0..<8 {
        for j in 0..<8 { covariance[i][j] += (row[i] - mean[i]) * (row[j] - mean[j]) / Double(rows.count) }
      }
    }
    inverse = Self.inverse(of: covariance)
    threshold = rows.map(score).sorted()[rows.count * 9 / 10]
  }

  func score(_ row: [Double]) -> Double {
    let gap = zip(row, mean).map { $0 - $1 }
    return (0..<8).reduce(0) { sum, i in sum + gap[i] * (0..<8).reduce(0) { $0 + inverse[i][$1] * gap[$1] } }
  }

  /// Exact: twice the inverse covariance times the distance from the mean.
  func slope(_ row: [Double], column: Int) -> Double {
    2 * (0..<8).reduce(0) { $0 + inverse[column][$1] * (row[$1] - mean[$1]) }
  }

  private static func inverse(of matrix: [[Double]]) -> [[Double]] {
    var left = matrix
    var right = (0..<8).map { i in (0..<8).map { $0 == i ? 1.0 : 0.0 } }
    for pivot in 0..<8 {
      let scale = left[pivot][pivot]
      for j in 0..<8 {
        left[pivot][j] /= scale
        right[pivot][j] /= scale
      }
      for i in 0..<8 where i != pivot {
        let factor = left[i][pivot]
        for j in 0..<8 {
          left[i][j] -= factor * left[pivot][j]
          right[i][j] -= factor * right[pivot][j]
        }
      }
    }
    return right
  }
}

@Suite struct DetectorOracleTests {
  static let oracle = Result { try GaussianOracle() }

  /// What an attack came to: its rows' highest score over that of the honest rows, and its mean lie on the main sensor.
  private struct Outcome {
    var loudest = 0.0
    var lie = 0.0
    var moved: Set<String> = []
  }

  private func outcome(
    _ type: AttackType, _ variant: Int, _ level: AttackLevel, target: String = "LIT101", seed: UInt64 = 3
  ) throws -> Outcome {
    let oracle = try Self.oracle.get()
    let scenario = try AttackScenario(
      on: WaterCell.attackSurface, type: type, variant: variant, level: level, seed: seed, start: 8 * 3600,
      duration: 3600, target: target, oracle: level >= .modelAware ? oracle : nil)
    var loop = WaterCell.loop(seed: 12, attacks: [scenario.attack])
    let sensor = try WaterCell.wiring.sensor(target)
    var outcome = Outcome()
    var rows = 0.0
    var commands: [Double] = []
    while loop.time < 9 * 3600 {
      let before = commands
      loop.advance()
      commands = loop.signals.reportedCommands
      guard loop.signals.time >= 8 * 3600 else { continue }
      for (index, name) in WaterCell.wiring.sensors.enumerated()
      where loop.signals.reported[index] != loop.signals.measured[index] {
        outcome.moved.insert(name)
      }
      guard (loop.scans - 1).isMultiple(of: 75) else { continue }
      // An honest row may be loud by itself: then nobody lies, and the attacker is not to blame.
      let score = oracle.score(loop.signals.reported + before)
      if score > oracle.score(loop.signals.measured + before) { outcome.loudest = max(outcome.loudest, score) }
      outcome.lie += abs(loop.signals.reported[sensor] - loop.signals.measured[sensor])
      rows += 1
    }
    outcome.lie /= rows
    return outcome
  }

  @Test(arguments: [1, 2, 3, 4])
  func `with scores at hand a lie stays below the threshold that it passes without`(variant: Int) throws {
    let threshold = try Self.oracle.get().threshold
    let blind = try outcome(.falseData, variant, .insideLimits)
    let aware = try outcome(.falseData, variant, .modelAware)
    #expect(blind.loudest > threshold, "\(blind.loudest) of \(threshold)")
    #expect(aware.loudest <= threshold, "\(aware.loudest) of \(threshold)")
    #expect(aware.lie > 0 && aware.lie < blind.lie && aware.moved == ["LIT101"])
  }

  @Test func `with gradients at hand companions are moved and a larger lie is as quiet`() throws {
    let threshold = try Self.oracle.get().threshold
    let aware = try outcome(.falseData, 1, .modelAware)
    let whiteBox = try outcome(.falseData, 1, .whiteBox)
    #expect(whiteBox.loudest <= threshold, "\(whiteBox.loudest) of \(threshold)")
    #expect(whiteBox.lie > 1.05 * aware.lie, "\(whiteBox.lie) against \(aware.lie)")
    #expect(whiteBox.moved.isSubset(of: ["LIT101", "FIT101", "FIT201"]) && whiteBox.moved.count > 1)
  }

  @Test func `every attack of level 3 plays its game within limits`() throws {
    let threshold = try Self.oracle.get().threshold
    for type in AttackType.allCases {
      for variant in WaterCell.attackSurface.variants(of: type) where variant.levels.contains(.whiteBox) {
        let result = try outcome(type, variant.number, .whiteBox)
        // Where actuators do harm, the truth is loud too; then the attacker can only be quieter than without its game.
        let bound = try max(threshold, outcome(type, variant.number, .insideLimits).loudest)
        let limit = type == .maskedActuation ? bound : threshold
        #expect(result.loudest <= limit, "\(type.rawValue) variant \(variant.number): \(result.loudest) of \(limit)")
        #expect(!result.moved.isEmpty, "\(type.rawValue) variant \(variant.number)")
      }
    }
  }

  @Test func `central differences are the gradient`() throws {
    var oracle = try Self.oracle.get()
    let row = [0.7, 2, 1, 0.9, 1.2, 1, 0, 1]
    let slopes = oracle.gradient(row, over: [0, 3, 4], steps: [1e-3, 1e-3, 1e-3])
    for (column, slope) in zip([0, 3, 4], slopes) {
      let exact = oracle.slope(row, column: column)
      #expect(abs(slope - exact) <= 1e-6 * abs(exact), "column \(column)")
    }
  }

  @Test func `an oracle of columns that the plant does not have is refused`() {
    struct Stranger: DetectorOracle {
      let tags = ["nobody"]
      let threshold = 1.0
      let period = 1.0
      func score(_ row: [Double]) -> Double { 0 }
    }
    #expect(throws: AttackError.self) {
      try AttackScenario(
        on: WaterCell.attackSurface, type: .falseData, variant: 1, level: .whiteBox, seed: 1, start: 0, duration: 60,
        oracle: Stranger())
    }
  }
}
