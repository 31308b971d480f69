import Foundation
import Testing

/// `sat ledger` on a log of one owner, as a user runs it.
@Suite struct LedgerCommandTests {
  private static let event = """
    {"kind": "approval", "site": "works", "recorder": "node-1", "time_nanoseconds": 1700000000123456789,
     "record": {"subject": "plan-7", "decision": "approved", "person": "j.doe"}}
    """

  /// A folder with keys, an event, and a log of three entries.
  private func works() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write(Self.event, to: "event.json")
    try succeed("ledger", "keygen", "--name", "example.com/plant", "--output", "plant.key", in: folder)
    try succeed("ledger", "init", "log", "--key", "plant.key", in: folder)
    try succeed("ledger", "append", "log", "--key", "plant.key", "--file", "event.json", in: folder)
    try folder.copy(folder.file("log/checkpoint"), to: "older")
    let said = try succeed(
      "ledger", "append", "log", "--key", "plant.key", "--file", "event.json", "--file", "event.json", in: folder)
    #expect(said.output.hasPrefix("Appended 2 events from entry 1 on. example.com/plant has 3 entries, root "))
    return folder
  }

  private func fields(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  @Test func `a log is begun, appended to, shown, verified and proven`() throws {
    let folder = try works()
    let mode = try FileManager.default.attributesOfItem(atPath: folder.file("plant.key"))[.posixPermissions] as? Int
    #expect(mode == 0o600)
    let head = try succeed("ledger", "head", "log", "--key", "plant.key.pub", "--json", in: folder)
    let shown = try fields(head.output)
    #expect(shown["size"] as? Int == 3 && shown["is_trusted"] as? Bool == true)
    #expect((shown["signers"] as? [[String: Any]])?.map { $0["is_trusted"] as? Bool } == [true, true])
    let verified = try succeed(
      "ledger", "verify", "log", "--key", "plant.key.pub", "--since", "older", "--json", in: folder)
    #expect(try fields(verified.output)["entries_verified"] as? Int == 3)
    try succeed("ledger", "prove", "log", "1", "--output", "event.tlog-proof", in: folder)
    let proven = try succeed("ledger", "verify", "event.tlog-proof", "--key", "plant.key.pub", in: folder)
    #expect(proven.output.contains("entry 1 of example.com/plant at 3 entries"))
    #expect(proven.output.contains("\"person\":\"j.doe\""))
    let lines = try succeed("ledger", "export", "log", in: folder).output.split(separator: "\n")
    let line = try fields(String(lines[2]))
    #expect(
      lines.count == 3 && line["index"] as? Int == 2 && line["time"] as? String == "2023-11-14T22:13:20.123456789Z")
    try succeed(
      "ledger", "export", "log", "--format", "cose", "--key", "plant.key", "--output", "receipts", in: folder)
    #expect(folder.bytes("receipts/2.cose")?.first == 0xD2)
  }

  @Test func `what does not hold is named, with exit status 1`() throws {
    let folder = try works()
    let bytes = try #require(folder.bytes("log/tile/entries/000.p/3"))
    var altered = bytes
    altered[bytes.count - 3] ^= 1
    try folder.write(altered, to: "log/tile/entries/000.p/3")
    let arguments = ["ledger", "verify", "log", "--key", "plant.key.pub"]
    let outcome = try Program(folder: folder).run(arguments)
    #expect(outcome.status == 1)
    #expect(outcome.output == "log does NOT hold: tile/entries/000.p/3, entry 2: is not what was logged\n")
    let json = try fields(try Program(folder: folder).run(arguments + ["--json"]).output)
    #expect(json["holds"] as? Bool == false && json["wrong_entry"] as? Int == 2)
    try folder.write(bytes, to: "log/tile/entries/000.p/3")
    #expect(try Program(folder: folder).run(arguments).status == 0)
    // A stranger's key, and a log that was begun anew under the same key.
    try succeed("ledger", "keygen", "--name", "example.com/plant", "--output", "other.key", in: folder)
    #expect(try Program(folder: folder).run(["ledger", "head", "log", "--key", "other.key.pub"]).status == 1)
    try succeed("ledger", "init", "again", "--key", "plant.key", in: folder)
    try succeed("ledger", "append", "again", "--key", "plant.key", "--file", "event.json", in: folder)
    let cut = try Program(folder: folder).run(
      ["ledger", "verify", "again", "--key", "plant.key.pub", "--since", "log/checkpoint"])
    #expect(cut.status == 1 && cut.output.contains("it was cut"))
  }

  @Test func `a policy file says who must have signed`() throws {
    let folder = try works()
    try succeed("ledger", "keygen", "--witness", "--name", "w.example", "--output", "w.key", in: folder)
    let log = try #require(folder.text("plant.key.pub")?.split(separator: "\n").first)
    let witness = try #require(folder.text("w.key.pub")?.split(separator: "\n").first)
    try folder.write("log \(log)\nquorum none\n", to: "alone.policy")
    try succeed("ledger", "verify", "log", "--policy", "alone.policy", in: folder)
    try folder.write("log \(log)\nwitness w \(witness)\nquorum w\n", to: "witnessed.policy")
    let outcome = try Program(folder: folder).run(["ledger", "verify", "log", "--policy", "witnessed.policy"])
    #expect(outcome.status == 1 && outcome.output.contains("0 of the quorum cosigned it, 1 are needed"))
    try folder.write("log \(log)\nquorum nobody\n", to: "bad.policy")
    try refuse(
      "ledger", "verify", "log", "--policy", "bad.policy", in: folder, saying: ["bad.policy", "line 2", "nobody"])
  }

  @Test func `bad input is told in one line, with exit status 2`() throws {
    let folder = try works()
    try refuse("ledger", "verify", "log", in: folder, saying: ["--key", "--policy"])
    try refuse("ledger", "verify", "none", "--key", "plant.key.pub", in: folder, saying: ["none"])
    try refuse("ledger", "head", "receipts", in: folder, saying: ["receipts"])
    try refuse("ledger", "prove", "log", "3", in: folder, saying: ["3 is beyond the log's 3 entries"])
    try refuse("ledger", "init", "log", "--key", "plant.key", in: folder, saying: ["log", "checkpoint"])
    try refuse(
      "ledger", "keygen", "--name", "a", "--output", "plant.key", in: folder, saying: ["plant.key", "File exists"])
    try refuse("ledger", "keygen", "--name", "a b", "--output", "x", in: folder, saying: ["a b", "blank"])
    try refuse("ledger", "init", "new", "--key", "plant.key.pub", in: folder, saying: ["plant.key.pub:1"])
    for (text, word) in [
      ("{}", "kind"), ("[1]", "neither"), ("{", "no JSON"),
      (Self.event.replacing("approved", with: "perhaps"), "record.decision"),
      (Self.event.replacing("\"person\"", with: "\"human\""), "record.person"),
      (Self.event.replacing("\"recorder\"", with: "\"author\""), "author"),
    ] {
      try folder.write(text, to: "bad.json")
      try refuse(
        "ledger", "append", "log", "--key", "plant.key", "--file", "bad.json", in: folder, saying: ["bad.json", word])
    }
    // Another owner's key does not extend this log.
    try succeed("ledger", "keygen", "--name", "example.com/other", "--output", "other.key", in: folder)
    try refuse(
      "ledger", "append", "log", "--key", "other.key", "--file", "event.json", in: folder,
      saying: ["example.com/plant", "example.com/other"])
    try succeed("ledger", "verify", "log", "--key", "plant.key.pub", in: folder)
  }
}
