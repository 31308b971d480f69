public import TwinModel

/// Makes incidents of evidence: merges what belongs together along the process graph and in time, waits until enough has
/// come together, opens, escalates, closes and re-opens, and keeps the operator from being flooded.
///
/// A machine: time is an argument, and the same evidence gives the same incidents; within one call, and with a lateness
/// across calls, in whichever order it comes. Its memory is bounded whatever comes: `FusionOptions` says by what, `losses`
/// says what did not fit. Cost of a call without evidence: a comparison or two.
///
/// ## Rules
/// 1. Evidence of one tick is combined into one p-value that holds under any dependence (`CombinedP`). At most `hitP` makes a
///    hit; `hits` of the last `span` ticks, or one tick of at most `decisiveP`, open an incident.
/// 2. Evidence joins the nearest active incident within `reach` steps that has had evidence in the last `quiet` seconds;
///    else the nearest beginning; else it is a beginning of its own. Evidence within reach of two incidents makes them one:
///    the younger is closed as part of the older. A beginning that becomes an incident beside a closed
///    one, soon enough, re-opens that.
/// 3. Context (an update, a permit, an operator's session) opens nothing; it is remembered, and told by how long before the
///    first evidence it came.
/// 4. Priority rises with criticality, layers and certainty of an attack, and never falls while the incident is active; a rise
///    is an escalation.
public struct IncidentFusion: Sendable {
  /// How it is done.
  public let options: FusionOptions
  /// What did not fit, since the beginning.
  public internal(set) var losses = FusionLosses()
  /// Pieces of evidence taken, since the beginning.
  public private(set) var taken = 0
  /// Pieces of evidence of beginnings that nothing followed.
  public private(set) var lapsed = 0
  /// What says which class an incident is of; `nil` leaves all unknown.
  public var identifier: (any IncidentIdentifying)?

  var book: PlaceBook
  /// Active incidents, oldest first.
  var active: [OpenIncident] = []
  /// Closed incidents that may come back, in the order in which they were closed.
  var closed: [OpenIncident] = []
  var candidates: [Cluster] = []
  private var waiting: [Evidence] = []
  private var fingerprints = RecentFingerprints()
  var contexts: [Evidence] = []
  var shelf: AlarmShelf
  private var opened = 0
  var actuators: Set<String>
  /// Nothing needs doing before then.
  private var due: SourceTime?

  /// Contexts that are remembered.
  static let contextLimit = 256
  /// Pieces of context of an incident that are told, the latest.
  static let toldContexts = 8
  /// Tags of an incident that are told.
  static let toldTags = 8

  /// Creates a fusion of no evidence.
  ///
  /// - Parameter graph: what feels what in the plant.
  /// - Parameter actuators: tags that are commands or states of actuators.
  public init(
    graph: ProcessGraph, options: FusionOptions, actuators: some Sequence<String> = [],
    identifier: (any IncidentIdentifying)? = nil
  ) {
    precondition(options.isValid, "every option lies in its range")
    self.options = options
    self.identifier = identifier
    self.actuators = Set(actuators)
    book = PlaceBook(graph, limit: options.strangerLimit)
    shelf = AlarmShelf(options.budget)
  }

  /// The incidents that are not closed, oldest first.
  public var incidents: [Incident] { active.map { incident(of: $0) } }

  /// The incidents that wait to be announced.
  public var shelved: Int { shelf.waiting.count }

  /// Pieces of evidence in beginnings that are not incidents yet.
  public var beginnings: Int { candidates.reduce(0) { $0 + $1.count } }

  /// How an active incident behaves; `nil` when there is none of that id.
  public func signature(of id: String) -> IncidentSignature? {
    active.first { $0.id == id }.map { signature(of: $0.cluster) }
  }

  /// Takes evidence, and does what time asks for.
  ///
  /// - Parameter now: the plant's clock; evidence without a time of its own is of now.
  public mutating func observe(_ evidence: [Evidence], at now: SourceTime) -> [IncidentChange] {
    if evidence.isEmpty {
      guard let due, now >= due else { return [] }
    }
    for piece in evidence { admit(piece, at: now) }
    var changes: [IncidentChange] = []
    for piece in takeDue(at: now) { handle(piece, at: now, &changes) }
    reconsider(at: now, &changes)
    close(at: now, &changes)
    forgetBeginnings(at: now)
    announce(at: now, &changes)
    due = nextDue(at: now)
    return changes
  }

  /// Closes every incident and forgets every beginning: the stream is over.
  public mutating func finish(at now: SourceTime) -> [IncidentChange] {
    var changes: [IncidentChange] = []
    waiting.sort { $0.precedes($1) }
    for piece in waiting { handle(piece, at: now, &changes) }
    waiting.removeAll()
    reconsider(at: now, &changes)
    for index in active.indices.reversed() { close(index, at: now, &changes) }
    for beginning in candidates { lapsed += beginning.count }
    candidates.removeAll()
    due = nextDue(at: now)
    return changes
  }

  // MARK: - In

  private mutating func admit(_ piece: Evidence, at now: SourceTime) {
    guard piece.fusedP != nil else { return losses.unusable += 1 }
    guard fingerprints.insert(piece.fingerprint) else { return losses.duplicate += 1 }
    var piece = piece
    // A clock that runs ahead must not let incidents live for ever.
    piece.sourceTime = min(piece.sourceTime ?? now, now)
    waiting.append(piece)
  }

  /// Evidence whose turn it is, in order.
  private mutating func takeDue(at now: SourceTime) -> [Evidence] {
    guard !waiting.isEmpty else { return [] }
    waiting.sort { $0.precedes($1) }
    var end = waiting.count
    if options.lateness > 0 {
      end = waiting.firstIndex { now.seconds(since: $0.sourceTime ?? now) < options.lateness } ?? waiting.count
      let crowded = waiting.count - options.waitingLimit
      if crowded > end {
        losses.outOfOrder += crowded - end
        end = crowded
      }
    }
    let due = Array(waiting[..<end])
    waiting.removeFirst(end)
    return due
  }

  private mutating func handle(_ piece: Evidence, at now: SourceTime, _ changes: inout [IncidentChange]) {
    guard let p = piece.fusedP, let time = piece.sourceTime else { return }
    taken += 1
    if piece.sign?.isContext == true { return remember(piece) }
    let (place, isCrowded) = book.place(of: piece)
    if isCrowded { losses.strangers += 1 }
    let tick = Int64((Double(time.nanoseconds) / 1e9 / options.tick).rounded(.down))
    if let index = nearestIncident(to: place, at: time, series: piece.series) {
      active[index].cluster.add(piece, p: p, place: place, at: time, tick: tick, hitP: options.hitP)
      active[index].isChanged = true
      absorbCandidate(near: place, series: piece.series, into: index)
      merge(near: place, at: time, with: index, now: now, &changes)
      return
    }
    let index = candidate(for: place, series: piece.series, at: time, tick: tick)
    candidates[index].add(piece, p: p, place: place, at: time, tick: tick, hitP: options.hitP)
    let cluster = candidates[index]
    guard cluster.recentHits(span: options.span) >= options.hits || cluster.leastP <= options.decisiveP else { return }
    guard active.count < options.activeLimit else { return }
    candidates.remove(at: index)
    if let index = burst(of: cluster, at: now) {
      active[index].cluster.absorb(cluster, hitP: options.hitP)
      active[index].isChanged = true
    } else {
      open(cluster, at: now, &changes)
    }
  }

  private mutating func remember(_ piece: Evidence) {
    contexts.append(piece)
    if contexts.count > Self.contextLimit { contexts.removeFirst(contexts.count - Self.contextLimit) }
    for index in active.indices { active[index].isChanged = true }
  }

  // MARK: - Life of an incident

  private mutating func open(_ cluster: Cluster, at now: SourceTime, _ changes: inout [IncidentChange]) {
    var new: OpenIncident
    if let back = closed.lastIndex(where: { old in
      guard old.cluster.series == cluster.series, let time = old.closed else { return false }
      return now.seconds(since: time) <= options.reopening && cluster.places.contains { distance(old.cluster, $0) == 0 }
    }) {
      new = closed.remove(at: back)
      new.cluster.absorb(cluster, hitP: options.hitP)
      new.state = .reopened
      new.closed = nil
      new.reopenings += 1
    } else {
      opened += 1
      new = OpenIncident(id: "I-\(opened)", cluster: cluster, opened: now)
    }
    identify(&new)
    new.priority = max(new.priority, priority(of: new))
    new.isChanged = false
    active.append(new)
    let incident = incident(of: new)
    changes.append(.record(incident))
    shelf.put(incident)
  }

  /// What new evidence makes of incidents.
  private mutating func reconsider(at now: SourceTime, _ changes: inout [IncidentChange]) {
    for index in active.indices where active[index].isChanged {
      active[index].isChanged = false
      let before = active[index].probabilities.mostProbable
      identify(&active[index])
      let priority = priority(of: active[index])
      let rises = priority > active[index].priority
      if rises {
        active[index].priority = priority
        active[index].state = .escalated
      }
      guard rises || active[index].probabilities.mostProbable != before else { continue }
      let incident = incident(of: active[index])
      changes.append(.record(incident))
      if rises { shelf.put(incident) }
    }
  }

  private mutating func close(at now: SourceTime, _ changes: inout [IncidentChange]) {
    for index in active.indices.reversed() where age(active[index].cluster, at: now) > options.quiet {
      close(index, at: now, &changes)
    }
  }

  private mutating func close(_ index: Int, at now: SourceTime, _ changes: inout [IncidentChange]) {
    var old = active.remove(at: index)
    old.state = .closed
    old.closed = now
    changes.append(.record(incident(of: old)))
    shelf.remove(id: old.id)
    closed.append(old)
    if closed.count > options.closedLimit { closed.removeFirst(closed.count - options.closedLimit) }
  }

  /// Seconds without evidence, as far as evidence can be known to have come.
  private func age(_ cluster: Cluster, at now: SourceTime) -> Double {
    now.seconds(since: cluster.lastSeen) - options.lateness
  }

  /// A beginning that nothing followed was nothing.
  private mutating func forgetBeginnings(at now: SourceTime) {
    for index in candidates.indices.reversed()
    where age(candidates[index], at: now) > Double(options.span) * options.tick {
      lapsed += candidates.remove(at: index).count
    }
  }

  private mutating func announce(at now: SourceTime, _ changes: inout [IncidentChange]) {
    let (ids, summary) = shelf.release(at: now)
    for id in ids {
      guard let found = active.first(where: { $0.id == id }) else { continue }
      changes.append(.announce(incident(of: found)))
    }
    if let summary { changes.append(.summarise(waiting: summary.waiting, highest: summary.highest)) }
  }

  private func nextDue(at now: SourceTime) -> SourceTime? {
    var seconds = Double.infinity
    for one in active { seconds = min(seconds, options.quiet - age(one.cluster, at: now)) }
    if !candidates.isEmpty { seconds = min(seconds, Double(options.span) * options.tick) }
    // They are in order.
    if let first = waiting.first?.sourceTime { seconds = min(seconds, options.lateness - now.seconds(since: first)) }
    if !shelf.waiting.isEmpty { seconds = min(seconds, options.tick) }
    guard seconds.isFinite else { return nil }
    let wait = Int64(max(0, min(seconds, 1e9)) * 1e9)
    let (due, overflows) = now.nanoseconds.addingReportingOverflow(wait)
    return overflows ? nil : SourceTime(nanoseconds: due)
  }
}
