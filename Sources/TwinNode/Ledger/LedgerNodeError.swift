/// Why a ledger node does not start.
public enum LedgerNodeError: Error, Equatable, CustomStringConvertible {
  /// There is no data directory.
  case noDirectory(String)
  /// A data directory is to be made where something is already.
  case directoryExists(String)
  /// Another process works on the directory.
  case inUse(String)
  /// The directory belongs to another chain.
  case otherChain(String)
  /// The directory belongs to another member.
  case otherMember(String, String)
  /// A file is not what it should be.
  case unreadable(String)
  /// The key is no member's.
  case notAMember
  /// The node is no member yet, and nothing says where it listens.
  case noAddress
  /// A member's address is not `host:port`.
  case badAddress(member: String, String)

  /// What is wrong, where, and what to do.
  public var description: String {
    switch self {
    case .noDirectory(let path): "\(path): no ledger data here; make it with `sat ledger init`"
    case .directoryExists(let path): "\(path): exists already; a ledger's data needs a folder of its own"
    case .inUse(let path): "\(path): another process works on this data directory"
    case .otherChain(let path): "\(path): belongs to another ledger than the member file describes"
    case .otherMember(let path, let member): "\(path): belongs to member \(member), not to the owner of this key"
    case .unreadable(let path): "\(path): damaged"
    case .notAMember: "this key is no founding member's; who comes later gives a --name that no founding member has"
    case .noAddress: "no member of the ledger yet: give the address to listen on with --listen"
    case .badAddress(let member, let address): "member \(member): \(address) is not host:port"
    }
  }
}
