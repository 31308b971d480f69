import Crypto
import Foundation
import NIOCore
import NIOPosix
import TwinLedger

@testable import TwinNode

/// Four nodes of a ledger in one process, on loopback, each with a data directory of its own.
final class LedgerUnderTest {
  let keys: [Curve25519.Signing.PrivateKey]
  let members: MemberSet
  let folder: String
  /// The ledger's member file.
  var file: MemberFile { MemberFile(chain: "test", members: members) }
  let client = Curve25519.Signing.PrivateKey()
  private(set) var nodes: [LedgerNode?]

  /// Where each node's data directory is.
  private var places: [String] = []

  /// - Parameter disk: a folder for the last node's directory, in place of the common one.
  init(count: Int = 4, disk: String? = nil) async throws {
    keys = (0..<count).map { _ in Curve25519.Signing.PrivateKey() }
    let ports = try await Self.freePorts(count)
    members = try MemberSet(
      zip(keys, ports).enumerated().map { number, pair in
        Member(
          id: NodeID("node-\(number)")!, address: "127.0.0.1:\(pair.1)", algorithm: .ed25519,
          publicKey: Array(pair.0.publicKey.rawRepresentation))
      })
    folder = NSTemporaryDirectory() + "sat-ledger-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    nodes = Array(repeating: nil, count: count)
    for number in 0..<count {
      places.append((number == count - 1 ? disk ?? folder : folder) + "/\(number)")
      try create(number)
    }
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  func start(_ number: Int, notice: @escaping @Sendable (LedgerNotice) -> Void = { _ in }) async throws {
    var configuration = try LedgerNodeConfiguration(
      file, key: keys[number], directory: places[number])
    configuration.clients = [PeerKey(of: client)]
    configuration.voteFileBytes = 1 << 17
    nodes[number] = try await LedgerNode.start(configuration, notice: notice)
  }

  /// Makes a founding member's directory.
  func create(_ number: Int) throws {
    let member = members.members[number]
    try LedgerDirectory.create(
      at: places[number], chain: file.chainID, member: member.id, publicKey: member.publicKey)
  }

  func startAll() async throws { for number in keys.indices { try await start(number) } }

  func stop(_ number: Int) async {
    await nodes[number]?.stop()
    nodes[number] = nil
  }

  func stopAll() async { for number in keys.indices { await stop(number) } }

  func connect(to number: Int) async throws -> LedgerClient {
    try await LedgerClient.connect(to: try LedgerNode.peer(members.members[number]), key: client)
  }

  /// Whom an outsider believes: any member as the log, a quorum of them as witnesses.
  func policy() throws -> LogPolicy { try LogPolicy(origin: "test", members: members) }

  /// The directory of a node that is stopped, and the checkpoint with which its log begins.
  func opened(_ number: Int) throws -> (LedgerDirectory, SignedCheckpoint) {
    let configuration = try LedgerNodeConfiguration(file, key: keys[number], directory: places[number])
    let directory = try LedgerDirectory(
      path: places[number], chain: configuration.replica.chainID, member: configuration.member)
    return (directory, try configuration.emptyCheckpoint())
  }

  /// The final blocks of a node that is stopped.
  func blocks(of number: Int) throws -> [FinalizedBlock] {
    try BlockStore(path: places[number] + "/blocks").blocks(after: 0, bytes: .max, count: .max)
  }

  /// The entries of a node that is stopped.
  func entries(of number: Int) throws -> [[UInt8]] {
    try blocks(of: number).flatMap { $0.block.entries.map(\.bytes) }
  }

  static func freePorts(_ count: Int) async throws -> [Int] {
    var listeners: [any Channel] = []
    for _ in 0..<count {
      listeners.append(
        try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton).bind(host: "127.0.0.1", port: 0).get())
    }
    let ports = listeners.compactMap { $0.localAddress?.port }
    for listener in listeners { try await listener.close() }
    return ports
  }
}
