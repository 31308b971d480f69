import Foundation
import Testing

/// `sat attack`, and the attacks of the catalogue in `sat testbed run`.
@Suite struct AttackCommandTests {
  private func json(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  @Test func `the catalogue names eight types with their variants, levels and the troubles`() throws {
    let folder = try TemporaryFolder()
    let text = try succeed("attack", "list", in: folder).output
    let list = try json(succeed("attack", "list", "--json", in: folder).output)
    let attacks = try #require(list["attacks"] as? [[String: Any]])
    #expect(attacks.compactMap { $0["id"] as? String } == (1...8).map { "A\($0)" })
    #expect(
      attacks.allSatisfy { ($0["variants"] as? [Any])?.count ?? 0 >= 3 && text.contains($0["name"] as? String ?? "?") })
    #expect((list["levels"] as? [Any])?.count == 4 && (list["troubles"] as? [Any])?.count == 7)
    for id in ["A1", "a8"] {
      let text = try succeed("attack", "describe", id, in: folder).output
      let fields = try json(succeed("attack", "describe", id, "--json", in: folder).output)
      let techniques = try #require(fields["techniques"] as? [String])
      #expect(techniques.allSatisfy(text.contains) && text.contains("Variants"))
    }
  }

  @Test func `an attack of the catalogue is recorded with its truth, and twice alike`() throws {
    let folder = try TemporaryFolder()
    func record(_ name: String) throws -> [UInt8] {
      try succeed(
        "testbed", "run", "water-cell", "--attack", "A4", "A2", "--level", "2", "0", "--variant", "3", "3", "--seed",
        "7",
        "--at", "6h", "6h", "--for", "1h", "--target", "LIT101", "--trouble", "drift", "--hours", "8", "--output", name,
        "--ground-truth", name + ".json", in: folder)
      return try #require(folder.bytes(name))
    }
    #expect(try record("a.csv") == record("b.csv"))
    let truth = try json(String(decoding: try #require(folder.bytes("a.csv.json")), as: UTF8.self))
    let attacks = try #require(truth["attacks"] as? [[String: Any]])
    #expect(attacks.map { $0["id"] as? String } == ["A4-3-L2", "A2-3-L0", "drift"])
    #expect(attacks.map { $0["is_benign"] as? Bool } == [false, false, true])
    #expect(attacks[0]["type"] as? String == "A4" && attacks[0]["level"] as? Int == 2)
    #expect(attacks[0]["start_seconds"] as? Double == 21_600 && attacks[0]["end_seconds"] as? Double == 25_200)
    #expect(attacks[0]["first_violation_tag"] as? String == "LIT101")
    #expect((attacks[0]["techniques"] as? [String])?.contains("T0836") == true)
    let rows = String(decoding: try record("c.csv"), as: UTF8.self).split(separator: "\n")
    #expect(rows.contains { $0.hasSuffix(",1,A4-3-L2") } && !rows.contains { $0.hasSuffix(",drift") })
  }

  @Test func `over the network a command with a stolen key is carried by messages`() throws {
    let folder = try TemporaryFolder()
    try succeed(
      "testbed", "run", "water-cell", "--network", "--attack", "A7", "--variant", "2", "--target", "LIT101", "--at",
      "8h",
      "--for", "1h", "--hours", "10", "--output", "run.csv", "--ground-truth", "truth.json", in: folder)
    let truth = try json(String(decoding: try #require(folder.bytes("truth.json")), as: UTF8.self))
    let attack = try #require((truth["attacks"] as? [[String: Any]])?.first)
    #expect(attack["id"] as? String == "A7-2-L1" && attack["first_violation_tag"] as? String == "LIT101")
    #expect((attack["summary"] as? String)?.contains("stolen key") == true)
  }

  @Test(arguments: [
    (["--attack", "A9"], "knows no attack \"A9\""), (["--attack", "A1", "--level", "7"], "--level 7"),
    (["--attack", "A1", "--variant", "9"], "has no variant 9"), (["--attack", "A2", "--level", "3"], "has no level 3"),
    (["--attack", "A1", "--level", "3"], "name one with --model"),
    (["--attack", "A1", "--at", "30h"], "does not lie within"),
    (["--attack", "A1", "--target", "X"], "no sensor or actuator \"X\""), (["--level", "2"], "--level has 1 value"),
    (["--attack", "A1", "--variant", "6"], "nothing to act on"), (["--trouble", "x"], "knows no trouble \"x\""),
    (["--attack", "A1", "--level", "2", "--model", "none.satmodel"], "none.satmodel"),
  ]) func `what cannot be is refused in one line`(arguments: [String], line: String) throws {
    let folder = try TemporaryFolder()
    let outcome = try Program(folder: folder).run(
      ["testbed", "run", "water-cell", "--output", "run.csv"] + arguments)
    #expect(outcome.status == 2 && outcome.errors.contains(line), "\(outcome)")
    #expect(outcome.errors.split(separator: "\n").count == 1 && folder.bytes("run.csv") == nil)
  }

  @Test func `an unknown type is refused with those there are`() throws {
    let outcome = try Program(folder: TemporaryFolder()).run(["attack", "describe", "A0"])
    #expect(outcome.status == 2 && outcome.errors.contains("choose one of A1, A2"))
  }
}
