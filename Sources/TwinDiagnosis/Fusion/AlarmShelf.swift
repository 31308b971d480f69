internal import TwinModel

/// Keeps what an operator is told within a budget, whatever happens: what does not fit waits here, most urgent first.
///
/// Nothing is dropped: what waits is in the record, and either is announced when there is room, or closed before.
struct AlarmShelf: Sendable {
  private let budget: AlarmBudget
  /// Ids of incidents that wait, with what they are worth; bounded by the number of active incidents.
  private(set) var waiting: [(id: String, priority: Incident.Priority)] = []
  /// When announcements were made, oldest first; at most as many as the budget has.
  private var made: [SourceTime] = []
  private var summarised: SourceTime?

  init(_ budget: AlarmBudget) { self.budget = budget }

  /// Asks to announce an incident; it waits when there is no room.
  mutating func put(_ incident: Incident) {
    waiting.removeAll { $0.id == incident.id }
    waiting.append((incident.id, incident.priority))
  }

  /// What is no longer worth announcing.
  mutating func remove(id: String) { waiting.removeAll { $0.id == id } }

  /// Ids to announce now, and whether to summarise the rest.
  mutating func release(at now: SourceTime) -> (ids: [String], summary: (waiting: Int, highest: Incident.Priority)?) {
    guard !waiting.isEmpty else { return ([], nil) }
    made.removeAll { now.seconds(since: $0) >= budget.window }
    if let last = summarised, now.seconds(since: last) >= budget.window { summarised = nil }
    var ids: [String] = []
    while let next = mostUrgent, made.count < budget.share(of: waiting[next].priority.urgency) {
      ids.append(waiting.remove(at: next).id)
      made.append(now)
    }
    guard let next = mostUrgent, summarised == nil, made.count < budget.announcements else { return (ids, nil) }
    summarised = now
    made.append(now)
    return (ids, (waiting.count, waiting[next].priority))
  }

  /// The first of the most urgent.
  private var mostUrgent: Int? {
    waiting.indices.max { (waiting[$0].priority, -$0) < (waiting[$1].priority, -$1) }
  }
}

extension Incident.Priority {
  /// 0 for low … 3 for critical.
  var urgency: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
