internal import TwinLedger

/// A checkpoint, for programs and for people.
struct LedgerHead: Encodable {
  struct Signer: Encodable {
    var name: String
    var keyId: String
    /// `null` where nobody said whom to believe.
    @OrNull var isTrusted: Bool?
    /// When a witness says it signed, in seconds since 1970-01-01T00:00:00Z.
    @OrNull var time: UInt64?
  }

  var origin: String
  var size: UInt64
  var root: String
  var signers: [Signer]
  /// `null` where nobody said whom to believe.
  @OrNull var isTrusted: Bool?
  @OrNull var reason: String?

  init(_ signed: SignedCheckpoint, judged: PolicyVerdict?) {
    origin = signed.checkpoint.origin
    size = signed.checkpoint.size
    root = signed.checkpoint.root.base64
    var known: [(VerifierKey, time: UInt64?)] = []
    switch judged {
    case .trusted(let trusted):
      isTrusted = true
      known = trusted.logKeys.map { ($0, nil) } + trusted.cosigners.map { ($0.key, $0.time) }
    case .rejected(let why):
      isTrusted = false
      reason = "\(why)"
    case nil: break
    }
    signers = signed.note.signatures.map { signature in
      let match = known.first { $0.0.isNamed(by: signature) }
      let isTrusted: Bool? = if case .trusted = judged { match != nil } else { nil }
      return Signer(
        name: signature.name, keyId: hexadecimal(signature.keyID), isTrusted: isTrusted, time: match?.time)
    }
  }

  var text: String {
    var lines = ["origin   \(origin)", "size     \(size)", "root     \(root)"]
    for signer in signers {
      let word = signer.isTrusted.map { $0 ? "verified" : "unknown" } ?? "not verified"
      lines.append("signer   \(signer.name)+\(signer.keyId)  \(word)" + (signer.time.map { ", time \($0)" } ?? ""))
    }
    if let reason { lines.append("REJECTED \(reason)") }
    if isTrusted == nil { lines.append("Nothing is verified; say whom to believe with --key or --policy.") }
    return lines.joined(separator: "\n")
  }
}

private func hexadecimal(_ value: UInt32) -> String {
  let digits = String(value, radix: 16)
  return String(repeating: "0", count: 8 - digits.count) + digits
}
