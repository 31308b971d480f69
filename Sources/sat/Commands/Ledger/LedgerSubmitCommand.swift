internal import ArgumentParser
internal import Foundation
internal import TwinLedger
internal import TwinNode

/// `sat ledger submit`: entries into a running ledger.
struct LedgerSubmitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "submit",
    abstract: "Submit entries to a running ledger, and wait until they are final.",
    discussion: """
      Each file is one entry. With --proof, proofs that a quorum cosigned are written beside it; 'sat ledger verify' and any
      other C2SP tool check them offline.

      Example:
        sat ledger submit --members members.yaml --key gateway.key --to plant-a event.json --proof event.tlog-proof
      """)

  @OptionGroup var arguments: MemberArguments
  @Option(help: ArgumentHelp("The member to talk to.", valueName: "id"))
  var to: String
  @Argument(help: "Files, each one entry of 1 to 65,535 bytes.")
  var file: [String]
  @Option(help: ArgumentHelp("Where the proof goes; one for each file.", valueName: "file"))
  var proof: [String] = []
  @Flag(help: "Print the result as JSON.")
  var json = false

  private struct Result: Encodable {
    var indices: [UInt64]
    var proofs: [String]
  }

  func validate() throws {
    guard proof.isEmpty || proof.count == file.count else { throw ValidationError("give --proof once for each file") }
  }

  func run() throws {
    let ledger = try arguments.readPresentMembers()
    let key = try arguments.readKey()
    let peer = try node(to, of: ledger)
    let entries = try file.map { try readFile($0, limit: Entry.maximumBytes) }
    if let empty = entries.firstIndex(where: \.isEmpty) { throw Failure("\(file[empty]): an entry is not empty") }
    let wantsProof = !proof.isEmpty
    let receipt = try waiting {
      let client = try await LedgerClient.connect(to: peer, key: key)
      defer { client.close() }
      return try await client.submit(entries, wantsProof: wantsProof)
    }
    for (path, text) in zip(proof, receipt.proofs) { try writeFile(path, Array(text.utf8)) }
    if json { return try printResult(jsonText(Result(indices: receipt.indices, proofs: proof))) }
    for (name, index) in zip(file, receipt.indices) { try printResult("\(name): final, entry \(index) of the log") }
  }
}

/// Where a member listens and which key it proves.
func node(_ name: String, of ledger: MemberFile) throws(Failure) -> TransportPeer {
  guard let id = NodeID(name), let position = ledger.members.position(of: id) else {
    let known = ledger.members.members.map(\.id.description).joined(separator: ", ")
    throw Failure("\(name) is no member; members are \(known)")
  }
  do throws(LedgerNodeError) { return try LedgerNode.peer(ledger.members.members[position]) } catch {
    throw Failure(error)
  }
}
