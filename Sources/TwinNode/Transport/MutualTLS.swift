import Crypto
import Foundation
import NIOCore
import NIOSSL
import SwiftASN1
import X509

/// TLS 1.3 in which both ends prove an Ed25519 key that the other knows, with a post-quantum key exchange.
///
/// Each end shows a self-signed certificate over its own key; what counts is the key, never the name or the dates in the
/// certificate. Keys are exchanged by X25519MLKEM768 alone, so what is recorded today stays closed to a later quantum
/// computer; a peer that offers only classical curves is refused.
///
/// Source: RFC 8446; RFC 8410 (Ed25519 in X.509); draft-ietf-tls-ecdhe-mlkem.
struct MutualTLS: Sendable {
  private let server: NIOSSLContext
  private let client: NIOSSLContext

  /// Prepares both roles.
  ///
  /// - Parameter key: what this node proves.
  /// - Throws: `NIOSSLError` or an X.509 error when the library refuses the key.
  init(key: Curve25519.Signing.PrivateKey) throws {
    let certificate = try Self.certificate(over: key)
    let privateKey = try NIOSSLPrivateKey(
      bytes: Certificate.PrivateKey(key).serializeAsPEM().derBytes, format: .der)
    var serving = TLSConfiguration.makeServerConfigurationWithMTLS(
      certificateChain: [.certificate(certificate)], privateKey: .privateKey(privateKey), trustRoots: .certificates([]))
    Self.narrow(&serving)
    server = try NIOSSLContext(configuration: serving)
    var calling = TLSConfiguration.makeClientConfiguration()
    calling.certificateChain = [.certificate(certificate)]
    calling.privateKey = .privateKey(privateKey)
    calling.trustRoots = .certificates([])
    Self.narrow(&calling)
    client = try NIOSSLContext(configuration: calling)
  }

  /// The handler of an accepted connection.
  ///
  /// - Parameter isKnown: whether a key may come in at all.
  func serverHandler(isKnown: @escaping @Sendable (PeerKey) -> Bool) -> NIOSSLServerHandler {
    NIOSSLServerHandler(context: server) { certificates, promise in
      promise.succeed(Self.verdict(certificates, isKnown))
    }
  }

  /// The handler of a connection that this node opens.
  ///
  /// - Parameter peer: the only key that the other end may prove.
  func clientHandler(expecting peer: PeerKey) throws -> NIOSSLClientHandler {
    try NIOSSLClientHandler(context: client, serverHostname: nil) { certificates, promise in
      promise.succeed(Self.verdict(certificates) { $0 == peer })
    }
  }

  /// The key that a certificate is about; `nil` when it is no Ed25519 key.
  static func key(in certificate: NIOSSLCertificate) -> PeerKey? {
    guard let spki = try? certificate.extractPublicKey().toSPKIBytes(), spki.count == 44,
      Array(spki.prefix(12)) == ed25519Prefix
    else { return nil }
    return PeerKey(spki.suffix(32))
  }

  /// What stands before the 32 bytes of an Ed25519 key in a SubjectPublicKeyInfo (RFC 8410, section 4).
  private static let ed25519Prefix: [UInt8] = [
    0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00,
  ]

  private static func verdict(
    _ certificates: [NIOSSLCertificate], _ isKnown: (PeerKey) -> Bool
  ) -> NIOSSLVerificationResult {
    guard let shown = certificates.first, let key = key(in: shown), isKnown(key) else { return .failed }
    return .certificateVerified
  }

  private static func narrow(_ configuration: inout TLSConfiguration) {
    configuration.minimumTLSVersion = .tlsv13
    configuration.certificateVerification = .noHostnameVerification
    configuration.curves = [.x25519_MLKEM768]
    configuration.signingSignatureAlgorithms = [.ed25519]
    configuration.verifySignatureAlgorithms = [.ed25519]
  }

  private static func certificate(over key: Curve25519.Signing.PrivateKey) throws -> NIOSSLCertificate {
    let name = try DistinguishedName { CommonName("Secure-AI Twin") }
    let issuer = Certificate.PrivateKey(key)
    let certificate = try Certificate(
      version: .v3, serialNumber: .init(), publicKey: issuer.publicKey,
      notValidBefore: Date(timeIntervalSince1970: 0), notValidAfter: Date(timeIntervalSince1970: 253_402_300_799),
      issuer: name, subject: name, signatureAlgorithm: .ed25519, extensions: Certificate.Extensions {},
      issuerPrivateKey: issuer)
    var serializer = DER.Serializer()
    try certificate.serialize(into: &serializer)
    return try NIOSSLCertificate(bytes: serializer.serializedBytes, format: .der)
  }
}
