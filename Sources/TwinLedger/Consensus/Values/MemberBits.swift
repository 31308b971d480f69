/// A set of members, one bit each: at most 128, always walked in order.
public struct MemberBits: Sendable, Hashable, Sequence {
  /// Bit k stands for member k.
  public private(set) var bits: UInt128

  /// The set of these bits.
  public init(bits: UInt128 = 0) { self.bits = bits }

  /// How many members are in it.
  public var count: Int { bits.nonzeroBitCount }
  /// Whether nobody is in it.
  public var isEmpty: Bool { bits == 0 }
  /// One past the last member in it.
  public var bound: Int { UInt128.bitWidth - bits.leadingZeroBitCount }

  /// Whether `member` is in it.
  public func contains(_ member: Int) -> Bool { member >= 0 && member < 128 && bits >> member & 1 == 1 }

  /// Adds `member`, 0 ..< 128.
  public mutating func insert(_ member: Int) { bits |= 1 << UInt128(member) }

  /// Takes `member` out.
  public mutating func remove(_ member: Int) { bits &= ~(1 << UInt128(member)) }

  /// The members, ascending.
  public func makeIterator() -> Iterator { Iterator(rest: bits) }

  /// Walks the members.
  public struct Iterator: IteratorProtocol {
    var rest: UInt128

    /// The next member.
    public mutating func next() -> Int? {
      guard rest != 0 else { return nil }
      let member = rest.trailingZeroBitCount
      rest &= rest - 1
      return member
    }
  }
}
