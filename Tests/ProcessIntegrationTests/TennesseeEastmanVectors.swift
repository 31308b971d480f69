import Foundation

@testable import ProcessIntegration

/// The published check values, where they lie beside the repository.
struct TennesseeEastmanVectors: Decodable {
  var random_generator: [Generator]
  var profile_D: Profile

  struct Generator: Decodable {
    var seed: UInt64
    var G_after_each_draw: [Double]
    var uniform_0_1: [Double]
    var uniform_sym: [Double]
    var gauss_sigma_1: [Double]
  }

  struct Profile: Decodable {
    var initial: Initial
    var single_evaluations: [Evaluation]
    var analyser_steps: AnalyserSteps
    var scenarios: [String: Scenario]
    var initial_intermediates: [String: Quantity]
  }

  struct Initial: Decodable {
    var state: [Double]
    var derivative: [Double]
    var xmeas: [Double]
    var xmv: [Double]
  }

  struct Evaluation: Decodable {
    var kind: String
    var state: [Double]
    var xmv: [Double]
    var idv: [Int]
    var derivative: [Double]
    var xmeas: [Double]
  }

  struct AnalyserSteps: Decodable {
    var gas: [Int]
    var product: [Int]
  }

  struct Scenario: Decodable {
    var closed_loop: Bool
    var noise: Bool
    var seed: UInt64
    var events: [[Int]]
    var steps: Int
    var shutdown_step: Int?
    var records: [Record]
  }

  struct Record: Decodable {
    var step: Int
    var t_h: Double
    var state: [Double]
    var xmeas: [Double]
    var xmv: [Double]
  }

  /// A number or a list of numbers.
  struct Quantity: Decodable {
    var values: [Double]

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let one = try? container.decode(Double.self) {
        values = [one]
      } else {
        values = try container.decode([Double].self)
      }
    }
  }

  /// Whether the vectors lie where they are looked for; without them the tests are skipped.
  static var isPresent: Bool { SharedFolder.exists(file) }

  /// The vectors, read once.
  static func load() throws -> TennesseeEastmanVectors { try contents.get() }

  private static let contents = Result {
    try JSONDecoder().decode(TennesseeEastmanVectors.self, from: Data(contentsOf: file))
  }

  private static let file = SharedFolder.file("vectors/te_vectors.json")
}

extension TennesseeEastmanProcess.Disturbances {
  /// From flags IDV(1) … IDV(20).
  init(flags: [Int]) {
    self.init(TennesseeEastmanProcess.Disturbance.allCases.filter { flags[$0.rawValue - 1] != 0 })
  }
}

/// The largest deviation in multiples of `max(floor, |expected|)`; `NaN` when one of the values is.
func largestDeviation(_ actual: [Double], _ expected: [Double], floor: Double) -> Double {
  guard actual.count == expected.count else { return .infinity }
  var largest = 0.0
  for (a, e) in zip(actual, expected) {
    let deviation = abs(a - e) / max(floor, abs(e))
    if !(deviation <= largest) { largest = deviation }
  }
  return largest
}
