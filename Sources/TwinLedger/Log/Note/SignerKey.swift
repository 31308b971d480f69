internal import Crypto

/// The private key of a log or a witness, with its name.
///
/// Its text form is `PRIVATE+KEY+name+ID+base64(type ‖ seed)`, as the tools of Go's checksum database write it. It never
/// shows in a description.
public struct SignerKey: Sendable {
  /// The public half.
  public let verifier: VerifierKey
  private let ed25519: Curve25519.Signing.PrivateKey
  private let mldsa: MLDSA65.PrivateKey?

  private static let prefix = "PRIVATE+KEY+"

  /// Makes the key of a seed.
  ///
  /// - Parameter seed: 32 random bytes, 64 for a hybrid key: Ed25519's, then ML-DSA-65's.
  public init(name: String, algorithm: SignatureAlgorithm, seed: [UInt8]) throws(NoteError) {
    guard seed.count == algorithm.seedLength,
      let ed25519 = try? Curve25519.Signing.PrivateKey(rawRepresentation: seed[..<32])
    else { throw .malformedKey }
    self.ed25519 = ed25519
    var publicKey = Array(ed25519.publicKey.rawRepresentation)
    if algorithm == .hybrid {
      guard let mldsa = try? MLDSA65.PrivateKey(seedRepresentation: seed[32...], publicKey: nil) else {
        throw .malformedKey
      }
      self.mldsa = mldsa
      publicKey += mldsa.publicKey.rawRepresentation
    } else {
      mldsa = nil
    }
    verifier = try VerifierKey(name: name, algorithm: algorithm, publicKey: publicKey)
  }

  /// Reads a key's text form.
  public init(secretText text: some StringProtocol) throws(NoteError) {
    guard text.hasPrefix(Self.prefix) else { throw .malformedKey }
    let parts = text.dropFirst(Self.prefix.count).split(separator: "+", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, let material = Base64.decode(parts[2].utf8) else { throw .malformedKey }
    let (algorithm, seed) = try SignatureAlgorithm.split(material)
    try self.init(name: String(parts[0]), algorithm: algorithm, seed: seed)
    guard parts[1] == verifier.keyID.hexadecimal else { throw .malformedKey }
  }

  /// The text form, to be kept secret.
  public var secretText: String {
    var seed = Array(ed25519.rawRepresentation)
    if let mldsa { seed += mldsa.seedRepresentation }
    let material = Base64.encode(verifier.algorithm.identifier + seed)
    return "\(Self.prefix)\(verifier.name)+\(verifier.keyID.hexadecimal)+\(material)"
  }

  /// Signs a note's text.
  ///
  /// - Parameter time: seconds since 1970-01-01T00:00:00Z; only a cosignature states it.
  public func sign(_ text: String, time: UInt64) throws(SigningError) -> NoteSignature {
    let message = verifier.algorithm.message(for: text, time: time)
    do {
      var bytes = verifier.algorithm == .cosignature ? time.bigEndianBytes : []
      bytes += try ed25519.signature(for: message)
      if let mldsa { bytes += try mldsa.signature(for: message, context: SignatureAlgorithm.hybridName) }
      return NoteSignature(name: verifier.name, keyID: verifier.keyID, bytes: bytes)
    } catch {
      throw SigningError(key: verifier.name)
    }
  }

  /// An Ed25519 signature by the key's classical half.
  func sign(_ message: [UInt8]) throws(SigningError) -> [UInt8] {
    do { return Array(try ed25519.signature(for: message)) } catch { throw SigningError(key: verifier.name) }
  }
}

extension SignerKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// The public half.
  public var description: String { "private key of \(verifier)" }
  /// The public half.
  public var debugDescription: String { description }
  /// Nothing: dumps show no secret.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
