public import Crypto
import Foundation

/// Who is at the other end of a connection: an Ed25519 public key, 32 bytes.
///
/// A member's key signs its votes and authenticates its connections; there is no certificate authority to trust.
public struct PeerKey: Hashable, Sendable, CustomStringConvertible {
  /// 32 bytes, as in RFC 8032.
  public let bytes: [UInt8]

  /// Takes a key as it is written in a member file.
  ///
  /// - Parameter bytes: 32 bytes; `nil` comes back for any other count.
  public init?(_ bytes: some Sequence<UInt8>) {
    self.bytes = Array(bytes)
    guard self.bytes.count == 32 else { return nil }
  }

  /// The public half of a key.
  public init(of key: Curve25519.Signing.PrivateKey) {
    bytes = Array(key.publicKey.rawRepresentation)
  }

  /// The first four bytes in hexadecimal: enough to tell peers apart in a log line.
  public var description: String {
    bytes.prefix(4).map { byte in
      let digits = String(byte, radix: 16)
      return digits.count == 2 ? digits : "0" + digits
    }.joined()
  }
}
