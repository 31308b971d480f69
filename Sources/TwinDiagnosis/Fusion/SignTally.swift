/// What one kind of sign has said in an incident so far.
public struct SignTally: Sendable, Equatable, Codable {
  /// Pieces of evidence.
  public var pieces = 0
  /// Ticks in which it spoke.
  public var ticks = 0
  /// Loudest so far, in multiples of the alarm threshold.
  public var loudest = 0.0
  /// Loudest within the incident's first ticks, likewise.
  public var early = 0.0
  /// Sum over ticks of the loudest in each.
  public var total = 0.0
  /// Seconds from the incident's first evidence to its first and latest word; meaningless before.
  public var first = 0.0
  /// See `first`.
  public var last = 0.0

  private var tick = Int64.min
  private var ofTick = 0.0

  private enum CodingKeys: String, CodingKey { case pieces, ticks, loudest, early, total, first, last }

  /// Nothing said.
  public init() {}

  /// Whether it spoke at all.
  public var hasSpoken: Bool { pieces > 0 }

  /// - Parameter isEarly: whether it is one of the incident's first ticks.
  mutating func add(strength: Double, tick now: Int64, seconds: Double, isEarly: Bool = false) {
    if pieces == 0 { (first, last) = (seconds, seconds) }
    pieces += 1
    (first, last) = (min(first, seconds), max(last, seconds))
    loudest = max(loudest, strength)
    if isEarly { early = max(early, strength) }
    if now != tick {
      ticks += 1
      tick = now
      ofTick = 0
    }
    total += max(0, strength - ofTick)
    ofTick = max(ofTick, strength)
  }

  /// Takes over what the same sign said in another cluster, which began so many seconds later.
  mutating func merge(_ other: SignTally, later: Double) {
    let (theirFirst, theirLast) = (other.first + later, other.last + later)
    (first, last) = pieces == 0 ? (theirFirst, theirLast) : (min(first, theirFirst), max(last, theirLast))
    pieces += other.pieces
    ticks += other.ticks
    total += other.total
    loudest = max(loudest, other.loudest)
    if later <= 0 { early = max(early, other.early) }
  }
}
