import Crypto
import Testing
import TwinLedger

@testable import TwinNode

/// Members that store at different moments find heads to cosign together.
@Suite struct CosigningTests {
  private let keys = (0..<4).map { _ in Curve25519.Signing.PrivateKey() }
  private let file: MemberFile

  init() throws {
    file = MemberFile(
      chain: "test",
      members: try MemberSet(
        keys.enumerated().map { number, key in
          Member(
            id: NodeID("node-\(number)")!, address: "127.0.0.1:1", algorithm: .ed25519,
            publicKey: Array(key.publicKey.rawRepresentation))
        }))
  }

  private func cosigning(_ number: Int) throws -> Cosigning {
    try Cosigning(LedgerNodeConfiguration(file, key: keys[number], directory: ""), members: file.members)
  }

  private func id(_ number: Int) -> NodeID { file.members.members[number].id }

  private func heads(_ range: ClosedRange<UInt8>) -> [LogHead] {
    range.map { LogHead(size: UInt64($0), root: Digest32(sha256: [$0])) }
  }

  /// Lets everybody sign what is due and hear it, until nobody has anything to say.
  ///
  /// - Returns: words said.
  private func talk(_ members: inout [Cosigning], absent: Set<Int> = []) throws -> Int {
    var said = 0
    var isQuiet = false
    while !isQuiet {
      isQuiet = true
      for speaker in members.indices where !absent.contains(speaker) {
        guard let word = try members[speaker].sign(time: 7) else { continue }
        isQuiet = false
        said += 1
        for listener in members.indices where listener != speaker && !absent.contains(listener) {
          let isValid = try members[listener].take(word, from: id(speaker), time: 7)
          #expect(isValid)
        }
      }
    }
    return said
  }

  @Test func `Whoever has stored less catches up to the head that was proposed`() throws {
    var members = try (0..<4).map { try cosigning($0) }
    for (number, last) in [(0, 3), (1, 9), (2, 5), (3, 7)] as [(Int, UInt8)] {
      members[number].store(heads(1...last))
      _ = try talk(&members)
    }
    // The second proposes 9; the first, third and fourth have not stored that yet.
    #expect(members.compactMap { $0.complete?.checkpoint.size }.max() ?? 0 == 3)
    for number in [0, 2, 3] { members[number].store(heads(8...9)) }
    let said = try talk(&members)
    #expect(members.allSatisfy { $0.complete?.checkpoint.size == 9 })
    #expect(said <= 4)
    let policy = try LogPolicy(origin: "test", members: file.members)
    for member in members {
      guard case .trusted(let trusted) = policy.judge(try #require(member.complete)) else {
        Issue.record("no quorum")
        continue
      }
      #expect(trusted.cosigners.count >= 3)
    }
  }

  @Test func `One absent member does not stop the others, two do`() throws {
    for (absent, expected) in [([3], 4), ([2, 3], 0)] as [(Set<Int>, UInt64)] {
      var members = try (0..<4).map { try cosigning($0) }
      for number in 0..<4 { members[number].store(heads(1...4)) }
      _ = try talk(&members, absent: absent)
      #expect(members[0].complete?.checkpoint.size ?? 0 == expected)
    }
  }

  @Test func `A head that no quorum stores is given up for a newer one`() throws {
    var members = try (0..<4).map { try cosigning($0) }
    // A liar proposes a head that nobody else ever has.
    members[0].store([LogHead(size: 2, root: Digest32(sha256: [99]))])
    _ = try talk(&members)
    for round in UInt8(1)...20 {
      for number in 1..<4 { members[number].store(heads(round...round)) }
      _ = try talk(&members)
    }
    #expect(members[1...].allSatisfy { $0.complete?.checkpoint.size == 20 })
    #expect(members[1].complete?.checkpoint.root == heads(20...20)[0].root)
  }

  @Test func `Words that do not hold, and floods of them, change nothing`() throws {
    var (one, second) = (try cosigning(0), try cosigning(1))
    second.store(heads(1...1))
    var word = try #require(try second.sign(time: 7))
    word.signature[20] ^= 1
    #expect(try !one.take(word, from: id(1), time: 7))
    word.signature[20] ^= 1
    #expect(try !one.take(word, from: id(2), time: 7))
    #expect(try !one.take(word, from: NodeID("stranger")!, time: 7))
    // Proposals of huge logs do not push out what the others say.
    var third = try cosigning(2)
    third.store(heads(1...1))
    for size in UInt64(0)..<100 {
      var liar = try cosigning(3)
      liar.store([LogHead(size: 1000 + size, root: .zero)])
      let lie = try #require(try liar.sign(time: 7))
      #expect(try one.take(lie, from: id(3), time: 7))
    }
    #expect(try one.take(word, from: id(1), time: 7))
    let other = try #require(try third.sign(time: 7))
    #expect(try one.take(other, from: id(2), time: 7))
    one.store(heads(1...1))
    #expect(try one.sign(time: 7)?.head.size == 1)
    #expect(one.complete?.checkpoint.size == 1)
    // Never a smaller log after a larger one.
    one.store(heads(1...1))
    #expect(try one.sign(time: 7) == nil)
  }

  @Test func `A clock that jumps makes no word invalid and stops nobody`() throws {
    var members = try (0..<4).map { try cosigning($0) }
    for (round, time) in zip(UInt8(1)..., [1_700_000_000, 0, UInt64(Int64.max), 5] as [UInt64]) {
      for number in members.indices { members[number].store(heads(round...round)) }
      for speaker in members.indices {
        guard let word = try members[speaker].sign(time: time) else { continue }
        for listener in members.indices where listener != speaker {
          let isValid = try members[listener].take(word, from: id(speaker), time: 1)
          #expect(isValid)
        }
      }
      #expect(members.allSatisfy { $0.complete?.checkpoint.size == UInt64(round) }, "\(time)")
    }
  }
}
