public import TwinModel

/// What fusion asks to be done: incidents for the record, announcements for the operator.
public enum IncidentChange: Sendable, Equatable {
  /// The incident has changed its state, or what it is taken for: for the record, in every case.
  case record(Incident)
  /// The operator is to be told.
  case announce(Incident)
  /// The operator is to be told that there is more than can be told: so many active incidents wait, the most urgent of
  /// that priority. They are in the record, and are announced as the budget allows.
  case summarise(waiting: Int, highest: Incident.Priority)
}
