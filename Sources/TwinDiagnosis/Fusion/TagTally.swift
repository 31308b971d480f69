internal import TwinModel

/// What evidence has said about one tag in an incident so far.
struct TagTally: Sendable, Equatable {
  var tag: String
  var place: Int
  /// Sum over ticks of the loudest in each.
  var total = 0.0
  var loudest = 0.0
  /// What it had said when the incident's first ticks were over.
  var early = 0.0
  var observed: Double?
  var expected: Double?
  var firstSeen: SourceTime
  var lastSeen: SourceTime
  /// Bit of each `Evidence.Sign` that spoke about it, by place in `allCases`.
  var signs: UInt64 = 0
  private var tick = Int64.min
  private var ofTick = 0.0

  init(tag: String, place: Int, at time: SourceTime) {
    self.tag = tag
    self.place = place
    firstSeen = time
    lastSeen = time
  }

  /// - Parameter isEarly: whether it is one of the incident's first ticks.
  mutating func add(_ evidence: Evidence, strength: Double, tick now: Int64, at time: SourceTime, isEarly: Bool) {
    firstSeen = min(firstSeen, time)
    lastSeen = max(lastSeen, time)
    if strength > loudest || observed == nil {
      loudest = max(loudest, strength)
      observed = evidence.observed ?? observed
      expected = evidence.expected ?? expected
    }
    if let sign = evidence.sign { signs |= 1 << UInt64(sign.place) }
    if now != tick {
      tick = now
      ofTick = 0
    }
    total += max(0, strength - ofTick)
    if isEarly { early = total }
    ofTick = max(ofTick, strength)
  }

  /// Takes over what another cluster holds of the same tag.
  mutating func merge(_ other: TagTally) {
    firstSeen = min(firstSeen, other.firstSeen)
    lastSeen = max(lastSeen, other.lastSeen)
    if other.loudest > loudest { (loudest, observed, expected) = (other.loudest, other.observed, other.expected) }
    total += other.total
    signs |= other.signs
  }
}

extension Evidence.Sign {
  /// Place of each sign in `allCases`.
  private static let places = Dictionary(uniqueKeysWithValues: allCases.enumerated().map { ($1, $0) })

  /// Place in `allCases`.
  var place: Int { Self.places[self] ?? 0 }
}
