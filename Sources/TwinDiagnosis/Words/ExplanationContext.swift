public import TwinModel

/// What an explanation's record says that the window itself does not know.
public struct ExplanationContext: Sendable {
  /// Id of the incident.
  public var incident: String
  /// The plant's declaration; `nil` when there is none.
  public var site: Site?
  /// Rows from the alarm back to the explained row; the explained row is the alarm's own when 0.
  public var rowsSinceAlarm = 0
  /// What the incident is taken for: `A1`…`A8`, `benign`, `unknown`, with probabilities.
  public var verdict = ExplanationRecord.Verdict(kind: "unknown", techniques: [])
  /// The detector that raised the alarm.
  public var detector = "ensemble"
  /// What the explanation stands on.
  public var ids: ExplanationRecord.Identifiers

  /// Creates a context.
  public init(incident: String, site: Site? = nil, ids: ExplanationRecord.Identifiers) {
    self.incident = incident
    self.site = site
    self.ids = ids
  }
}
