internal import Foundation
internal import TwinDetection

/// What `sat train` prints.
struct TrainingText {
  private let outcome: Training.Outcome
  private let path: String
  private var report: TrainingReport { outcome.model.report }

  init(_ outcome: Training.Outcome, path: String) {
    self.outcome = outcome
    self.path = path
  }

  /// Everything, for people.
  func plain() -> String {
    let tags = outcome.model.tags.count
    var lines = [
      "Learned \(report.rows) rows × \(tags) tags"
        + (report.series.count > 1 ? " in \(report.series.count) series" : "")
        + (report.rowsLeftOut > 0 ? "; \(report.rowsLeftOut) labelled rows left out" : "") + ".",
      models,
      "Row period: \(report.period.map { "\(Self.number($0)) s" } ?? "unknown (say --period to get rates per day)").",
    ]
    if !report.constantTags.isEmpty {
      lines.append("Constant tags, watched by limits only: \(ColumnMatch.list(report.constantTags)).")
    }
    lines += report.setAside.map {
      "Set aside: \($0.channel.name) — \($0.reason)."
    }
    lines += laws
    lines += expectations
    lines.append("Wrote \(path), SHA-256 \(outcome.digest).")
    return lines.joined(separator: "\n")
  }

  /// The threshold and the false alarms to expect.
  var expectations: [String] {
    var lines = [budget]
    if let expected = report.expected { lines.append("Expect \(rate(expected)) false alarms a day.") }
    if let expected = report.expectedAutoencoder { lines.append("The autoencoder alone: \(rate(expected)) a day.") }
    return lines
  }

  /// Everything, for programs.
  func json() throws(Failure) -> String {
    try jsonText(Result(model: path, sha256: outcome.digest, tags: outcome.model.tags, report: report))
  }

  private struct Result: Encodable {
    var model: String
    var sha256: String
    var tags: [String]
    var report: TrainingReport
  }

  /// How well the twin's laws are kept.
  private var laws: [String] {
    (report.twin ?? []).map { law in
      let error = Self.number(law.normalisedError * 100)
      let end = law.isUsed ? "" : ": too coarse to be evidence"
      return "Twin: \(law.kind.rawValue) '\(law.name)' is kept within \(error) % of its span\(end)."
    }
  }

  private var models: String {
    guard let distance = report.ownToCommonDistance else { return "One model." }
    let decision = report.hasModelPerSeries ? "One model per series" : "One model for all series"
    return
      "\(decision): on held-out rows the squared distance to a series' own normal is \(Self.number(distance)) times "
      + "that to the common one (below 0.5 each gets its own)."
  }

  private var budget: String {
    let rows = "\(Self.number(report.rowsPerFalseAlarm.rounded())) rows"
    guard report.isBudgetBeyondSupport else {
      return "Threshold set for \(Self.number(report.falseAlarmsPerDay)) false alarms a day, one in \(rows); "
        + "calibrated on \(report.heldOutRows) held-out rows."
    }
    let wish =
      report.period.map {
        "the budget of \(Self.number(report.falseAlarmsPerDay)) a day would need one in \(Self.number((86_400 / $0 / report.falseAlarmsPerDay).rounded())) rows"
      } ?? "the row period is unknown"
    return
      "Threshold set as strictly as \(report.heldOutRows) held-out rows support, one false alarm in \(rows): \(wish)."
  }

  private func rate(_ expected: TrainingReport.Expectation) -> String {
    "\(Self.number(expected.perDay)) (95 %: \(Self.number(expected.low))–\(Self.number(expected.high)), from \(expected.clusters) clusters)"
  }

  /// Three significant digits, without trailing zeros.
  static func number(_ value: Double) -> String {
    guard value.isFinite, value != 0 else { return "0" }
    if abs(value) >= 1000 || value == value.rounded() { return String(Int(value.rounded())) }
    return String(format: "%.3g", value)
  }
}
