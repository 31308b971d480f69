internal import Crypto

/// With which algorithm a member signs; the byte stands in the member's record.
public enum VoteAlgorithm: UInt8, Sendable, Hashable, CaseIterable {
  /// Ed25519. Source: RFC 8032.
  case ed25519 = 1
  /// A keyed hash that holds in a simulated world only; no member file can name it.
  case simulated = 0xff

  /// What is wrong with a public key of this algorithm, or nil.
  func flaw(of key: [UInt8]) -> String? {
    switch self {
    case .ed25519:
      if key.count != 32 { return "an Ed25519 key has 32 bytes, not \(key.count)" }
      let isKey = (try? Curve25519.Signing.PublicKey(rawRepresentation: key)) != nil
      return isKey ? nil : "these 32 bytes are no Ed25519 key"
    case .simulated: return key.count == 8 ? nil : "a simulated key has 8 bytes"
    }
  }
}
