/// A short digest of a payload, by which a monitor recognises payloads that come again.
///
/// Not cryptographic: whoever makes two payloads with one digest gains nothing, since equal digests raise suspicion and
/// different ones do not lower it. The same payload has the same digest on every machine.
///
/// Source: Fowler, Noll, Vo: FNV-1a with 64 bits; the last mixing is that of MurmurHash3 (`fmix64`, without its last step).
public struct MessageDigest: Sendable {
  private var state: UInt64 = 0xCBF2_9CE4_8422_2325

  /// The digest of an empty payload.
  public init() {}

  /// Adds a word.
  public mutating func add(_ word: UInt64) { state = (state ^ word) &* 0x0000_0100_0000_01B3 }

  /// What was added; never 0.
  public var value: UInt64 {
    var mixed = (state ^ (state >> 33)) &* 0xFF51_AFD7_ED55_8CCD
    mixed ^= mixed >> 33
    return mixed == 0 ? 1 : mixed
  }

  /// The digest of registers; 0 when there are none.
  public static func of(registers: [UInt16]) -> UInt64 {
    guard !registers.isEmpty else { return 0 }
    var digest = MessageDigest()
    for register in registers { digest.add(UInt64(register)) }
    return digest.value
  }

  /// The digest of one number.
  public static func of(value: Double) -> UInt64 {
    var digest = MessageDigest()
    digest.add(value.bitPattern)
    return digest.value
  }
}
