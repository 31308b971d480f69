import Crypto
import Testing

@testable import TwinLedger

@Suite struct MemberFileTests {
  private static let keys = (0..<5).map { _ in
    Hexadecimal.text(of: Ed25519Signer(Curve25519.Signing.PrivateKey()).publicKey)
  }

  private func file(_ count: Int = 4, change: (inout [String]) -> Void = { _ in }) -> [UInt8] {
    var lines = ["# our chain", "chain: four plants", "members:"]
    for k in 0..<count {
      lines += [
        "  - id: plant-\(k)", "    address: plant-\(k).example:7400", "    algorithm: ed25519",
        "    key: \(Self.keys[k])",
      ]
    }
    change(&lines)
    return Array((lines.joined(separator: "\n") + "\n").utf8)
  }

  private func problem(_ bytes: [UInt8], unsafeSingle: Bool = false) -> MemberFileError? {
    do {
      _ = try MemberFile(bytes, unsafeSingle: unsafeSingle)
      return nil
    } catch { return error }
  }

  @Test func `A member file is read, and its text read again`() throws {
    let read = try MemberFile(file())
    #expect(read.chain == "four plants")
    #expect(read.members.members.map(\.id.description) == ["plant-0", "plant-1", "plant-2", "plant-3"])
    #expect(try MemberFile(Array(read.text.utf8)) == read)
  }

  @Test func `The order of the members and comments change nothing`() throws {
    let shuffled = file { lines in
      let members = Array(lines[3...])
      lines = Array(lines[..<3]) + members[8...] + ["", "  # moved"] + members[..<8]
    }
    #expect(try MemberFile(shuffled).chainID == MemberFile(file()).chainID)
  }

  @Test func `Faults and quorum follow from the number`() throws {
    for (n, f, q) in [(4, 1, 3), (5, 1, 4), (6, 1, 4), (7, 2, 5), (10, 3, 7), (16, 5, 11), (50, 16, 34), (100, 33, 67)]
    {
      let scheme = SimulatedScheme(worldSeed: 1)
      let members = try MemberSet((0..<n).map { Cluster.member($0, scheme: scheme) })
      #expect(members.faultsTolerated == f)
      #expect(members.quorum == q)
    }
  }

  @Test func `Each mistake is named with its place`() {
    let cases: [([UInt8], Int, Int, MemberFileError.Problem)] = [
      (file { $0[10] = "    key: " + Self.keys[0] }, 11, 10, .members(.duplicateKey(first: 0, second: 1))),
      (file { $0[7] = "  - id: plant-0" }, 8, 9, .members(.duplicateID(NodeID("plant-0")!, first: 0, second: 1))),
      (
        file { $0[6] = "    key: abcd" }, 7, 10,
        .members(.badKey(member: 0, reason: "an Ed25519 key has 32 bytes, not 2"))
      ),
      (file { $0[6] = "    key: xyz" }, 7, 10, .badValue(field: "key", expected: "64 hexadecimal digits")),
      (file { $0[5] = "    algorithm: simulated" }, 6, 16, .badValue(field: "algorithm", expected: "ed25519")),
      (
        file { $0[3] = "  - id: Plant" }, 4, 9,
        .badValue(field: "id", expected: "1 to 32 of a-z, 0-9, \".\", \"-\", \"_\"")
      ),
      (file { $0[4] = "    adress: x" }, 5, 5, .unknownField("adress")),
      (file { $0[4] = "    id: x" }, 5, 5, .repeatedField("id")),
      (file { $0.remove(at: 4) }, 4, 3, .missingField("address")),
      (file { $0[1] = "" }, 0, 0, .missingField("chain")),
      (file { $0[4] = "    address" }, 5, 5, .syntax(expected: "\"field: value\"")),
      (file(3), 0, 0, .members(.tooFew(3))),
      ([0xff, 0xfe], 0, 0, .notText),
      ([UInt8](repeating: 32, count: MemberFile.maximumBytes + 1), 0, 0, .tooLarge(MemberFile.maximumBytes + 1)),
    ]
    for (bytes, line, column, expected) in cases {
      #expect(problem(bytes) == MemberFileError(file: "members.yaml", line: line, column: column, problem: expected))
    }
  }

  @Test func `Fewer than four members are allowed only where somebody says so`() throws {
    #expect(problem(file(1)) != nil)
    #expect(try MemberFile(file(1), unsafeSingle: true).members.quorum == 1)
  }
}

@Suite struct Ed25519Tests {
  @Test func `The signer gives the signature of RFC 8032, section 7_1, test 2`() throws {
    let secret = try #require(Hexadecimal.bytes(of: "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb"))
    let signer = Ed25519Signer(try Curve25519.Signing.PrivateKey(rawRepresentation: secret))
    #expect(
      Hexadecimal.text(of: signer.publicKey) == "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c")
    #expect(
      Hexadecimal.text(of: signer.signature(of: [0x72])?.bytes ?? [])
        == "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
    )
  }

  @Test func `Four replicas with Ed25519 keys agree, and a changed signature does not count`() throws {
    let signers = (0..<4).map { _ in Ed25519Signer(Curve25519.Signing.PrivateKey()) }
    let members = try MemberSet(
      signers.enumerated().map {
        Member(id: Cluster.name($0), address: "x", algorithm: .ed25519, publicKey: $1.publicKey)
      })
    let context = VotingContext(chainID: .zero, epoch: 0, members: members)
    let hash = Digest32(sha256: [1])
    let votes = try signers.prefix(3).enumerated().map { place, signer in
      let signature = try #require(signer.signature(of: context.statement(.notarize, view: 1, hash: hash)))
      return Vote(kind: .notarize, view: 1, hash: hash, signer: place, signature: signature)
    }
    var certificate = try #require(Certificate(votes))
    #expect(context.verify(certificate, with: Ed25519Verifier()))
    certificate.signatures[1].bytes[5] ^= 1
    #expect(!context.verify(certificate, with: Ed25519Verifier()))
    certificate.signatures[1] = VoteSignature([])
    #expect(!context.verify(certificate, with: Ed25519Verifier()))
  }

  @Test func `The production verifier refuses simulated signatures`() throws {
    let cluster = try Cluster()
    #expect(!cluster.context.verify(cluster.vote(.skip, view: 1, by: 0), with: Ed25519Verifier()))
  }
}
