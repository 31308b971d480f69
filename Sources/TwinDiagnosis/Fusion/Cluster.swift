internal import TwinModel

#if canImport(Glibc)
  import Glibc
#endif

/// Evidence that belongs together: the beginning of an incident, or an incident.
struct Cluster: Sendable {
  /// Most assets, and most tags, that are told apart.
  static let placeLimit = 64
  static let tagLimit = 48
  /// Ticks that are the beginning.
  static let earlyTicks: Int64 = 5

  /// Places of the graph, in the order in which they joined.
  private(set) var places: [Int] = []
  private(set) var firstSeen: SourceTime
  private(set) var lastSeen: SourceTime
  private(set) var count = 0
  private(set) var kept = KeptEvidence()
  private(set) var tags: [TagTally] = []
  private(set) var signs = [SignTally](repeating: SignTally(), count: Evidence.Sign.allCases.count)
  private(set) var hits = 0
  private(set) var series: String
  /// Bit of each layer by place in `Layer.allCases`.
  private var layerBits = 0
  /// Which of the last 64 ticks were hits, the newest lowest.
  private var recentHits: UInt64 = 0
  private var firstTick: Int64
  private(set) var lastTick: Int64
  /// The newest tick's evidence.
  private var now = CombinedP()
  /// Every tick's combined p-value but the newest's.
  private var past = CombinedP()
  private var isHit = false
  /// Smallest combined p-value of one tick.
  private(set) var leastP = 1.0

  init(series: String, at time: SourceTime, tick: Int64) {
    self.series = series
    firstSeen = time
    lastSeen = time
    firstTick = tick
    lastTick = tick
  }

  /// Takes a piece of evidence that belongs here.
  mutating func add(_ evidence: Evidence, p: Double, place: Int, at time: SourceTime, tick: Int64, hitP: Double) {
    if !places.contains(place), places.count < Self.placeLimit { places.append(place) }
    count += 1
    kept.add(evidence)
    if let layer = Layer.allCases.firstIndex(of: evidence.layer) { layerBits |= 1 << layer }
    weigh(p, tick: tick, hitP: hitP)
    let strength = evidence.strength.isFinite ? max(0, min(evidence.strength, 1e6)) : 0
    if time < firstSeen { shiftSigns(by: firstSeen.seconds(since: time)) }
    firstSeen = min(firstSeen, time)
    lastSeen = max(lastSeen, time)
    if let sign = evidence.sign {
      signs[sign.place].add(
        strength: strength, tick: tick, seconds: time.seconds(since: firstSeen),
        isEarly: tick - firstTick < Self.earlyTicks)
    }
    if let tag = evidence.tag { tally(tag, evidence, strength: strength, place: place, at: time, tick: tick) }
  }

  /// Takes over what another one holds; the other's earlier beginning becomes its own.
  mutating func absorb(_ other: Cluster, hitP: Double) {
    for place in other.places where !places.contains(place) && places.count < Self.placeLimit { places.append(place) }
    layerBits |= other.layerBits
    if other.firstSeen < firstSeen { shiftSigns(by: firstSeen.seconds(since: other.firstSeen)) }
    firstSeen = min(firstSeen, other.firstSeen)
    lastSeen = max(lastSeen, other.lastSeen)
    firstTick = min(firstTick, other.firstTick)
    count += other.count
    hits += other.hits
    leastP = min(leastP, other.leastP)
    for piece in other.kept.all { kept.add(piece) }
    mergeHits(other)
    for (place, theirs) in other.signs.enumerated() where theirs.hasSpoken {
      signs[place].merge(theirs, later: max(0, other.firstSeen.seconds(since: firstSeen)))
    }
    for theirs in other.tags { mergeTag(theirs) }
  }

  /// Hits among the last `span` ticks that end with the newest.
  func recentHits(span: Int) -> Int {
    (span >= 64 ? recentHits : recentHits & (1 << UInt64(span) - 1)).nonzeroBitCount
  }

  /// All evidence combined; ticks without evidence between first and last count as looks at which nothing was seen.
  var combined: CombinedP {
    var all = past
    all.add(now.value)
    all.addSilence(Double(lastTick - firstTick + 1) - all.count)
    return all
  }

  var layers: [Layer] { Layer.allCases.indices.filter { layerBits & (1 << $0) != 0 }.map { Layer.allCases[$0] } }

  var ticks: Int { Int(clamping: lastTick - firstTick + 1) }

  // MARK: - Ticks

  private mutating func weigh(_ p: Double, tick: Int64, hitP: Double) {
    if tick > lastTick {
      if now.count > 0 { past.add(now.value) }
      now = CombinedP()
      isHit = false
      let gap = tick - lastTick
      recentHits = gap >= 64 ? 0 : recentHits << UInt64(gap)
      lastTick = tick
    }
    guard tick == lastTick else { return weighLate(p, tick: tick, hitP: hitP) }
    now.add(p)
    let combined = now.value
    leastP = min(leastP, combined)
    if combined <= hitP && !isHit {
      isHit = true
      hits += 1
      recentHits |= 1
    }
  }

  /// Evidence of a tick that is over speaks for itself.
  private mutating func weighLate(_ p: Double, tick: Int64, hitP: Double) {
    firstTick = min(firstTick, tick)
    past.add(p)
    leastP = min(leastP, p)
    let age = lastTick - tick
    guard p <= hitP, age < 64, recentHits & (1 << UInt64(age)) == 0 else { return }
    recentHits |= 1 << UInt64(age)
    hits += 1
  }

  private mutating func mergeHits(_ other: Cluster) {
    if other.lastTick > lastTick {
      let gap = other.lastTick - lastTick
      recentHits = (gap >= 64 ? 0 : recentHits << UInt64(gap)) | other.recentHits
      if now.count > 0 { past.add(now.value) }
      (now, isHit, lastTick) = (other.now, other.isHit, other.lastTick)
      past.add(other.past)
    } else {
      let gap = lastTick - other.lastTick
      recentHits |= gap >= 64 ? 0 : other.recentHits << UInt64(gap)
      past.add(other.past)
      if gap == 0 { now.add(other.now) } else if other.now.count > 0 { past.add(other.now.value) }
    }
  }

  // MARK: - Signs and tags

  private mutating func shiftSigns(by seconds: Double) {
    for place in signs.indices where signs[place].hasSpoken {
      signs[place].first += seconds
      signs[place].last += seconds
    }
  }

  private mutating func tally(
    _ tag: String, _ evidence: Evidence, strength: Double, place: Int, at time: SourceTime, tick: Int64
  ) {
    let isEarly = tick - firstTick < Self.earlyTicks
    if let index = tags.firstIndex(where: { $0.tag == tag }) {
      tags[index].add(evidence, strength: strength, tick: tick, at: time, isEarly: isEarly)
      return
    }
    var new = TagTally(tag: tag, place: place, at: time)
    new.add(evidence, strength: strength, tick: tick, at: time, isEarly: isEarly)
    makeRoom(for: new)
  }

  private mutating func mergeTag(_ theirs: TagTally) {
    guard let index = tags.firstIndex(where: { $0.tag == theirs.tag }) else { return makeRoom(for: theirs) }
    tags[index].merge(theirs)
  }

  /// A tag beyond the limit takes the place of the one that said least.
  private mutating func makeRoom(for new: TagTally) {
    if tags.count < Self.tagLimit {
      tags.append(new)
    } else if let least = tags.indices.min(by: { tags[$0].total < tags[$1].total }), tags[least].total < new.total {
      tags[least] = new
    }
  }
}
