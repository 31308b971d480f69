internal import Foundation
internal import TwinEvaluation

/// Outcomes in a file, a line of JSON each, to which finished ones are added.
struct OutcomeLog {
  let path: String
  private(set) var outcomes: [DiagnosisOutcome] = []
  private var names: Set<String> = []

  /// Most bytes of a file.
  private static let limit = 1 << 30

  init(path: String) throws(Failure) {
    self.path = path
    guard FileManager.default.fileExists(atPath: path) else { return }
    let bytes = try readFile(path, limit: Self.limit)
    for (number, line) in bytes.split(separator: UInt8(ascii: "\n")).enumerated() {
      do {
        note(try JSONDecoder().decode(DiagnosisOutcome.self, from: Data(line)))
      } catch {
        throw Failure("\(path): line \(number + 1) is no outcome; remove it, or begin another file")
      }
    }
  }

  /// Whether a case is done.
  func holds(_ trial: DiagnosisCase, on testbed: String) -> Bool {
    names.contains("\(testbed) \(trial.name) \(trial.level) \(trial.seed)")
  }

  private mutating func note(_ outcome: DiagnosisOutcome) {
    outcomes.append(outcome)
    names.insert("\(outcome.testbed) \(outcome.name) \(outcome.level) \(outcome.seed)")
  }

  mutating func append(_ outcome: DiagnosisOutcome) throws(Failure) {
    note(outcome)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    do {
      let line = try encoder.encode(outcome) + [UInt8(ascii: "\n")]
      if !FileManager.default.fileExists(atPath: path) {
        _ = FileManager.default.createFile(atPath: path, contents: nil)
      }
      let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
      try file.seekToEnd()
      try file.write(contentsOf: line)
      try file.close()
    } catch { throw Failure("\(path) cannot be written: \(error.localizedDescription)") }
  }
}
