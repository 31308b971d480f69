/// The random source of the original Tennessee Eastman simulation, for repeating published runs number for number.
///
/// G ← (9228907 · G) mod 2³², where the product is rounded to a double before the remainder is taken; a uniform number
/// is G/2³². Weak (its low bits have short periods): every other use is better served by a modern generator.
/// Source: the simulation that accompanies Downs & Vogel 1993.
public struct DownsVogelGenerator: RandomNumberGenerator, Sendable, Equatable {
  /// G, an integer in [0, 2³²) after the first draw.
  public private(set) var state: Double

  /// Creates the generator; the original starts with 1431655765.
  ///
  /// - Parameter seed: below 2⁴⁰; higher bits are dropped.
  public init(seed: UInt64 = 1_431_655_765) { state = Double(seed & 0xFF_FFFF_FFFF) }

  /// The next G in the upper 32 bits.
  public mutating func next() -> UInt64 {
    let remainder = UInt64(state * 9_228_907) & 0xFFFF_FFFF
    state = Double(remainder)
    return remainder << 32
  }
}
