internal import TwinModel

/// A proof with its checkpoint's root in one signed COSE structure, for tools that speak COSE instead of notes.
///
/// The root itself is left out: whoever verifies computes it from the entry and the proof. The signature covers the
/// root and nothing else of the tree: sizes stand in the unprotected header, so that a size may be altered as long as
/// the same hashes lead to the same root. Where the size matters, use a `LogProof`. Signed with Ed25519.
/// Source: RFC 9942 (COSE receipts), with the verifiable data structure RFC9162_SHA256; RFC 9052, section 4.4.
public struct COSEReceipt: Sendable, Hashable {
  /// What is proven.
  public enum Proof: Sendable, Hashable {
    /// That the tree of `size` entries has a given one as number `index`.
    case inclusion(size: UInt64, index: UInt64, path: MerkleProof)
    /// That the tree of `newSize` entries begins with that of `oldSize`.
    case consistency(oldSize: UInt64, newSize: UInt64, path: MerkleProof)
  }

  /// What is proven.
  public let proof: Proof
  /// The log's origin.
  public let issuer: String?
  /// Which key signed; ours state the four bytes of the note key's ID.
  public let keyID: [UInt8]
  /// Number of the signature algorithm; ours is −8, EdDSA.
  public let algorithm: Int64
  let protectedHeader: [UInt8]
  let signature: [UInt8]

  /// EdDSA in the registry of COSE algorithms.
  static let edDSA: Int64 = -8

  /// Signs a proof.
  ///
  /// - Parameters:
  ///   - root: of the tree (the newer one) that the proof leads to.
  ///   - key: the log's, of the algorithm `ed25519`; its name is the origin.
  public init(_ proof: Proof, root: Digest32, key: SignerKey) throws(SigningError) {
    precondition(key.verifier.algorithm == .ed25519, "a receipt is signed with the log's Ed25519 key")
    self.proof = proof
    issuer = key.verifier.name
    keyID = key.verifier.keyID.bigEndianBytes
    algorithm = Self.edDSA
    protectedHeader = COSEHeader.encoded(algorithm: algorithm, keyID: keyID, issuer: key.verifier.name)
    signature = try key.sign(COSEHeader.signedBytes(protectedHeader: protectedHeader, payload: root))
  }

  init(
    proof: Proof, header: (algorithm: Int64, keyID: [UInt8], issuer: String?), protectedHeader: [UInt8],
    signature: [UInt8]
  ) {
    self.proof = proof
    (algorithm, keyID, issuer) = header
    self.protectedHeader = protectedHeader
    self.signature = signature
  }

  /// Checks that an entry is in the log of `key`.
  ///
  /// - Returns: the root of the tree that has it.
  public func verify(
    entry: some Collection<UInt8>, key: VerifierKey
  ) throws(COSEReceiptError) -> Digest32 {
    guard case .inclusion(let size, let index, let path) = proof else { throw .otherProof }
    let root: Digest32
    do throws(MerkleProofError) {
      root = try path.root(of: Digest32(leaf: entry), at: index, size: size)
    } catch {
      throw .proof(error)
    }
    try verifySignature(over: root, key: key)
    return root
  }

  /// Checks that the log of `key` still has all entries of an older tree.
  ///
  /// - Returns: the root of the newer tree.
  public func verify(
    oldSize: UInt64, oldRoot: Digest32, key: VerifierKey
  ) throws(COSEReceiptError) -> Digest32 {
    guard case .consistency(oldSize, let newSize, let path) = proof else { throw .otherProof }
    let root: Digest32
    do throws(MerkleProofError) {
      root = try path.root(fromOldSize: oldSize, oldRoot: oldRoot, newSize: newSize)
    } catch {
      throw .proof(error)
    }
    try verifySignature(over: root, key: key)
    return root
  }

  private func verifySignature(over root: Digest32, key: VerifierKey) throws(COSEReceiptError) {
    guard algorithm == Self.edDSA else { throw .algorithm(algorithm) }
    guard issuer == key.name, keyID == key.keyID.bigEndianBytes else { throw .otherKey }
    let message = COSEHeader.signedBytes(protectedHeader: protectedHeader, payload: root)
    guard signature.count == 64, key.hasSigned(message, with: signature[...]) else { throw .signature }
  }
}
