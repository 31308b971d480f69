internal import ArgumentParser
internal import Foundation
internal import TwinLedger
internal import TwinNode

/// `sat ledger run`: a member of a ledger at work.
struct LedgerRunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Run a member of a ledger that several owners keep together.",
    discussion: """
      With n members, up to (n - 1) / 3 may crash or lie. Connections are mutually authenticated by the members' keys and
      keep their secrets from later quantum computers. Ctrl-C stops the node; nothing that was final is lost.

      Example:
        sat ledger run --members members.yaml --key plant-a.key --data plant-a --client gateway.key.pub
      """)

  @OptionGroup var arguments: MemberArguments
  @Option(help: ArgumentHelp("The data directory, made by 'sat ledger join'.", valueName: "folder"))
  var data: String
  @Option(help: ArgumentHelp("Listen here instead of the member file's address.", valueName: "host:port"))
  var listen: String?
  @Option(help: ArgumentHelp("A public key that may submit entries, or a file of them. May be repeated."))
  var client: [String] = []
  @Flag(help: "Print notices as JSON lines.")
  var json = false

  func run() throws {
    let file = try arguments.readMembers()
    let (key, asJSON) = (try arguments.readKey(), json)
    var configuration: LedgerNodeConfiguration
    do {
      configuration = try LedgerNodeConfiguration(
        file, key: key, name: LedgerDirectory.owner(of: data), directory: data)
    } catch {
      throw Failure("\(error)")
    }
    if arguments.present != nil { configuration.present = try arguments.readPresentMembers().members }
    configuration.clients = try client.flatMap { try peerKeys($0) }
    if let listen {
      guard let colon = listen.lastIndex(of: ":"), let port = Int(listen[listen.index(after: colon)...]) else {
        throw Failure("--listen \(listen): expected host:port")
      }
      configuration.listen = (String(listen[..<colon]), port)
    }
    try waiting { [configuration] in
      let node = try await LedgerNode.start(configuration) { LedgerNoticeText.show($0, asJSON: asJSON) }
      while true { try await Task.sleep(for: .seconds(86_400)) }
      await node.stop()
    }
  }
}

/// The keys that a text names: a public key, or a file of them, one a line.
func peerKeys(_ text: String) throws(Failure) -> [PeerKey] {
  func peer(_ line: some StringProtocol) -> PeerKey? {
    (try? VerifierKey(line)).flatMap { PeerKey($0.publicKey.prefix(32)) }
  }
  if let key = peer(text) { return [key] }
  let lines = String(decoding: try readFile(text, limit: 1 << 20), as: UTF8.self)
    .split(separator: "\n").filter { !$0.hasPrefix("#") }
  let keys = lines.compactMap { peer($0) }
  guard keys.count == lines.count, !keys.isEmpty else { throw Failure("\(text): expected public keys, one a line") }
  return keys
}
