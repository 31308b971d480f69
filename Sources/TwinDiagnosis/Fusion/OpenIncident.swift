internal import TwinModel

/// An incident as fusion follows it.
struct OpenIncident: Sendable {
  let id: String
  var cluster: Cluster
  let opened: SourceTime
  var state = Incident.State.open
  var priority = Incident.Priority.low
  var closed: SourceTime?
  var reopenings = 0
  var probabilities = ClassProbabilities.undecided
  /// Whether evidence or context has come since it was last judged.
  var isChanged = false
}
