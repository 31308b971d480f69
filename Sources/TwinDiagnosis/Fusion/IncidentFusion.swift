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
  public private(set) var losses = FusionLosses()
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
  private var candidates: [Cluster] = []
  private var waiting: [Evidence] = []
  private var fingerprints = RecentFingerprints()
  private var contexts: [Evidence] = []
  private var shelf: AlarmShelf
  private var opened = 0
  private var actuators: Set<String>
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
    open(cluster, at: now, &changes)
  }

  private mutating func remember(_ piece: Evidence) {
    contexts.append(piece)
    if contexts.count > Self.contextLimit { contexts.removeFirst(contexts.count - Self.contextLimit) }
    for index in active.indices { active[index].isChanged = true }
  }

  // MARK: - Where evidence belongs

  private func distance(_ cluster: Cluster, _ place: Int) -> Int? {
    var least: Int?
    for other in cluster.places {
      guard let steps = book.distance(other, place), steps < least ?? .max else { continue }
      least = steps
      if steps == 0 { break }
    }
    return least
  }

  /// The best so far: the nearest; of equals the one with the latest evidence, then the oldest.
  private struct Nearest {
    var index: Int?
    private var steps = Int.max
    private var seen: SourceTime?

    mutating func consider(_ candidate: Int, steps: Int, seen: SourceTime) {
      if let before = self.seen, steps > self.steps || (steps == self.steps && seen <= before) { return }
      (index, self.steps, self.seen) = (candidate, steps, seen)
    }
  }

  private func nearestIncident(to place: Int, at time: SourceTime, series: String) -> Int? {
    guard !active.isEmpty else { return nil }
    var best = Nearest()
    for index in active.indices
    where active[index].cluster.series == series && time.seconds(since: active[index].cluster.lastSeen) <= options.quiet
    {
      guard let steps = distance(active[index].cluster, place), steps <= options.reach else { continue }
      best.consider(index, steps: steps, seen: active[index].cluster.lastSeen)
    }
    if let found = best.index { return found }
    // When nothing more can be opened, evidence joins the latest rather than being lost.
    guard active.count >= options.activeLimit else { return nil }
    return active.indices.max { active[$0].cluster.lastSeen < active[$1].cluster.lastSeen }
  }

  private func nearestCandidate(to place: Int, series: String) -> Int? {
    var best = Nearest()
    for index in candidates.indices where candidates[index].series == series {
      guard let steps = distance(candidates[index], place), steps <= options.reach else { continue }
      best.consider(index, steps: steps, seen: candidates[index].lastSeen)
    }
    return best.index
  }

  private mutating func candidate(for place: Int, series: String, at time: SourceTime, tick: Int64) -> Int {
    if let found = nearestCandidate(to: place, series: series) { return found }
    if candidates.count >= options.candidateLimit,
      let oldest = candidates.indices.min(by: { candidates[$0].lastSeen < candidates[$1].lastSeen })
    {
      losses.crowdedOut += candidates[oldest].count
      candidates.remove(at: oldest)
    }
    candidates.append(Cluster(series: series, at: time, tick: tick))
    return candidates.count - 1
  }

  /// Evidence that joins an incident may tie a beginning to it.
  private mutating func absorbCandidate(near place: Int, series: String, into index: Int) {
    guard let near = candidates.firstIndex(where: { $0.series == series && $0.places.contains(place) }) else { return }
    active[index].cluster.absorb(candidates.remove(at: near), hitP: options.hitP)
  }

  /// Evidence within reach of two incidents shows that they are one: the younger becomes part of the older.
  private mutating func merge(
    near place: Int, at time: SourceTime, with index: Int, now: SourceTime, _ changes: inout [IncidentChange]
  ) {
    let others = active.indices.filter { other in
      other != index && active[other].cluster.series == active[index].cluster.series
        && time.seconds(since: active[other].cluster.lastSeen) <= options.quiet
        && (distance(active[other].cluster, place).map { $0 <= options.reach } ?? false)
    }
    guard let oldest = (others + [index]).min() else { return }
    for other in (others + [index]).sorted().reversed() where other != oldest {
      var part = active.remove(at: other)
      active[oldest].cluster.absorb(part.cluster, hitP: options.hitP)
      active[oldest].priority = max(active[oldest].priority, part.priority)
      active[oldest].isChanged = true
      (part.state, part.closed) = (.closed, now)
      shelf.remove(id: part.id)
      var incident = incident(of: part)
      incident.mergedInto = active[oldest].id
      changes.append(.record(incident))
    }
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

  // MARK: - What it is

  private func identify(_ incident: inout OpenIncident) {
    guard let identifier else { return }
    incident.probabilities = identifier.probabilities(of: signature(of: incident.cluster))
  }

  private func priority(of incident: OpenIncident) -> Incident.Priority {
    let criticality = incident.cluster.places.map { book.criticality(of: $0) }.max() ?? .medium
    var rank = Asset.Criticality.allCases.firstIndex(of: criticality) ?? 1
    if incident.cluster.layers.count > 1 { rank += 1 }
    let attack = IncidentClass.allCases.reduce(0) { $0 + ($1.isAttack ? incident.probabilities[$1] : 0) }
    if attack >= 0.9 { rank += 1 }
    if incident.probabilities[.benign] >= 0.5 { rank -= 2 }
    return Incident.Priority.allCases[max(0, min(rank, 4) - 1)]
  }

  func signature(of cluster: Cluster) -> IncidentSignature {
    var signature = IncidentSignature()
    signature.signs = cluster.signs
    signature.duration = max(0, cluster.lastSeen.seconds(since: cluster.firstSeen))
    signature.hits = cluster.hits
    signature.ticks = cluster.ticks
    signature.places = cluster.places.count
    signature.tags = cluster.tags.count
    let total = cluster.tags.reduce(0) { $0 + $1.total }
    if total > 0 {
      signature.concentration = (cluster.tags.map(\.total).max() ?? 0) / total
      signature.actuatorShare = cluster.tags.reduce(0) { $0 + (actuators.contains($1.tag) ? $1.total : 0) } / total
    }
    let early = cluster.tags.reduce(0) { $0 + $1.early }
    if early > 0 {
      signature.earlyTags = cluster.tags.count { $0.early > 0 }
      signature.earlyConcentration = (cluster.tags.map(\.early).max() ?? 0) / early
      signature.earlyActuatorShare = cluster.tags.reduce(0) { $0 + (actuators.contains($1.tag) ? $1.early : 0) } / early
    }
    for piece in context(of: cluster) {
      guard let sign = piece.sign, let time = piece.sourceTime else { continue }
      let seconds = cluster.firstSeen.seconds(since: time)
      // What came before may be a cause, what came later cannot: the latest before the incident, else the first in it.
      let known = signature.context[sign] ?? -.infinity
      signature.context[sign] =
        (seconds < 0) == (known < 0) ? (seconds < 0 ? max(seconds, known) : min(seconds, known)) : max(seconds, known)
    }
    return signature
  }

  /// Context that bears on a cluster, oldest first.
  private func context(of cluster: Cluster) -> [Evidence] {
    contexts.filter { piece in
      guard let time = piece.sourceTime, bears(piece, on: cluster) else { return false }
      return cluster.firstSeen.seconds(since: time) <= options.context && time <= cluster.lastSeen
    }
  }

  /// Whether a context concerns what the cluster concerns.
  private func bears(_ piece: Evidence, on cluster: Cluster) -> Bool {
    guard piece.series == cluster.series else { return false }
    guard piece.tag != nil || piece.asset != nil else { return true }
    guard let place = book.graph.place(tag: piece.tag, asset: piece.asset) else { return true }
    return distance(cluster, place).map { $0 <= options.reach } ?? false
  }

  func incident(of open: OpenIncident) -> Incident {
    let cluster = open.cluster
    let names = cluster.places.map { book.name(of: $0) }
    let total = cluster.tags.reduce(0) { $0 + $1.total }
    let tags = cluster.tags.sorted { ($1.total, $0.tag) < ($0.total, $1.tag) }.prefix(Self.toldTags).map { tally in
      IncidentTag(
        tag: tally.tag, asset: book.name(of: tally.place), observed: tally.observed, expected: tally.expected,
        share: total > 0 ? tally.total / total : 0, strength: tally.loudest, firstSeen: tally.firstSeen,
        lastSeen: tally.lastSeen)
    }
    return Incident(
      id: open.id, asset: names.first ?? cluster.series, assets: names, series: cluster.series, state: open.state,
      priority: open.priority, firstSeen: cluster.firstSeen, opened: open.opened, lastSeen: cluster.lastSeen,
      closed: open.closed, reopenings: open.reopenings, probabilities: open.probabilities,
      surprise: cluster.combined.surprise, layers: cluster.layers, tags: Array(tags), evidence: cluster.kept.all,
      context: Array(context(of: cluster).suffix(Self.toldContexts)), evidenceCount: cluster.count)
  }
}
