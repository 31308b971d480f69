import Testing
import TwinLedger

/// Policies: who must have signed.
@Suite struct PolicyTests {
  private static let witnessNames = ["a", "b", "c", "d"]

  private func key(_ name: String) throws -> SignerKey {
    try Keys.signer("\(name).example", .cosignature, seed: UInt8(name.utf8.first ?? 0))
  }

  private func policy(_ rest: String) throws -> LogPolicy {
    var text = "# whom we believe\nlog \(try Keys.signer().verifier) https://log.example/\n"
    for name in Self.witnessNames { text += "witness\t\(name) \(try key(name).verifier)\n" }
    return try LogPolicy(Array((text + rest).utf8))
  }

  private func signed(by names: some Sequence<String>) throws -> SignedCheckpoint {
    let keys = [try Keys.signer()] + (try names.map { try key($0) })
    return try SignedCheckpoint(MemoryTree(count: 3).checkpoint(3), keys: keys, time: 1_700_000_000)
  }

  @Test(arguments: [
    ("quorum none\n", 0), ("quorum b\n", 0b0010), ("group g all a b\nquorum g\n", 0b0011),
    ("group g any a b\nquorum g\n", -1), ("group g 3 a b c d\nquorum g\n", -3),
    ("group x 2 a b\ngroup g all x c\nquorum g\n", 0b0111),
  ]) func `a quorum is met by exactly the sets of witnesses that it names`(text: String, rule: Int) throws {
    let policy = try policy(text)
    for set in 0..<16 {
      let names = Self.witnessNames.enumerated().filter { set >> $0.offset & 1 == 1 }.map(\.element)
      let expected =
        switch rule {
        case -1: set & 0b0011 != 0
        case -3: set.nonzeroBitCount >= 3
        default: set & rule == rule
        }
      let verdict = policy.judge(try signed(by: names))
      guard case .trusted(let trusted) = verdict else {
        #expect(!expected, "\(text) \(names): \(verdict)")
        continue
      }
      #expect(expected && trusted.cosigners.map(\.key.name) == names.map { "\($0).example" })
      #expect(trusted.cosigners.allSatisfy { $0.time == 1_700_000_000 } && trusted.logKeys.count == 1)
    }
  }

  @Test func `unknown signers are ignored, a known one's bad signature spoils the checkpoint`() throws {
    let policy = try policy("quorum a\n")
    var signed = try signed(by: ["a"])
    signed.add(NoteSignature(name: "stranger", keyID: 1, bytes: [1, 2, 3]))
    guard case .trusted(let trusted) = policy.judge(signed) else {
      Issue.record("not trusted")
      return
    }
    #expect(trusted.checkpoint == MemoryTree(count: 3).checkpoint(3))
    var bad = try key("b").sign(signed.note.text, time: 5)
    bad.bytes[20] ^= 1
    signed.add(bad)
    #expect(policy.judge(signed) == .rejected(.invalidSignature(key: "b.example")))
  }

  @Test func `the log itself must have signed, under its own origin`() throws {
    let policy = try policy("quorum a\n")
    let tree = MemoryTree(count: 3)
    let cosigned = try SignedCheckpoint(tree.checkpoint(3), keys: [key("a")], time: 1)
    #expect(policy.judge(cosigned) == .rejected(.noLogSignature(origin: Keys.origin)))
    let elsewhere = Checkpoint(origin: "other.example", size: 3, root: tree.checkpoint(3).root)
    let wrong = try SignedCheckpoint(elsewhere, keys: [Keys.signer(), key("a")], time: 1)
    #expect(policy.judge(wrong) == .rejected(.noLogSignature(origin: "other.example")))
    let few = try SignedCheckpoint(tree.checkpoint(3), keys: [Keys.signer()], time: 1)
    #expect(policy.judge(few) == .rejected(.noQuorum(got: 0, needed: 1)))
  }

  @Test func `a policy of required keys misses none of them`() throws {
    let keys = [try Keys.signer(), try Keys.signer(Keys.origin, .hybrid, seed: 3), try key("a")]
    let policy = LogPolicy(requiringAll: keys.map(\.verifier))
    let checkpoint = MemoryTree(count: 2).checkpoint(2)
    for set in 1..<8 {
      let chosen = keys.enumerated().filter { set >> $0.offset & 1 == 1 }.map(\.element)
      let verdict = policy.judge(try SignedCheckpoint(checkpoint, keys: chosen, time: 1))
      if case .trusted = verdict { #expect(set == 7) } else { #expect(set != 7) }
    }
  }

  @Test(arguments: [
    ("quorum none\nquorum none\n", LogPolicyError.Problem.quorumCount, 8), ("", .quorumCount, 0),
    ("quorum x\n", .undefinedName("x"), 7), ("group g any a a\n", .memberTwice("a"), 7),
    ("group g any a\ngroup h any a b\n", .memberTwice("a"), 8), ("group g 0 a\n", .threshold("0"), 7),
    ("group g 2 a\n", .threshold("2"), 7), ("group g 01 a\n", .threshold("01"), 7),
    ("group g any\n", .wordCount("group"), 7), ("group a any b\n", .nameTaken("a"), 7),
    ("group none any b\n", .nameTaken("none"), 7), ("group g any none\n", .undefinedName("none"), 7),
    ("group g any later\n", .undefinedName("later"), 7), ("trust me\n", .unknownKeyword("trust"), 7),
    ("quorum\n", .wordCount("quorum"), 7), ("log x y z\n", .wordCount("log"), 7), ("log x\n", .key(.malformedKey), 7),
    ("quorum none\r\n", .controlCharacter, 7),
  ]) func `every mistake is told with its line`(text: String, problem: LogPolicyError.Problem, line: Int) throws {
    #expect {
      _ = try policy(text)
    } throws: { error in
      let error = error as? LogPolicyError
      return error?.problem == problem && error?.line == line
    }
  }

  @Test func `keys of the wrong type and keys given twice are refused`() throws {
    let (log, witness) = (try Keys.signer().verifier, try key("a").verifier)
    for (line, problem) in [
      ("log \(witness)", LogPolicyError.Problem.keyType), ("witness z \(log)", .keyType), ("log \(log)", .duplicateKey),
      ("witness z \(witness)", .duplicateKey),
    ] {
      #expect {
        _ = try policy(line + "\nquorum none\n")
      } throws: { ($0 as? LogPolicyError)?.problem == problem }
    }
  }

  @Test func `names are bytes, not letters`() throws {
    let witnesses = "witness \u{E9} \(try key("x").verifier)\nwitness e\u{301} \(try key("y").verifier)\n"
    let policy = try policy(witnesses + "quorum e\u{301}\n")
    guard case .trusted = policy.judge(try signed(by: ["y"])) else {
      Issue.record("not trusted")
      return
    }
    #expect(policy.judge(try signed(by: ["x"])) == .rejected(.noQuorum(got: 0, needed: 1)))
  }
}
