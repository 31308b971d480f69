internal import ArgumentParser
internal import TwinLedger

/// `sat ledger keygen`: keys of a log or a witness.
struct LedgerKeygenCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keygen",
    abstract: "Make the keys of a log, or of a witness.",
    discussion: """
      Writes the private keys to FILE, readable by its owner alone, and the public ones to FILE.pub. A log gets an
      Ed25519 key, which every tool verifies, and a hybrid one (Ed25519 and ML-DSA-65) that a quantum computer does not
      forge.

      Example:
        sat ledger keygen --name example.com/plant --output plant.key
      """)

  @Option(help: "The log's origin, or the witness's name: an address without scheme, blanks and plus signs.")
  var name: String
  @Option(help: ArgumentHelp("Where the private keys go; must not exist.", valueName: "file"))
  var output: String
  @Flag(help: "Make a witness's cosignature key instead of a log's keys.")
  var witness = false
  @Flag(help: "Make the key of a ledger's member, and print its line for the member file.")
  var member = false
  @Flag(help: "Leave the hybrid key out.")
  var classical = false
  @Flag(help: "Print the result as JSON.")
  var json = false

  private struct Result: Encodable {
    var name: String
    var privateKeys: String
    var publicKeys: String
    var keys: [String]
    @OrNull var memberKey: String?
  }

  func run() throws {
    guard Checkpoint.isValid(origin: name) else {
      throw Failure("the name \"\(name)\" is empty or has a blank or a plus sign; use one like example.com/plant")
    }
    let algorithms: [SignatureAlgorithm] =
      witness || member ? [.cosignature] : classical ? [.ed25519] : [.ed25519, .hybrid]
    let keys = try algorithms.map { algorithm in
      var random = SystemRandomNumberGenerator()
      let seed = (0..<algorithm.seedByteCount).map { _ in UInt8.random(in: .min ... .max, using: &random) }
      return try SignerKey(name: name, algorithm: algorithm, seed: seed)
    }
    try writeSecretFile(output, Array(keys.map { $0.secretText + "\n" }.joined().utf8))
    let publicKeys = keys.map(\.verifier.description)
    try writeFile(output + ".pub", Array(publicKeys.map { $0 + "\n" }.joined().utf8))
    let memberKey = member ? keys.first.map { Digest32($0.verifier.publicKey)?.description ?? "" } : nil
    let result = Result(
      name: name, privateKeys: output, publicKeys: output + ".pub", keys: publicKeys, memberKey: memberKey)
    if json { return try printResult(jsonText(result)) }
    let lines =
      memberKey.map { ["For the member file:", "  - id: \(name)", "    algorithm: ed25519", "    key: \($0)"] } ?? []
    try printResult(
      (publicKeys + lines + ["Wrote \(output) (private, keep it) and \(output).pub (public)."]).joined(separator: "\n"))
  }
}
