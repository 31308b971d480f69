public import TwinModel

/// Why bytes are no receipt, or a receipt proves nothing.
public enum COSEReceiptError: Error, Sendable, Equatable {
  /// Not CBOR.
  case encoding(CBORError)
  /// No signed structure with one proof and without a payload.
  case structure
  /// A protected header without algorithm and key, or for another data structure than RFC 9162 with SHA-256.
  case header
  /// A proof of the other kind, or for another older size.
  case otherProof
  /// A signature algorithm that is not Ed25519.
  case algorithm(Int64)
  /// Signed by another key, or issued by another log.
  case otherKey
  /// The hashes lead nowhere.
  case proof(MerkleProofError)
  /// The signature is not over the root that the proof leads to.
  case signature
}

extension COSEReceiptError: CustomStringConvertible {
  /// One line for people.
  public var description: String {
    switch self {
    case .encoding(let error): "is not CBOR: \(error)"
    case .structure: "is no COSE receipt with one proof and a detached payload"
    case .header: "has no protected header of a receipt over RFC 9162 trees"
    case .otherProof: "proves something else than asked"
    case .algorithm(let number): "is signed with the algorithm \(number), and only −8 (EdDSA) is known"
    case .otherKey: "is by another key or log"
    case .proof(let error): error.description
    case .signature: "its signature is not over the root that entry and proof lead to"
    }
  }
}
