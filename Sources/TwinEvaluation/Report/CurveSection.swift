/// ROC and PR curves of all detectors.
struct CurveSection {
  let recording: ScoredRecording
  let report: DetectionReport

  var html: String {
    let ranked = recording.detectors.map { RankedScores(scores: $0.scores, labels: recording.labels) }
    guard let first = ranked.first, first.anomalous > 0, first.normal > 0 else { return "" }
    let share = Double(first.anomalous) / Double(first.anomalous + first.normal)
    let roc = CurvePlot(
      title: "ROC", meaning: "What each gain in found rows costs in false alarms.",
      xTitle: "false-alarm rate", yTitle: "recall", areaName: "area", chance: (0, 1),
      lines: lines(ranked, areas: report.detectors.map(\.rocAUC), points: Self.rocPoints) { counts in
        (counts.falseAlarmRate, counts.recall)
      })
    let pr = CurvePlot(
      title: "Precision and recall", meaning: "How clean the alarms stay as more rows are found.",
      xTitle: "recall", yTitle: "precision", areaName: "average precision", chance: (share, share),
      lines: lines(ranked, areas: report.detectors.map(\.prAUC), points: Self.prPoints) { counts in
        (counts.recall, counts.precision)
      })
    return """
      <section><h2 id="curves">Every threshold at once</h2>
      <p class="lead">Each point of a curve is one threshold; the marked point is the one the model chose in training, \
      without sight of these labels. The dotted line is guessing.</p>
      <div class="curves">\(roc.html)\(pr.html)</div></section>

      """
  }

  private func lines(
    _ ranked: [RankedScores], areas: [Double?], points: (RankedScores) -> [(x: Double, y: Double)],
    operating: (PointwiseCounts) -> (Double?, Double?)
  ) -> [CurvePlot.Line] {
    ranked.indices.map { index in
      let (x, y) = operating(report.detectors[index].counts)
      var place: (x: Double, y: Double)?
      if let x, let y { place = (x, y) }
      return CurvePlot.Line(
        name: recording.detectors[index].name, points: points(ranked[index]), operating: place, area: areas[index])
    }
  }

  private static func rocPoints(_ ranked: RankedScores) -> [(x: Double, y: Double)] {
    [(0, 0)]
      + ranked.cuts.map {
        (Double($0.falsePositives) / Double(ranked.normal), Double($0.truePositives) / Double(ranked.anomalous))
      }
  }

  private static func prPoints(_ ranked: RankedScores) -> [(x: Double, y: Double)] {
    let points = ranked.cuts.map { (x: Double($0.truePositives) / Double(ranked.anomalous), y: $0.precision) }
    return [(0, points.first?.y ?? 1)] + points
  }
}
