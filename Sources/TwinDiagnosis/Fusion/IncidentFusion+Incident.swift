internal import TwinModel

/// What an incident is: its behaviour, class, priority and context, as it is told.
extension IncidentFusion {
  func identify(_ incident: inout OpenIncident) {
    guard let identifier else { return }
    incident.probabilities = identifier.probabilities(of: signature(of: incident.cluster))
  }

  func priority(of incident: OpenIncident) -> Incident.Priority {
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
      guard seconds >= 0, let place = book.graph.place(tag: piece.tag, asset: piece.asset) else { continue }
      let share = share(of: place, in: cluster)
      signature.contextShare[sign] = max(signature.contextShare[sign] ?? 0, share)
    }
    return signature
  }

  /// Share of what is said about values that concerns a place: in the first ticks or in all, whichever is larger.
  private func share(of place: Int, in cluster: Cluster) -> Double {
    var (there, all) = ((early: 0.0, total: 0.0), (early: 0.0, total: 0.0))
    for tally in cluster.tags {
      all = (all.early + tally.early, all.total + tally.total)
      guard book.distance(tally.place, place) == 0 else { continue }
      there = (there.early + tally.early, there.total + tally.total)
    }
    return max(all.early > 0 ? there.early / all.early : 0, all.total > 0 ? there.total / all.total : 0)
  }

  /// Context that bears on a cluster, oldest first.
  func context(of cluster: Cluster) -> [Evidence] {
    contexts.filter { piece in
      guard let time = piece.sourceTime, bears(piece, on: cluster) else { return false }
      return cluster.firstSeen.seconds(since: time) <= options.context && time <= cluster.lastSeen
    }
  }

  /// Whether a context concerns what the cluster concerns.
  func bears(_ piece: Evidence, on cluster: Cluster) -> Bool {
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
