internal import Foundation
internal import TwinConnectors
internal import TwinDetection
internal import TwinModel

/// Watches a message log and writes what the monitor tells, one JSON object a line.
struct MessageScoring {
  var baseline: MessageBaseline
  var digest: String
  var log: String
  var output: String

  /// Seconds within which alarms are one.
  private static let separation = 600.0

  /// What was done, for programs.
  struct Result: Encodable {
    var output: String
    var baselineSha256: String
    var messages: Int
    var evidence: Int
    /// Stretches of evidence at or above the alarm threshold, more than ten minutes apart.
    var alarms: Int
    /// Pieces of evidence at or above the threshold, by detector.
    var detectors: [String: Int]

    /// For people.
    var plain: String {
      let names = detectors.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
      return "Watched \(messages) messages: \(alarms) alarms, \(evidence) pieces of evidence; wrote \(output)."
        + (names.isEmpty ? "" : "\nEvidence at or above the threshold: \(names).")
    }
  }

  private struct Line: Encodable {
    var time: String
    var detector: String
    var layer: String
    var strength: Double
    var isAlarm: Bool
    @OrNull var pValue: Double?
    @OrNull var conversation: String?
    @OrNull var asset: String?
    @OrNull var tag: String?
    @OrNull var observed: Double?
    @OrNull var expected: Double?
    var message: Int
  }

  func run(_ progress: Progress) throws(Failure) -> Result {
    var file = try OutputFile(path: output, isCompressible: true)
    var monitor = MessageMonitor(baseline: baseline, series: log)
    var result = Result(
      output: output, baselineSha256: digest, messages: 0, evidence: 0, alarms: 0, detectors: [:])
    var lastAlarm: SourceTime?
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    try readMessages(log) { (message) throws(Failure) in
      for piece in monitor.observe(message) {
        result.evidence += 1
        try file.write(try Self.line(piece, encoder))
        guard piece.strength >= 1 else { continue }
        result.detectors[piece.source, default: 0] += 1
        if lastAlarm.map({ message.time.seconds(since: $0) > Self.separation }) ?? true { result.alarms += 1 }
        lastAlarm = message.time
      }
      progress.show("watched \(monitor.messages) messages")
    }
    result.messages = monitor.messages
    try file.commit()
    return result
  }

  private static func line(_ piece: Evidence, _ encoder: JSONEncoder) throws(Failure) -> [UInt8] {
    var probability: Double?
    if case .pValue(let p)? = piece.weight { probability = p }
    func finite(_ value: Double?) -> Double? { value.flatMap { $0.isFinite ? $0 : nil } }
    let line = Line(
      time: piece.sourceTime?.iso8601 ?? "", detector: piece.source, layer: piece.layer.rawValue,
      strength: piece.strength, isAlarm: piece.strength >= 1, pValue: probability, conversation: piece.conversation,
      asset: piece.asset, tag: piece.tag, observed: finite(piece.observed), expected: finite(piece.expected),
      message: piece.sequence)
    do {
      return Array(try encoder.encode(line)) + [UInt8(ascii: "\n")]
    } catch {
      throw Failure("the evidence cannot be written as JSON: \(error)")
    }
  }
}
