extension DetectorFigures {
  enum CodingKeys: String, CodingKey, CaseIterable {
    case name, threshold, events, far, mar, precision, recall, f1, batadal, etap, etar
    case rowsWithoutScore = "rows_without_score"
    case rocAUC = "roc_auc"
    case prAUC = "pr_auc_average_precision"
    case vusROC = "vus_roc"
    case vusPR = "vus_pr"
    case bestF1Oracle = "best_f1_oracle"
    case bestF1OracleThreshold = "best_f1_oracle_threshold"
    case truePositives = "true_positives"
    case falsePositives = "false_positives"
    case falseNegatives = "false_negatives"
    case trueNegatives = "true_negatives"
    case eventsFound = "events_found"
    case meanDelayRows = "mean_delay_rows"
    case medianDelayRows = "median_delay_rows"
    case meanDelaySeconds = "mean_delay_seconds"
    case medianDelaySeconds = "median_delay_seconds"
    case falseAlarms = "false_alarms"
    case falseAlarmsPerDay = "false_alarms_per_day"
    case affiliationPrecision = "affiliation_precision"
    case affiliationRecall = "affiliation_recall"
    case affiliationF1 = "affiliation_f1"
    case etaPRF1 = "etapr_f1"
    case eventOutcomes = "event_outcomes"
    case falseAlarmRuns = "false_alarm_runs"
  }

  /// Encodes every field; what is undefined becomes `null`.
  public func encode(to encoder: any Encoder) throws {
    var fields = encoder.container(keyedBy: CodingKeys.self)
    try fields.encode(name, forKey: .name)
    try fields.encode(threshold, forKey: .threshold)
    try fields.encode(rowsWithoutScore, forKey: .rowsWithoutScore)
    try fields.encode(rocAUC, forKey: .rocAUC)
    try fields.encode(prAUC, forKey: .prAUC)
    try fields.encode(vusROC, forKey: .vusROC)
    try fields.encode(vusPR, forKey: .vusPR)
    try fields.encode(bestF1Oracle, forKey: .bestF1Oracle)
    try fields.encode(bestF1OracleThreshold, forKey: .bestF1OracleThreshold)
    try encodeCounts(to: &fields)
    try encodeEvents(to: &fields)
    try fields.encode(affiliationPrecision, forKey: .affiliationPrecision)
    try fields.encode(affiliationRecall, forKey: .affiliationRecall)
    try fields.encode(affiliationF1, forKey: .affiliationF1)
    try fields.encode(etaP, forKey: .etap)
    try fields.encode(etaR, forKey: .etar)
    try fields.encode(etaPRF1, forKey: .etaPRF1)
    try fields.encode(batadal, forKey: .batadal)
    try fields.encode(eventOutcomes, forKey: .eventOutcomes)
    try fields.encode(falseAlarmRuns, forKey: .falseAlarmRuns)
  }

  private func encodeCounts(to fields: inout KeyedEncodingContainer<CodingKeys>) throws {
    try fields.encode(counts.truePositives, forKey: .truePositives)
    try fields.encode(counts.falsePositives, forKey: .falsePositives)
    try fields.encode(counts.falseNegatives, forKey: .falseNegatives)
    try fields.encode(counts.trueNegatives, forKey: .trueNegatives)
    try fields.encode(counts.precision, forKey: .precision)
    try fields.encode(counts.recall, forKey: .recall)
    try fields.encode(counts.f1, forKey: .f1)
    try fields.encode(counts.falseAlarmRate, forKey: .far)
    try fields.encode(counts.missedAlarmRate, forKey: .mar)
  }

  private func encodeEvents(to fields: inout KeyedEncodingContainer<CodingKeys>) throws {
    try fields.encode(events, forKey: .events)
    try fields.encode(eventsFound, forKey: .eventsFound)
    try fields.encode(meanDelayRows, forKey: .meanDelayRows)
    try fields.encode(medianDelayRows, forKey: .medianDelayRows)
    try fields.encode(meanDelaySeconds, forKey: .meanDelaySeconds)
    try fields.encode(medianDelaySeconds, forKey: .medianDelaySeconds)
    try fields.encode(falseAlarms, forKey: .falseAlarms)
    try fields.encode(falseAlarmsPerDay, forKey: .falseAlarmsPerDay)
  }

  /// Decodes what `encode(to:)` wrote; rates follow from the counts and are not read.
  public init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: CodingKeys.self)
    func number(_ key: CodingKeys) throws -> Double? { try fields.decodeIfPresent(Double.self, forKey: key) }
    func count(_ key: CodingKeys) throws -> Int { try fields.decode(Int.self, forKey: key) }
    name = try fields.decode(String.self, forKey: .name)
    threshold = try number(.threshold)
    rowsWithoutScore = try count(.rowsWithoutScore)
    (rocAUC, prAUC) = (try number(.rocAUC), try number(.prAUC))
    (vusROC, vusPR) = (try number(.vusROC), try number(.vusPR))
    (bestF1Oracle, bestF1OracleThreshold) = (try number(.bestF1Oracle), try number(.bestF1OracleThreshold))
    counts = PointwiseCounts(
      truePositives: try count(.truePositives), falsePositives: try count(.falsePositives),
      falseNegatives: try count(.falseNegatives), trueNegatives: try count(.trueNegatives))
    (events, eventsFound) = (try count(.events), try count(.eventsFound))
    (meanDelayRows, medianDelayRows) = (try number(.meanDelayRows), try number(.medianDelayRows))
    (meanDelaySeconds, medianDelaySeconds) = (try number(.meanDelaySeconds), try number(.medianDelaySeconds))
    (falseAlarms, falseAlarmsPerDay) = (try count(.falseAlarms), try number(.falseAlarmsPerDay))
    (affiliationPrecision, affiliationRecall) = (try number(.affiliationPrecision), try number(.affiliationRecall))
    affiliationF1 = try number(.affiliationF1)
    (etaP, etaR, etaPRF1) = (try number(.etap), try number(.etar), try number(.etaPRF1))
    batadal = try fields.decodeIfPresent(BATADALScore.self, forKey: .batadal)
    eventOutcomes = try fields.decode([EventOutcome].self, forKey: .eventOutcomes)
    falseAlarmRuns = try fields.decode([FalseAlarm].self, forKey: .falseAlarmRuns)
  }
}
