public import Crypto
import Foundation
public import NIOCore
public import TwinLedger

/// What a ledger node is told once.
public struct LedgerNodeConfiguration: Sendable {
  /// The member whose key this is.
  public let member: NodeID
  /// Who keeps the ledger together, at its beginning.
  public let members: MemberSet
  /// Signs votes and cosignatures, and authenticates connections.
  public let key: Curve25519.Signing.PrivateKey
  /// The data directory, made by `LedgerDirectory.create`.
  public let directory: String
  /// The ledger's name, the origin line of its checkpoints.
  public let origin: String
  /// The members now, as far as is known, for one who is none of the founding ones: whom to ask for the chain.
  public var present: MemberSet?
  /// Where to listen; the member's address among the members in force when nil.
  public var listen: (host: String, port: Int)?
  /// Keys that may submit and ask, members besides.
  public var clients: [PeerKey] = []
  /// Bounds on connections.
  public var limits = TransportLimits()
  /// Most requests of clients that wait to be final at one time.
  public var waitingRequests = 100_000
  /// Bytes of the file that votes are written to before they are sent; begins anew when it is full.
  public var voteFileBytes = 16 << 20
  /// How long the published checkpoint may lag behind the cosigned one.
  public var publishingPause = TimeAmount.seconds(1)
  /// How long a member that lacks blocks waits between two answers of some 256 KiB: 10 MiB/s for each.
  public var servingPause = TimeAmount.milliseconds(25)
  /// Times and bounds of the consensus.
  public var replica: ReplicaConfiguration

  /// The node of the member that has this key.
  ///
  /// - Parameter name: the name of a member that is none of the founding ones.
  /// - Throws: `LedgerNodeError.notAMember` where the key is no founding member's and there is no name, or the name is
  ///   another founding member's.
  public init(
    _ file: MemberFile, key: Curve25519.Signing.PrivateKey, name: NodeID? = nil, directory: String
  ) throws(LedgerNodeError) {
    let publicKey = Array(key.publicKey.rawRepresentation)
    let founder = file.members.members.first { $0.publicKey == publicKey }
    guard let member = founder?.id ?? name, founder != nil || file.members.position(of: member) == nil else {
      throw .notAMember
    }
    self.member = member
    members = file.members
    self.key = key
    self.directory = directory
    origin = file.chain
    replica = ReplicaConfiguration(chainID: file.chainID)
    // The vote file begins anew when it is full, not before: every beginning writes all of it.
    replica.memoryBytes = .max
  }

  /// The public half of the key, 32 bytes.
  var publicKey: [UInt8] { Array(key.publicKey.rawRepresentation) }

  /// The checkpoint with which the log begins.
  func emptyCheckpoint() throws -> SignedCheckpoint {
    let signer = try SignerKey(name: origin, algorithm: .ed25519, seed: Array(key.rawRepresentation))
    return try SignedCheckpoint(Checkpoint(origin: origin, size: 0, root: .empty), keys: [signer], time: 0)
  }
}
