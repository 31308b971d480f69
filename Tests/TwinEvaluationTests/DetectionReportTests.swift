import Foundation
import Testing
import TwinEvaluation

struct DetectionReportTests {
  @Test func `A recording without events is judged by its false alarms, and says so`() throws {
    let report = try DetectionReport(judging: Recordings.drawn(["..a.."]), options: EvaluationOptions(period: 3600))
    let figures = report.detectors[0]
    #expect(figures.falseAlarms == 1)
    expectEqual(figures.falseAlarmsPerDay, 4.8)
    expectEqual(figures.counts.falseAlarmRate, 0.2)
    let absent: [Double?] = [
      figures.rocAUC, figures.prAUC, figures.vusROC, figures.vusPR, figures.bestF1Oracle, figures.counts.f1,
      figures.counts.precision, figures.counts.recall, figures.counts.missedAlarmRate, figures.affiliationPrecision,
      figures.affiliationRecall, figures.etaP, figures.etaR, figures.meanDelayRows, figures.batadal?.total,
    ]
    #expect(absent.allSatisfy { $0 == nil })
    #expect(report.notes.contains { $0.contains("marks no row") })
  }

  @Test func `A recording without a normal row has no false-alarm figures, and says so`() throws {
    let report = try DetectionReport(judging: Recordings.drawn(["AXA"]), options: EvaluationOptions(period: 3600))
    let figures = report.detectors[0]
    #expect(figures.rocAUC == nil && figures.counts.falseAlarmRate == nil && figures.falseAlarmsPerDay == nil)
    #expect(figures.prAUC == 1 && figures.counts.precision == 1)
    #expect(report.notes.contains { $0.contains("marks every row") })
  }

  @Test func `Rows without a score raise no alarm and are counted`() throws {
    let recording = try ScoredRecording(
      seriesNames: ["a"], seriesIndices: [0, 0, 0, 0], sequences: [0, 1, 2, 3], labels: [true, true, false, false],
      detectors: [ScoredDetector(name: "x", scores: [.nan, 2, 0, .nan])])
    let report = try DetectionReport(judging: recording)
    #expect(report.detectors[0].rowsWithoutScore == 2)
    #expect(report.detectors[0].counts.truePositives == 1)
    #expect(report.detectors[0].eventOutcomes[0].peakScore == 2)
    #expect(report.notes.contains { $0.contains("no score in 2 rows") })
    #expect(!report.json().contains("NaN") && !report.text().contains("nan"))
  }

  @Test func `JSON names every figure, writes null for the undefined, and reads back`() throws {
    let report = try DetectionReport(judging: Recordings.drawn(["..a.."]))
    let json = report.json()
    for name in [
      "roc_auc", "pr_auc_average_precision", "vus_roc", "vus_pr", "best_f1_oracle", "f1", "precision", "recall", "mar",
      "affiliation_precision", "affiliation_recall", "etap", "etar", "etapr_f1", "batadal", "mean_delay_rows",
      "median_delay_seconds", "false_alarms_per_day", "period_seconds",
    ] {
      #expect(json.contains("\"\(name)\" : null"), "\(name)")
    }
    for name in [
      "rows", "series", "anomalous_rows", "events", "vus_sliding_window", "notes", "detectors", "name", "threshold",
      "rows_without_score", "far", "events_found", "false_alarms", "event_outcomes", "false_alarm_runs",
      "true_negatives",
    ] {
      #expect(json.contains("\"\(name)\" : ") && !json.contains("\"\(name)\" : null"), "\(name)")
    }
    #expect(try JSONDecoder().decode(DetectionReport.self, from: Data(json.utf8)) == report)
    let full = try DetectionReport(judging: Recordings.random(rows: 300, seed: 3))
    #expect(try JSONDecoder().decode(DetectionReport.self, from: Data(full.json().utf8)) == full)
    #expect(full.json() == full.json())
  }

  @Test func `Scores and thresholds that are not finite still give a report`() throws {
    let recording = try ScoredRecording(
      seriesNames: ["a"], seriesIndices: [0, 0, 0], sequences: [0, 1, 2], labels: [true, false, false],
      detectors: [
        ScoredDetector(name: "x", scores: [.infinity, -.infinity, .infinity]),
        ScoredDetector(name: "y", scores: [1, 2, 3], threshold: .infinity),
      ])
    let report = try DetectionReport(judging: recording)
    #expect(report.detectors[0].eventOutcomes[0].peakScore == nil)
    #expect(report.detectors[1].threshold == nil)
    #expect(!report.json().isEmpty)
    #expect(!HTMLReport(report, of: recording, heading: ReportHeading(recording: "r", model: "m")).html().isEmpty)
  }

  @Test func `The text table has one column per detector, aligned`() throws {
    let recording = try Recordings.random(rows: 300, seed: 5)
    let two = try ScoredRecording(
      seriesNames: recording.seriesNames, seriesIndices: recording.seriesIndices, sequences: recording.sequences,
      labels: recording.labels,
      detectors: [
        ScoredDetector(name: "ensemble", scores: recording.detectors[0].scores),
        ScoredDetector(name: "autoencoder", scores: recording.detectors[0].scores.map { 1 - $0 }),
      ])
    let lines = try DetectionReport(judging: two).text().split(separator: "\n").map(String.init)
    let head = try #require(lines.first { $0.contains("autoencoder") })
    let figures = lines.filter { $0.hasPrefix("  ") && !$0.contains("autoencoder") }
    #expect(figures.count == 25)
    #expect(figures.allSatisfy { $0.count == head.count })
    #expect(lines.contains { $0.contains("best F1 (oracle)") })
  }

  @Test func `Impossible input is refused with what is wrong`() {
    func build(_ seriesIndices: [Int32], labels: [Bool], scores: [Double]) throws(EvaluationError) {
      _ = try ScoredRecording(
        seriesNames: ["a"], seriesIndices: seriesIndices, sequences: Array(seriesIndices.indices), labels: labels,
        detectors: [ScoredDetector(name: "x", scores: scores)])
    }
    #expect(throws: EvaluationError.noRows) { try build([], labels: [], scores: []) }
    #expect(throws: EvaluationError.noLabels) { try build([0], labels: [], scores: [1]) }
    #expect(throws: EvaluationError.lengthMismatch(column: "score of x", expected: 1, got: 2)) {
      try build([0], labels: [true], scores: [1, 2])
    }
    #expect(throws: EvaluationError.unknownSeries(row: 1, index: 4, known: 1)) {
      try build([0, 4], labels: [true, false], scores: [1, 2])
    }
    #expect(throws: EvaluationError.invalidPeriod(0)) {
      try DetectionReport(judging: Recordings.drawn(["."]), options: EvaluationOptions(period: 0))
    }
    #expect(throws: EvaluationError.invalidWindow(-1, allowed: 0...1000)) {
      try DetectionReport(judging: Recordings.drawn(["."]), options: EvaluationOptions(slidingWindow: -1))
    }
  }
}
