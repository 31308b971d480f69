/// How a key of a log or a witness signs.
public enum SignatureAlgorithm: Sendable, Hashable, CaseIterable {
  /// Ed25519 over the note's text. Source: C2SP signed-note, type 0x01.
  case ed25519
  /// Ed25519 over time and text: a witness's word that it saw no larger tree of this log before, and that it contains
  /// all it saw. Source: C2SP tlog-cosignature, type 0x04.
  case cosignature
  /// Ed25519 and ML-DSA-65 over one domain-separated message; both must verify. Source: FIPS 204 (context
  /// `SAT-HYB-V1`); note type 0xff followed by that name, as C2SP signed-note asks of unassigned types.
  case hybrid

  /// Name, FIPS 204 context and type identifier of the hybrid signature.
  static let hybridName = Array("SAT-HYB-V1".utf8)

  /// What stands before the key's own bytes, in keys and under the key ID's hash.
  var identifier: [UInt8] {
    switch self {
    case .ed25519: [0x01]
    case .cosignature: [0x04]
    case .hybrid: [0xFF] + Self.hybridName
    }
  }

  /// Bytes of a public key.
  var publicKeyLength: Int { self == .hybrid ? 32 + 1952 : 32 }

  /// Bytes of a private key: the seeds.
  var seedLength: Int { self == .hybrid ? 64 : 32 }

  /// Bytes of a signature without the key ID.
  var signatureLength: Int {
    switch self {
    case .ed25519: 64
    case .cosignature: 8 + 64
    case .hybrid: 64 + 3309
    }
  }

  /// What is signed.
  ///
  /// - Parameter time: seconds since 1970-01-01T00:00:00Z; only a cosignature signs it.
  func message(for text: String, time: UInt64) -> [UInt8] {
    switch self {
    case .ed25519: Array(text.utf8)
    case .cosignature: Array("cosignature/v1\ntime \(time)\n\(text)".utf8)
    // No note has a zero byte: nothing signed as a note can be taken for this, nor this for a note.
    case .hybrid: Self.hybridName + [0] + Array(text.utf8)
    }
  }

  /// Splits the algorithm's identifier off.
  static func split(_ material: [UInt8]) throws(NoteError) -> (SignatureAlgorithm, rest: [UInt8]) {
    for algorithm in allCases where material.starts(with: algorithm.identifier) {
      return (algorithm, Array(material.dropFirst(algorithm.identifier.count)))
    }
    guard let type = material.first else { throw .malformedKey }
    throw .unknownKeyType(type)
  }
}
