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
  let client = Curve25519.Signing.PrivateKey()
  private(set) var nodes: [LedgerNode?]

  init(count: Int = 4) async throws {
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
      try LedgerDirectory.create(
        at: folder + "/\(number)", chain: LedgerNodeConfiguration.chain(origin: "test", members: members),
        member: members.members[number])
    }
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  func start(_ number: Int, notice: @escaping @Sendable (LedgerNotice) -> Void = { _ in }) async throws {
    var configuration = try LedgerNodeConfiguration(
      members: members, key: keys[number], directory: folder + "/\(number)", origin: "test")
    configuration.clients = [PeerKey(of: client)]
    configuration.voteFileBytes = 1 << 17
    nodes[number] = try await LedgerNode.start(configuration, notice: notice)
  }

  func startAll() async throws { for number in keys.indices { try await start(number) } }

  func stop(_ number: Int) async {
    await nodes[number]?.stop()
    nodes[number] = nil
  }

  func stopAll() async { for number in keys.indices { await stop(number) } }

  func connect(to number: Int) async throws -> LedgerClient {
    let (host, port) = try LedgerNode.address(of: members, members.members[number].id)
    return try await LedgerClient.connect(
      to: TransportPeer(key: PeerKey(of: keys[number]), host: host, port: port), key: client)
  }

  /// Whom an outsider believes: any member as the log, a quorum of them as witnesses.
  func policy() throws -> LogPolicy { try LogPolicy(origin: "test", members: members) }

  /// What stands in the log's files of a node that is stopped.
  func entries(of number: Int) throws -> [[UInt8]] {
    let store = try BlockStore(path: folder + "/\(number)/blocks")
    return try store.blocks(after: 0, bytes: .max, count: .max).flatMap { $0.block.entries.map(\.bytes) }
  }

  private static func freePorts(_ count: Int) async throws -> [Int] {
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
