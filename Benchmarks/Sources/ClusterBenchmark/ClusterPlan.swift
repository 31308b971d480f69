import Crypto
import Foundation
import TwinLedger
import TwinNode

/// Keys and addresses of a cluster on loopback, the same in every process: derived from the folder's seed.
struct ClusterPlan {
  let keys: [Curve25519.Signing.PrivateKey]
  let client: Curve25519.Signing.PrivateKey
  let members: MemberSet
  let ports: [Int]
  var file: MemberFile { MemberFile(chain: "benchmark", members: members) }

  static func create(folder: String, count: Int, port: Int) throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try "\(count) \(port)".write(toFile: folder + "/plan", atomically: true, encoding: .utf8)
    let plan = try ClusterPlan(folder: folder)
    for number in 0..<count {
      let member = plan.members.members[number]
      try LedgerDirectory.create(
        at: folder + "/node-\(number)", chain: plan.file.chainID, member: member.id, publicKey: member.publicKey)
    }
  }

  init(folder: String) throws {
    let words = try String(contentsOfFile: folder + "/plan", encoding: .utf8).split(separator: " ").compactMap {
      Int($0)
    }
    let count = words[0]
    func key(_ number: Int) throws -> Curve25519.Signing.PrivateKey {
      try .init(rawRepresentation: SHA256.hash(data: Data("\(folder) \(number)".utf8)))
    }
    keys = try (0..<count).map(key)
    client = try key(1_000)
    let first = words[1]
    ports = (0..<count).map { first + $0 }
    let (keys, ports) = (keys, ports)
    members = try MemberSet(
      (0..<count).map { number in
        Member(
          id: NodeID("node-\(100 + number)")!, address: "127.0.0.1:\(ports[number])", algorithm: .ed25519,
          publicKey: Array(keys[number].publicKey.rawRepresentation))
      })
  }

  func peer(_ number: Int) -> TransportPeer {
    TransportPeer(key: PeerKey(of: keys[number]), host: "127.0.0.1", port: ports[number])
  }
}
