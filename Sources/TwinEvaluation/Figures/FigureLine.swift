/// One figure of a report: what it is called, what it says to an engineer, and how it is written.
///
/// The terminal's table and the HTML report show the same lines.
struct FigureLine: Sendable {
  /// What the figures of a group have in common.
  enum Group: String, Sendable, CaseIterable {
    case alarms = "Alarms and events"
    case rows = "Row by row, at the detector's own threshold"
    case ranking = "Ranking, over all thresholds"
    case ranges = "Ranges"
    case batadal = "BATADAL"
  }

  let group: Group
  let title: String
  let meaning: String
  let text: @Sendable (DetectorFigures) -> String

  /// All lines in order.
  static let all: [FigureLine] = alarms + rows + ranking + ranges + batadal

  /// The lines that are asked for first, in order.
  static let brief: [FigureLine] = all.filter { briefTitles.contains($0.title) }

  private static let briefTitles: Set<String> = [
    "events found", "false alarms", "false alarms per day", "median delay", "F1", "precision", "recall", "FAR",
    "ROC-AUC", "PR-AUC", "VUS-PR", "eTaPR F1", "S",
  ]

  private static let alarms: [FigureLine] = [
    FigureLine(
      group: .alarms, title: "events found", meaning: "Events with at least one alarmed row.",
      text: { "\(FigureText.count($0.eventsFound))/\(FigureText.count($0.events))" }),
    FigureLine(
      group: .alarms, title: "false alarms per day",
      meaning: "Unbroken alarms that touch no event, per day of normal operation.",
      text: { FigureText.rate($0.falseAlarmsPerDay) }),
    FigureLine(
      group: .alarms, title: "false alarms", meaning: "The same, counted.", text: { FigureText.count($0.falseAlarms) }),
    FigureLine(
      group: .alarms, title: "median delay, rows", meaning: "Rows from an event's start to its first alarm.",
      text: { FigureText.decimal($0.medianDelayRows, 1) }),
    FigureLine(
      group: .alarms, title: "mean delay, rows", meaning: "The same as a mean, drawn up by late finds.",
      text: { FigureText.decimal($0.meanDelayRows, 1) }),
    FigureLine(
      group: .alarms, title: "median delay", meaning: "In time, where the row period is known.",
      text: { FigureText.duration($0.medianDelaySeconds) }),
    FigureLine(
      group: .alarms, title: "mean delay", meaning: "In time, as a mean.",
      text: { FigureText.duration($0.meanDelaySeconds) }),
  ]

  private static let rows: [FigureLine] = [
    FigureLine(
      group: .rows, title: "F1", meaning: "Balance of precision and recall; read it beside FAR.",
      text: { FigureText.decimal($0.counts.f1) }),
    FigureLine(
      group: .rows, title: "precision", meaning: "Share of alarmed rows that lie in an event.",
      text: { FigureText.decimal($0.counts.precision) }),
    FigureLine(
      group: .rows, title: "recall", meaning: "Share of event rows that are alarmed.",
      text: { FigureText.decimal($0.counts.recall) }),
    FigureLine(
      group: .rows, title: "FAR", meaning: "False-alarm rate: share of normal rows that are alarmed.",
      text: { FigureText.percent($0.counts.falseAlarmRate, 2) }),
    FigureLine(
      group: .rows, title: "MAR", meaning: "Missed-alarm rate: share of event rows without an alarm.",
      text: { FigureText.percent($0.counts.missedAlarmRate, 2) }),
  ]

  private static let ranking: [FigureLine] = [
    FigureLine(
      group: .ranking, title: "ROC-AUC",
      meaning: "Chance that an event row scores above a normal one; 0.5 is guessing.",
      text: { FigureText.decimal($0.rocAUC) }),
    FigureLine(
      group: .ranking, title: "PR-AUC", meaning: "Average precision; guessing reaches the share of event rows.",
      text: { FigureText.decimal($0.prAUC) }),
    FigureLine(
      group: .ranking, title: "VUS-ROC", meaning: "ROC-AUC that forgives alarms a little early or late.",
      text: { FigureText.decimal($0.vusROC) }),
    FigureLine(
      group: .ranking, title: "VUS-PR", meaning: "PR-AUC that forgives alarms a little early or late.",
      text: { FigureText.decimal($0.vusPR) }),
    FigureLine(
      group: .ranking, title: "best F1 (oracle)",
      meaning: "F1 at a threshold chosen with sight of the labels: an upper bound, not a result.",
      text: { FigureText.decimal($0.bestF1Oracle) }),
  ]

  private static let ranges: [FigureLine] = [
    FigureLine(
      group: .ranges, title: "affiliation precision",
      meaning: "Nearness of alarms to events against chance; a random score reaches 0.2 to 0.9.",
      text: { FigureText.decimal($0.affiliationPrecision) }),
    FigureLine(
      group: .ranges, title: "affiliation recall", meaning: "Nearness of events to alarms against chance.",
      text: { FigureText.decimal($0.affiliationRecall) }),
    FigureLine(
      group: .ranges, title: "eTaP", meaning: "Correct alarms and their portion; half of an alarm must hit.",
      text: { FigureText.decimal($0.etaP) }),
    FigureLine(
      group: .ranges, title: "eTaR", meaning: "Detected events and their portion; a tenth must be alarmed.",
      text: { FigureText.decimal($0.etaR) }),
    FigureLine(
      group: .ranges, title: "eTaPR F1", meaning: "Balance of both.", text: { FigureText.decimal($0.etaPRF1) }),
  ]

  private static let batadal: [FigureLine] = [
    FigureLine(
      group: .batadal, title: "S", meaning: "Mean of the next two; always alarming scores 0.750.",
      text: { FigureText.decimal($0.batadal?.total) }),
    FigureLine(
      group: .batadal, title: "S_TTD", meaning: "How early: 1 when every event is found at once.",
      text: { FigureText.decimal($0.batadal?.timeToDetection) }),
    FigureLine(
      group: .batadal, title: "S_CM", meaning: "Mean of the shares of event and of normal rows judged right.",
      text: { FigureText.decimal($0.batadal?.classification) }),
  ]
}
