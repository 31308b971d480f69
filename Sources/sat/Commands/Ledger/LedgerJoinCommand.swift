internal import ArgumentParser
internal import Crypto
internal import TwinLedger
internal import TwinNode

/// `sat ledger join`: the data directory of a new member.
struct LedgerJoinCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "join",
    abstract: "Make the data directory of a member that has never voted.",
    discussion: """
      Only for a key that has never voted: a member that lost its votes could vote twice, and needs a new key instead.

      Example:
        sat ledger join --members members.yaml --key plant-a.key --data plant-a
      """)

  @OptionGroup var arguments: MemberArguments
  @Option(help: ArgumentHelp("The name of a member that is none of the founding ones.", valueName: "id"))
  var name: String?
  @Option(help: ArgumentHelp("The directory to make.", valueName: "folder"))
  var data: String

  func run() throws {
    let file = try arguments.readMembers()
    do {
      let key = try arguments.readKey()
      let id = try name.map { name throws(Failure) in
        guard let id = NodeID(name) else { throw Failure("--name \(name): expected \(NodeID.form)") }
        return id
      }
      let configuration = try LedgerNodeConfiguration(file, key: key, name: id, directory: data)
      try LedgerDirectory.create(
        at: data, chain: file.chainID, member: configuration.member,
        publicKey: Array(key.publicKey.rawRepresentation))
      try printResult("Made \(data) for member \(configuration.member) of \(file.chain).")
    } catch let error as Failure { throw error } catch { throw Failure("\(error)") }
  }
}
