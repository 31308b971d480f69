import Crypto
import Testing

@testable import TwinLedger

/// Approvals as files, and the change that they make.
@Suite struct MembershipApprovalTests {
  private let keys: [Curve25519.Signing.PrivateKey]

  init() throws {
    keys = try (1...5).map { try .init(rawRepresentation: [UInt8](repeating: $0, count: 32)) }
  }

  private func members(_ numbers: [Int]) throws -> MemberSet {
    try MemberSet(
      numbers.map {
        Member(
          id: NodeID("plant-\($0)")!, address: "127.0.0.1:\(7_400 + $0)", algorithm: .ed25519,
          publicKey: Array(keys[$0].publicKey.rawRepresentation))
      })
  }

  private func context(_ epoch: UInt64 = 0) throws -> VotingContext {
    VotingContext(chainID: Digest32(sha256: [1]), epoch: epoch, members: try members([0, 1, 2, 3]))
  }

  private func approval(_ number: Int, _ next: MemberSet, epoch: UInt64 = 0) throws -> MembershipApproval {
    try MembershipApproval(of: next, in: context(epoch), by: Ed25519Signer(keys[number]))
  }

  @Test func `A quorum's approvals, read from their files, change the members`() throws {
    let next = try members([0, 1, 2, 3, 4])
    let read = try (0..<3).map { try MembershipApproval(Array(approval($0, next).text.utf8)) }
    #expect(read == (try (0..<3).map { try approval($0, next) }))
    let change = try MembershipApproval.change(to: next, approvals: read, in: context(), with: Ed25519Verifier())
    #expect(change.isApproved(in: try context(), with: Ed25519Verifier()))
    #expect(!change.isApproved(in: try context(1), with: Ed25519Verifier()))
  }

  @Test func `What does not count is named`() throws {
    let next = try members([0, 1, 2, 3, 4])
    let other = try members([0, 1, 2, 4])
    let all = try (0..<3).map { try approval($0, next) }
    func refusal(_ approvals: [MembershipApproval], _ next: MemberSet) throws -> MembershipApprovalError? {
      do {
        _ = try MembershipApproval.change(to: next, approvals: approvals, in: context(), with: Ed25519Verifier())
        return nil
      } catch let error as MembershipApprovalError { return error }
    }
    let name = all[2].member
    #expect(try refusal(Array(all[..<2]), next) == .tooFew(2, needed: 3))
    #expect(try refusal([all[0], all[1], all[1]], next) == .tooFew(2, needed: 3))
    #expect(try refusal([], next) == .tooFew(0, needed: 3))
    #expect(try refusal(all, try members([0, 1, 2, 3])) == .noChange)
    #expect(try refusal([all[0], all[1], approval(2, other)], next) == .otherSet(name))
    #expect(try refusal([all[0], all[1], approval(2, next, epoch: 1)], next) == .otherEpoch(name, 1, present: 0))
    #expect(throws: MembershipApprovalError.notAMember(nil)) { try approval(4, next) }
    #expect(throws: MembershipApprovalError.noChange) { try approval(0, try members([0, 1, 2, 3])) }
    let text = all[2].text
    let forged = text.replacing("signature \(text.split(separator: " ").last!.prefix(2))", with: "signature ff")
    let changed = forged == text ? text.replacing("signature ff", with: "signature 00") : forged
    #expect(try refusal([all[0], all[1], MembershipApproval(Array(changed.utf8))], next) == .badSignature(name))
    let foreign = text.replacing("member plant-2", with: "member plant-9")
    #expect(try refusal([MembershipApproval(Array(foreign.utf8))], next) == .notAMember(NodeID("plant-9")))
    let chain = text.replacing("chain \(all[2].chainID)", with: "chain \(Digest32(sha256: [2]))")
    #expect(try refusal([MembershipApproval(Array(chain.utf8))], next) == .otherChain(name))
  }

  @Test func `A file that is cut, or has a line too many, is no approval`() throws {
    let bytes = Array(try approval(0, members([0, 1, 2, 4])).text.utf8)
    for length in 0..<bytes.count - 1 {
      // A signature of fewer digits is one that does not hold; everything shorter is no approval.
      guard let read = try? MembershipApproval(Array(bytes[..<length])) else { continue }
      #expect(read.signature.bytes.count < 64)
    }
    for bad in [bytes + Array("more\n".utf8), [0xff] + bytes, [], Array("sat-ledger-approval/v1\n".utf8)] {
      #expect(throws: MembershipApprovalError.self) { try MembershipApproval(bad) }
    }
  }
}
