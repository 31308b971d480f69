internal import Crypto

/// The public key of a log or a witness, with its name.
///
/// Its text form, a "vkey", is `name+ID+base64(type ‖ key)`. Source: C2SP signed-note, section "Verifier keys".
public struct VerifierKey: Sendable, Hashable {
  /// The key's name; a log's is its origin.
  public let name: String
  /// How it signs.
  public let algorithm: SignatureAlgorithm
  /// The public key: 32 bytes, for a hybrid key followed by 1,952 of ML-DSA-65.
  public let publicKey: [UInt8]
  /// The first four bytes of SHA-256(name ‖ 0x0A ‖ type ‖ key).
  public let keyID: UInt32

  /// Takes over a key.
  public init(name: String, algorithm: SignatureAlgorithm, publicKey: [UInt8]) throws(NoteError) {
    guard NoteSignature.isValid(name: name) else { throw .invalidKeyName }
    guard publicKey.count == algorithm.publicKeyLength else { throw .malformedKey }
    self.name = name
    self.algorithm = algorithm
    self.publicKey = publicKey
    let digest = SHA256.hash(data: Array(name.utf8) + [0x0A] + algorithm.identifier + publicKey)
    keyID = UInt32(bigEndianBytes: Array(digest)[..<4])
  }

  /// Reads a key's text form.
  public init(_ text: some StringProtocol) throws(NoteError) {
    let parts = text.split(separator: "+", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, let material = Base64.decode(parts[2].utf8) else { throw .malformedKey }
    let (algorithm, publicKey) = try SignatureAlgorithm.split(material)
    try self.init(name: String(parts[0]), algorithm: algorithm, publicKey: publicKey)
    guard parts[1] == keyID.hexadecimal else { throw .malformedKey }
  }

  /// Whether a signature line says that this key made it.
  public func isNamed(by signature: NoteSignature) -> Bool { signature.keyID == keyID && signature.name == name }

  /// Checks a signature over `text`.
  ///
  /// - Returns: when it was made, for cosignatures; 0 otherwise. `nil` when it is not valid.
  public func verify(_ signature: NoteSignature, on text: String) -> UInt64? {
    guard isNamed(by: signature), signature.bytes.count == algorithm.signatureLength else { return nil }
    let time = algorithm == .cosignature ? UInt64(bigEndianBytes: signature.bytes[..<8]) : 0
    guard time <= UInt64(Int64.max) else { return nil }
    let message = algorithm.message(for: text, time: time)
    let first = algorithm == .cosignature ? 8 : 0
    guard hasSigned(message, with: signature.bytes[first..<first + 64]) else { return nil }
    guard algorithm == .hybrid else { return time }
    guard let second = try? MLDSA65.PublicKey(rawRepresentation: publicKey[32...]),
      second.isValidSignature(signature.bytes[64...], for: message, context: SignatureAlgorithm.hybridName)
    else { return nil }
    return time
  }

  /// Checks an Ed25519 signature by the key's classical half.
  func hasSigned(_ message: [UInt8], with signature: ArraySlice<UInt8>) -> Bool {
    guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey[..<32]) else { return false }
    return key.isValidSignature(signature, for: message)
  }
}

extension VerifierKey: CustomStringConvertible {
  /// The key's text form.
  public var description: String { "\(name)+\(keyID.hexadecimal)+\(Base64.encode(algorithm.identifier + publicKey))" }
}

extension UInt32 {
  /// Eight lower-case digits.
  var hexadecimal: String {
    let digits = String(self, radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }
}
