import Foundation
import Testing

/// What most tests need and what takes longest: the demo's folder, made once by the command itself.
enum Works {
  private static let made: Result<Made, any Error> = Result { try make() }

  private struct Made: Sendable {
    var folder: TemporaryFolder
    var outcome: Program.Outcome
  }

  /// `normal.csv.gz`, `test.csv.gz`, `site.yaml`, `water-cell.satmodel`, `report.html`, `figures.json`.
  static func folder() throws -> TemporaryFolder { try made.get().folder }

  /// What the demo printed.
  static func demo() throws -> Program.Outcome { try made.get().outcome }

  /// The model's path.
  static func model() throws -> String { try folder().file("water-cell.satmodel") }

  private static func make() throws -> Made {
    let folder = try TemporaryFolder()
    leftBehind = folder.path
    // It lives as long as the test process does.
    atexit { if let path = leftBehind { try? FileManager.default.removeItem(atPath: path) } }
    let outcome = try Program(folder: folder).run(["demo", "--output", ".", "--days", "3", "--plain"])
    try #require(outcome.status == 0, "\(outcome.errors)")
    return Made(folder: folder, outcome: outcome)
  }
}

/// What is to be removed at the end; written once, before the end.
nonisolated(unsafe) private var leftBehind: String?
