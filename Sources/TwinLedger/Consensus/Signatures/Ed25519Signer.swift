public import Crypto

/// Signs with an Ed25519 key. Source: RFC 8032.
public struct Ed25519Signer: VoteSigner {
  private let key: Curve25519.Signing.PrivateKey
  /// Always Ed25519.
  public var algorithm: VoteAlgorithm { .ed25519 }
  /// The 32 bytes of the public key.
  public var publicKey: [UInt8] { Array(key.publicKey.rawRepresentation) }

  /// Signs with `key`.
  public init(_ key: Curve25519.Signing.PrivateKey) { self.key = key }

  /// The 64 bytes of the signature.
  public func signature(of statement: [UInt8]) -> VoteSignature? {
    (try? key.signature(for: statement)).map { VoteSignature(Array($0)) }
  }
}
