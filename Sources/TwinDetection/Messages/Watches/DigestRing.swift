#if canImport(Glibc)
  import Glibc
#endif

/// Recognises that a stretch of payloads repeats an earlier one.
///
/// Keeps the digests of the last payloads that differed from their predecessor. A run is a stretch in which every payload
/// equals the one a constant number of places before; it weighs the sum of −ln(frequency) of its payloads, the
/// unlikeliness of meeting them by chance: rare payloads weigh much, bits that come and go nearly nothing. One payload that
/// does not fit costs a run, two in a row end it. What runs weighed that have ended is remembered for some time: an attacker
/// who tells old windows in short bursts adds up.
///
/// Memory: 20 bytes a place. Cost: constant.
struct DigestRing: Sendable {
  private var digests: [UInt64]
  /// Shape `[slot]`: the last position at which a digest of this slot was put; positions count from 1.
  private var latest: [UInt32]
  /// Shape `[slot]`: how many of the ring's digests fall into this slot.
  private var counts: [UInt16]
  private let slotMask: UInt64
  private var position: UInt32 = 0
  private var last: UInt64 = 0
  private var lag: UInt32 = 0
  private var misses = 0
  /// Weight of the run that goes on, in natural logarithms, ≥ 0.
  private(set) var run = 0.0
  /// Largest weight of that run so far.
  private var peak = 0.0
  /// What is remembered of the runs before.
  private(set) var credit = 0.0

  private static let penalty = 4.0
  /// Rare payloads in a row that chance brings now and then; a run is remembered by what it weighs beyond.
  private static let ordinary = 2.0
  /// Share of the credit that a payload leaves.
  private static let memory = 1 - 1.0 / 128

  /// - Parameter capacity: payloads that are kept, a power of two.
  init(capacity: Int) {
    digests = [UInt64](repeating: 0, count: capacity)
    latest = [UInt32](repeating: 0, count: 2 * capacity)
    counts = [UInt16](repeating: 0, count: 2 * capacity)
    slotMask = UInt64(2 * capacity - 1)
  }

  /// Weight of the run that goes on and of those remembered, in natural logarithms, ≥ 0.
  var weight: Double { run + credit }

  /// Adds a payload and gives the weight.
  mutating func add(_ digest: UInt64) -> Double {
    guard digest != last else { return weight }
    last = digest
    credit *= Self.memory
    let slot = Int((digest ^ (digest >> 32)) & slotMask)
    compare(digest, slot)
    insert(digest, slot)
    return weight
  }

  private func digest(at position: UInt32) -> UInt64 { digests[Int(position) & (digests.count - 1)] }

  private mutating func compare(_ digest: UInt64, _ slot: Int) {
    let kept = min(position, UInt32(digests.count))
    if lag > 0 {
      if lag < kept, self.digest(at: position &+ 1 &- lag) == digest {
        run += log(Double(kept) / Double(max(counts[slot], 1)))
        peak = max(peak, run)
        misses = 0
        return
      }
      misses += 1
      run = max(0, run - Self.penalty)
      if misses < 2 && run > 0 { return }
      credit += max(0, peak - Self.ordinary * log(Double(kept)))
      (lag, run, peak, misses) = (0, 0, 0, 0)
    }
    let found = latest[slot]
    guard found > 0, position &- found < kept, self.digest(at: found) == digest else { return }
    lag = position &+ 1 &- found
  }

  private mutating func insert(_ digest: UInt64, _ slot: Int) {
    position &+= 1
    let place = Int(position) & (digests.count - 1)
    let old = digests[place]
    if old != 0 {
      let oldSlot = Int((old ^ (old >> 32)) & slotMask)
      if counts[oldSlot] > 0 { counts[oldSlot] -= 1 }
    }
    digests[place] = digest
    if counts[slot] < .max { counts[slot] += 1 }
    latest[slot] = position
  }
}
