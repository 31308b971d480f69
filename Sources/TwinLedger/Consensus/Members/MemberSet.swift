/// The members of one epoch, ordered by name, and what follows from their number.
public struct MemberSet: Sendable, Hashable {
  /// No set has more members.
  public static let maximumCount = 128

  /// The members, ordered by name: two files that list them differently mean one set.
  public let members: [Member]
  /// SHA-256 of the canonical encoding; part of every signed statement.
  public let hash: Digest32
  private let positions: [NodeID: Int]

  /// Checks a list of members.
  ///
  /// - Parameter unsafeSingle: allows fewer than four, for development: no liar is tolerated then.
  public init(_ members: [Member], unsafeSingle: Bool = false) throws(MemberSetError) {
    guard members.count >= (unsafeSingle ? 1 : 4) else { throw .tooFew(members.count) }
    guard members.count <= Self.maximumCount else { throw .tooMany(members.count) }
    var names: [NodeID: Int] = [:]
    var keys: [[UInt8]: Int] = [:]
    for (position, member) in members.enumerated() {
      guard (1...255).contains(member.address.utf8.count) else { throw .badAddress(member: position) }
      if let reason = member.algorithm.flaw(of: member.publicKey) { throw .badKey(member: position, reason: reason) }
      if let first = names.updateValue(position, forKey: member.id) {
        throw .duplicateID(member.id, first: first, second: position)
      }
      if let first = keys.updateValue(position, forKey: member.publicKey) {
        throw .duplicateKey(first: first, second: position)
      }
    }
    let ordered = members.sorted { $0.id < $1.id }
    self.members = ordered
    var writer = WireWriter()
    writer.raw(Array("SAT-LEDGER-V1 members".utf8))
    Self.write(ordered, to: &writer)
    hash = Digest32(sha256: writer.bytes)
    positions = Dictionary(uniqueKeysWithValues: ordered.enumerated().map { ($1.id, $0) })
  }

  /// How many members there are.
  public var count: Int { members.count }
  /// How many of them may lie without harm: f = ⌊(n − 1)/3⌋.
  public var faultsTolerated: Int { (count - 1) / 3 }
  /// How many votes decide: q = ⌈(n + f + 1)/2⌉.
  public var quorum: Int { (count + faultsTolerated + 2) / 2 }

  /// The position of a name, or nil where it is no member's.
  public func position(of id: NodeID) -> Int? { positions[id] }

  /// Whether both list the same records.
  public static func == (left: Self, right: Self) -> Bool { left.hash == right.hash }

  /// Feeds the hash.
  public func hash(into hasher: inout Hasher) { hasher.combine(hash) }
}
