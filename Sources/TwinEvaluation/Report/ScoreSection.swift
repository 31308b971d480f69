/// The score over time of every series that a page has room for.
struct ScoreSection {
  /// Most series shown.
  static let seriesLimit = 40

  let recording: ScoredRecording
  let report: DetectionReport
  let truth: RecordingTruth

  private var rowTime: RowTime { RowTime(recording: recording) }

  var html: String {
    let detector = recording.detectors[0]
    let alarms = recording.detectors.map { RecordingTruth.runs(of: $0.alarms, within: truth.stretches) }
    let order = self.order(alarms[0])
    let shown = order.prefix(Self.seriesLimit).sorted()
    let scale = ScoreScale(scores: detector.scores, threshold: detector.threshold)
    let limit = shown.count == 1 ? 1600 : shown.count <= 10 ? 1000 : 600
    let tracks = shown.map { index in
      track(index, alarms: alarms, scale: scale, columnLimit: limit).html
    }
    var note = scale.isLogarithmic ? "The axis is logarithmic; scores below it are drawn on its lower edge. " : ""
    if shown.count < order.count {
      note +=
        "\(FigureText.count(shown.count)) of \(FigureText.count(order.count)) series are shown, "
        + "those with events or alarms before the others."
    }
    return """
      <section><h2 id="score">Score over time</h2>
      <p class="lead">The score of <strong>\(HTMLText.name(detector.name))</strong>; above the dashed threshold it is an \
      alarm. Each plotted column keeps its lowest and highest score, so no peak is lost. \(note)</p>
      <p class="legend" aria-hidden="true"><span class="key k-score">score</span><span class="key k-above">score above \
      threshold</span><span class="key k-truth">true event</span><span class="key k-limit">threshold</span></p>
      <div\(shown.count > 6 ? " class=\"many\"" : "")>\(tracks.joined())</div></section>

      """
  }

  /// Series with events or alarms before the others, each group in the order of the recording.
  private func order(_ alarms: [Range<Int>]) -> [Int] {
    let busy = truth.stretches.map { stretch in
      Self.runs(truth.runs, in: stretch).isEmpty && Self.runs(alarms, in: stretch).isEmpty
    }
    return busy.indices.filter { !busy[$0] } + busy.indices.filter { busy[$0] }
  }

  private func track(_ index: Int, alarms: [[Range<Int>]], scale: ScoreScale, columnLimit: Int) -> ScoreTrack {
    let rows = truth.stretches[index]
    let detector = recording.detectors[0]
    var strips = [ScoreTrack.Strip(name: "event", style: "b-truth", runs: Array(Self.runs(truth.runs, in: rows)))]
    for (place, runs) in alarms.enumerated() {
      let name = alarms.count == 1 ? "alarm" : HTMLText.name(recording.detectors[place].name)
      strips.append(
        ScoreTrack.Strip(
          name: name, style: place == 0 ? "b-alarm" : "b-other", runs: Array(Self.runs(runs, in: rows))))
    }
    let outcomes = report.detectors[0].eventOutcomes.filter { rows.contains($0.firstRow) }
    let ticks = (0...4).map { rowTime.tick(rows.lowerBound + (rows.count - 1) * $0 / 4, among: rows) }
    return ScoreTrack(
      title: HTMLText.name(recording.series(at: rows.lowerBound)),
      caption: caption(rows, outcomes: outcomes, alarms: Self.runs(alarms[0], in: rows)),
      anchor: "series-\(index)", columns: PixelColumns(scores: detector.scores, rows: rows, limit: columnLimit),
      scale: scale, threshold: detector.threshold, strips: strips,
      eventNames: outcomes.prefix(40).map { ($0.event, $0.firstRow) }, ticks: ticks)
  }

  private func caption(_ rows: Range<Int>, outcomes: [EventOutcome], alarms: ArraySlice<Range<Int>>) -> String {
    let found = outcomes.count { $0.found }
    let unfounded = alarms.count { run in !run.contains { recording.labels[$0] } }
    var parts = ["\(FigureText.count(rows.count)) rows from \(rowTime.full(rows.lowerBound))"]
    parts.append(outcomes.isEmpty ? "no event" : "\(found) of \(outcomes.count) events found")
    parts.append(unfounded == 1 ? "1 false alarm" : "\(FigureText.count(unfounded)) false alarms")
    return parts.joined(separator: " · ")
  }

  /// The runs that lie in some rows; runs are in order and cross no border.
  static func runs(_ runs: [Range<Int>], in rows: Range<Int>) -> ArraySlice<Range<Int>> {
    let low = partition(runs) { $0.lowerBound >= rows.lowerBound }
    let high = partition(runs) { $0.lowerBound >= rows.upperBound }
    return runs[low..<high]
  }

  private static func partition(_ runs: [Range<Int>], where holds: (Range<Int>) -> Bool) -> Int {
    var (low, high) = (0, runs.count)
    while low < high {
      let middle = (low + high) / 2
      if holds(runs[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
