internal import ArgumentParser
internal import Crypto
internal import Foundation
internal import TwinLedger
internal import TwinNode

/// `sat ledger status`: how a member is.
struct LedgerStatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Ask a member of a running ledger how it is.",
    discussion: """
      Example:
        sat ledger status --members members.yaml --key gateway.key --to plant-a
      """)

  @OptionGroup var arguments: MemberArguments
  @Option(help: ArgumentHelp("The member to ask.", valueName: "id"))
  var to: String
  @Flag(help: "Print the result as JSON.")
  var json = false

  func run() throws {
    let status = try askForStatus(of: to, in: try arguments.readPresentMembers(), with: try arguments.readKey())
    if json { return try printResult(jsonText(status)) }
    try printResult(
      """
      \(status.member): \(status.standing)
        final blocks    \(status.height)
        log entries     \(status.size), \(status.cosigned) of them cosigned by a quorum
        epoch, view     \(status.epoch), \(status.view), led by \(status.leader)
        connected to    \(status.connected) members
      """)
  }
}

/// Asks a member of a running ledger how it is.
func askForStatus(
  of name: String, in ledger: MemberFile, with key: Curve25519.Signing.PrivateKey
) throws -> LedgerStatus {
  let peer = try node(name, of: ledger)
  let answer = try waiting {
    let client = try await LedgerClient.connect(to: peer, key: key)
    defer { client.close() }
    return try await client.status()
  }
  guard let status = try? JSONDecoder().decode(LedgerStatus.self, from: Data(answer)) else {
    throw Failure("\(name) answered something else than a status")
  }
  return status
}
