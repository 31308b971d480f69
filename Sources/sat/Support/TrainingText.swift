internal import Foundation
internal import TwinDetection

/// What `sat train` prints.
enum TrainingText {
  static func text(_ model: DetectorModel, digest: String, path: String) -> String {
    let report = model.report
    var lines = [
      "Learned \(report.rows) rows × \(model.tags.count) tags"
        + (report.series.count > 1 ? " in \(report.series.count) series" : "")
        + (report.rowsLeftOut > 0 ? "; \(report.rowsLeftOut) labelled rows left out" : "") + ".",
      models(report),
      "Row period: \(report.period.map { "\(number($0)) s" } ?? "unknown (say --period to get rates per day)").",
    ]
    if !report.constantTags.isEmpty {
      lines.append("Constant tags, watched by limits only: \(ColumnMatch.list(report.constantTags)).")
    }
    lines += report.setAside.map {
      "Set aside: \($0.channel.residual.name), \(name($0.channel.statistic)) — \($0.reason)."
    }
    lines.append(budget(report))
    if let expected = report.expected { lines.append("Expect \(rate(expected)) false alarms a day.") }
    if let expected = report.expectedAutoencoder {
      lines.append("The autoencoder alone: \(rate(expected)) a day.")
    }
    lines.append("Wrote \(path), SHA-256 \(digest).")
    return lines.joined(separator: "\n")
  }

  static func json(_ model: DetectorModel, digest: String, path: String) -> String {
    struct Result: Encodable {
      var model: String
      var sha256: String
      var tags: [String]
      var report: TrainingReport
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    encoder.keyEncodingStrategy = .convertToSnakeCase
    let result = Result(model: path, sha256: digest, tags: model.tags, report: model.report)
    return (try? encoder.encode(result)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
  }

  private static func models(_ report: TrainingReport) -> String {
    guard let distance = report.ownToCommonDistance else { return "One model." }
    let decision = report.hasModelPerSeries ? "One model per series" : "One model for all series"
    return "\(decision): on held-out rows the squared distance to a series' own normal is \(number(distance)) times "
      + "that to the common one (below 0.5 each gets its own)."
  }

  private static func budget(_ report: TrainingReport) -> String {
    let rows = "\(number(report.rowsPerFalseAlarm.rounded())) rows"
    guard report.isBudgetBeyondSupport else {
      return "Threshold set for \(number(report.falseAlarmsPerDay)) false alarms a day, one in \(rows); "
        + "calibrated on \(report.heldOutRows) held-out rows."
    }
    let wish =
      report.period.map {
        "the budget of \(number(report.falseAlarmsPerDay)) a day would need one in \(number((86_400 / $0 / report.falseAlarmsPerDay).rounded())) rows"
      } ?? "the row period is unknown"
    return
      "Threshold set as strictly as \(report.heldOutRows) held-out rows support, one false alarm in \(rows): \(wish)."
  }

  private static func rate(_ expected: TrainingReport.Expectation) -> String {
    "\(number(expected.perDay)) (95 %: \(number(expected.low))–\(number(expected.high)), from \(expected.clusters) clusters)"
  }

  private static func name(_ statistic: Channel.Statistic) -> String {
    switch statistic {
    case .shortDistance: "short distance"
    case .longDistance: "long distance"
    case .drift: "drift"
    case .excess: "excess"
    }
  }

  /// Three significant digits, without trailing zeros.
  static func number(_ value: Double) -> String {
    guard value.isFinite, value != 0 else { return "0" }
    if abs(value) >= 1000 || value == value.rounded() { return String(Int(value.rounded())) }
    return String(format: "%.3g", value)
  }
}
