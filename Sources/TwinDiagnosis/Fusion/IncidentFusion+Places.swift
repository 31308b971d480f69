internal import TwinModel

/// Where evidence belongs, and which incidents turn out to be one.
extension IncidentFusion {
  func distance(_ cluster: Cluster, _ place: Int) -> Int? {
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

  func nearestIncident(to place: Int, at time: SourceTime, series: String) -> Int? {
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

  /// The incident of whose beginning this is a part: where nobody has declared what feels what, all that opens within ten
  /// ticks (`FusionOptions.span`) has one cause.
  func burst(of cluster: Cluster, at now: SourceTime) -> Int? {
    guard book.graph.declaresNothing else { return nil }
    return active.indices.first { index in
      active[index].cluster.series == cluster.series && active[index].reopenings == 0
        && now.seconds(since: active[index].opened) <= Double(options.span) * options.tick
    }
  }

  func nearestCandidate(to place: Int, series: String) -> Int? {
    var best = Nearest()
    for index in candidates.indices where candidates[index].series == series {
      guard let steps = distance(candidates[index], place), steps <= options.reach else { continue }
      best.consider(index, steps: steps, seen: candidates[index].lastSeen)
    }
    return best.index
  }

  mutating func candidate(for place: Int, series: String, at time: SourceTime, tick: Int64) -> Int {
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
  mutating func absorbCandidate(near place: Int, series: String, into index: Int) {
    guard let near = candidates.firstIndex(where: { $0.series == series && $0.places.contains(place) }) else { return }
    active[index].cluster.absorb(candidates.remove(at: near), hitP: options.hitP)
  }

  /// Evidence within reach of two incidents shows that they are one: the younger becomes part of the older.
  mutating func merge(
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
}
