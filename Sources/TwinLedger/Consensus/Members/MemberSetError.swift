/// Why a list of members is not a member set.
public enum MemberSetError: Error, Sendable, Hashable {
  /// Fewer than four members tolerate no liar; only development may do that, and must say so.
  case tooFew(Int)
  /// More than 128.
  case tooMany(Int)
  /// Two members, by position, have one name.
  case duplicateID(NodeID, first: Int, second: Int)
  /// Two members, by position, have one key.
  case duplicateKey(first: Int, second: Int)
  /// The member's key is not one of its algorithm.
  case badKey(member: Int, reason: String)
  /// The member's address is empty or longer than 255 bytes.
  case badAddress(member: Int)
}
