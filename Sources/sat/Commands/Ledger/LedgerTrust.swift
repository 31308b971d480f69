internal import ArgumentParser
internal import TwinLedger

/// Whom to believe: `--key` or `--policy`.
struct LedgerTrust: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A public key, or a file of them, one a line; every one must have signed. Can be given more than once.",
      valueName: "key"))
  var key: [String] = []
  @Option(help: ArgumentHelp("A tlog-policy file: logs, witnesses and their quorum.", valueName: "file"))
  var policy: String?

  func validate() throws {
    if !key.isEmpty, policy != nil { throw ValidationError("say either --key or --policy") }
  }

  /// What was asked for; `nil` when nothing was.
  func policyIfGiven() throws(Failure) -> LogPolicy? {
    if let policy {
      let bytes = try readFile(policy, limit: 1 << 20)
      do throws(LogPolicyError) { return try LogPolicy(bytes) } catch { throw Failure(error, in: policy) }
    }
    if key.isEmpty { return nil }
    var keys: [VerifierKey] = []
    for text in key { keys += try verifierKeys(text) }
    guard keys.contains(where: { $0.algorithm != .cosignature }) else {
      throw Failure("none of the keys is a log's; give the log's public key, too")
    }
    return LogPolicy(requiringAll: keys)
  }

  /// What was asked for.
  func requiredPolicy() throws(Failure) -> LogPolicy {
    guard let policy = try policyIfGiven() else {
      throw Failure("say whom to believe: --key PUBLICKEY, or --policy FILE")
    }
    return policy
  }

  private func verifierKeys(_ text: String) throws(Failure) -> [VerifierKey] {
    if let key = try? VerifierKey(text) { return [key] }
    var keys: [VerifierKey] = []
    let lines = String(decoding: try readFile(text, limit: 1 << 20), as: UTF8.self)
    for (number, line) in lines.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      if line.isEmpty || line.hasPrefix("#") { continue }
      do throws(NoteError) {
        keys.append(try VerifierKey(line))
      } catch {
        throw Failure("\(text):\(number + 1): \(error)")
      }
    }
    if keys.isEmpty { throw Failure("\(text): there is no key in it") }
    return keys
  }
}
