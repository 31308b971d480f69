/// Why a change of members cannot be approved or made.
public enum MembershipApprovalError: Error, Hashable, CustomStringConvertible {
  /// A line is not what the format says.
  case malformed(line: Int)
  /// The key, or the name, is no present member's.
  case notAMember(NodeID?)
  /// The approval is for another chain.
  case otherChain(NodeID)
  /// The approval is for another epoch.
  case otherEpoch(NodeID, UInt64, present: UInt64)
  /// The approval is for another set of members.
  case otherSet(NodeID)
  /// The signature does not hold.
  case badSignature(NodeID)
  /// Fewer members approved than are needed.
  case tooFew(Int, needed: Int)
  /// The next set is the present one.
  case noChange

  /// What is wrong and what to do.
  public var description: String {
    switch self {
    case .malformed(let line):
      "line \(line) is not what an approval has there; make it with 'sat ledger members approve'"
    case .notAMember(nil): "this key is no present member's; if the members changed before, give the present ones"
    case .notAMember(let name?): "\(name) is no present member"
    case .otherChain(let name): "\(name) approved a change of another ledger"
    case .otherEpoch(let name, let epoch, let present):
      "\(name) approved a change in epoch \(epoch), and this is epoch \(present); ask for a new approval"
    case .otherSet(let name): "\(name) approved other next members than these"
    case .badSignature(let name): "the signature of \(name) does not hold; check the present members and the epoch"
    case .tooFew(let count, let needed): "\(count) members approved, \(needed) are needed"
    case .noChange: "the next members are the present ones"
    }
  }
}
