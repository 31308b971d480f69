internal import TwinDetection

/// What `sat train --messages` prints.
struct MessageTrainingText {
  private let outcome: MessageTraining.Outcome
  private let path: String

  init(_ outcome: MessageTraining.Outcome, path: String) {
    self.outcome = outcome
    self.path = path
  }

  private struct Result: Encodable {
    var messageModel: String
    var sha256: String
    var report: MessageBaseline.Report
  }

  /// For people.
  var plain: String {
    let report = outcome.baseline.report
    var lines = [
      "Learned \(report.messages) messages of \(TrainingText.number(report.seconds / 3600)) h: "
        + "\(report.addresses) addresses, \(report.flows) flows.",
      "Thresholds set for \(TrainingText.number(report.falseAlarmsPerDay)) false alarms a day of all detectors together; "
        + "calibrated on \(report.heldOutMinutes) held-out minutes.",
    ]
    let events = report.heldOutEvents.sorted { $0.key < $1.key }.map { "\($0.key) in \($0.value)" }
    if !events.isEmpty { lines.append("Held-out minutes with something unusual: \(events.joined(separator: ", ")).") }
    lines.append("Wrote \(path), SHA-256 \(outcome.digest).")
    return lines.joined(separator: "\n")
  }

  /// For programs.
  func json() throws(Failure) -> String {
    try jsonText(Result(messageModel: path, sha256: outcome.digest, report: outcome.baseline.report))
  }
}
