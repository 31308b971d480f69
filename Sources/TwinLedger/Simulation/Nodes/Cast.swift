/// Who plays in a simulated ledger: the members, their keys, and which of the world's nodes act under which member's
/// name. Twins are two nodes of one name.
struct Cast: Sendable {
  let members: MemberSet
  let chainID: Digest32
  let scheme: SimulatedScheme
  /// The member that each of the world's nodes acts for.
  let identities: [Int]
  /// Whether each node keeps the rules.
  let isHonest: [Bool]
  /// How many members do what they like.
  let liarCount: Int
  private let nodesOfMember: [[Int]]
  private let indices: [NodeID: Int]

  /// Creates a cast of `count` members; the node numbers of second twins follow after the members'.
  init(count: Int, identities: [Int], isHonest: [Bool], scheme: SimulatedScheme) throws(MemberSetError) {
    var list: [Member] = []
    for index in 0..<count {
      guard let name = NodeID("replica-\(index < 10 ? "0" : "")\(index)") else { continue }
      list.append(
        Member(
          id: name, address: "node \(index)", algorithm: .simulated, publicKey: scheme.signer(UInt64(index)).publicKey))
    }
    members = try MemberSet(list)
    self.scheme = scheme
    self.identities = identities
    self.isHonest = isHonest
    liarCount = Set(identities.indices.filter { !isHonest[$0] }.map { identities[$0] }).count
    chainID = Digest32(sha256: Array("a simulated ledger".utf8))
    nodesOfMember = (0..<count).map { member in identities.indices.filter { identities[$0] == member } }
    indices = Dictionary(uniqueKeysWithValues: list.enumerated().map { ($1.id, $0) })
  }

  /// The name under which a node acts.
  func name(of node: Int) -> NodeID { members.members[identities[node]].id }

  /// The key with which a node signs.
  func signer(of node: Int) -> SimulatedScheme.Signer { scheme.signer(UInt64(identities[node])) }

  /// The nodes that act for these members, without the one that asks.
  func nodes(of names: [NodeID], except node: Int) -> [Int] {
    var all: [Int] = []
    for name in names {
      guard let member = indices[name] else { continue }
      all.append(contentsOf: nodesOfMember[member].lazy.filter { $0 != node })
    }
    return all
  }
}
