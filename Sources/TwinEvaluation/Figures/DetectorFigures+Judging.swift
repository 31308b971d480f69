extension DetectorFigures {
  /// Judges one detector of a recording.
  ///
  /// - Parameter period: seconds from one row to the next, if known.
  init(
    judging detector: ScoredDetector, in recording: ScoredRecording, truth: RecordingTruth, period: Double?,
    window: Int, listedFalseAlarms: Int
  ) {
    name = detector.name
    threshold = detector.threshold.isFinite ? detector.threshold : nil
    rowsWithoutScore = detector.scores.count { $0.isNaN }

    let ranked = RankedScores(scores: detector.scores, labels: recording.labels)
    rocAUC = ranked.areaUnderROC
    prAUC = ranked.averagePrecision
    let oracle = ranked.oracle
    bestF1Oracle = oracle?.f1
    bestF1OracleThreshold = oracle.flatMap { $0.threshold.isFinite ? $0.threshold : nil }
    let volume = RangeVolume(
      scores: detector.scores, ranked: ranked, runs: truth.runs, stretches: truth.stretches, window: window)
    vusROC = volume?.roc
    vusPR = volume?.pr

    counts = PointwiseCounts(alarms: detector.alarms, labels: recording.labels)
    let outcomes = truth.events.map { EventOutcome($0, in: recording, by: detector, period: period) }
    eventOutcomes = outcomes
    events = outcomes.count
    eventsFound = outcomes.count { $0.found }
    let delays = Spread(of: outcomes.compactMap { $0.delayRows.map(Double.init) })
    (meanDelayRows, medianDelayRows) = (delays?.mean, delays?.median)
    let seconds = Spread(of: outcomes.compactMap(\.delaySeconds))
    (meanDelaySeconds, medianDelaySeconds) = (seconds?.mean, seconds?.median)

    let alarms = RecordingTruth.runs(of: detector.alarms, within: truth.stretches)
    let unfounded = alarms.filter { run in !run.contains { recording.labels[$0] } }
    falseAlarms = unfounded.count
    falseAlarmsPerDay = period.flatMap { seconds in
      truth.normalRows > 0 ? Double(unfounded.count) / (Double(truth.normalRows) * seconds / 86_400) : nil
    }
    falseAlarmRuns = Self.strongest(
      listedFalseAlarms, of: unfounded.map { FalseAlarm($0, in: recording, by: detector) })

    let affiliation = Affiliation(runs: truth.runs, alarms: alarms, stretches: truth.stretches)
    (affiliationPrecision, affiliationRecall) = (affiliation?.precision, affiliation?.recall)
    affiliationF1 = affiliation?.f1
    let enhanced = EnhancedTimeAwareFigures(runs: truth.runs, alarms: alarms)
    (etaP, etaR, etaPRF1) = (enhanced?.precision, enhanced?.recall, enhanced?.f1)
    batadal = BATADALScore(
      counts: counts, delays: zip(truth.events, outcomes).map { ($1.delayRows, $0.span) })
  }

  /// The `limit` false alarms with the highest peaks, in order of rows.
  private static func strongest(_ limit: Int, of all: [FalseAlarm]) -> [FalseAlarm] {
    guard all.count > limit else { return all }
    return all.sorted { ($0.peakScore ?? -.infinity, $1.firstRow) > ($1.peakScore ?? -.infinity, $0.firstRow) }
      .prefix(limit).sorted { $0.firstRow < $1.firstRow }
  }
}
