/// A final block, as a replica stores it and hands it to others.
public struct FinalizedBlock: Sendable, Hashable {
  /// The block.
  public var block: Block
  /// Why it is final; nil where that follows from a later block's proof.
  public var proof: FinalityProof?

  /// Creates a final block.
  public init(block: Block, proof: FinalityProof?) {
    self.block = block
    self.proof = proof
  }
}

/// A FINAL certificate, and the headers that lead from a block to the one it names.
public struct FinalityProof: Sendable, Hashable {
  /// Headers of the block's descendants in order, the last one certified; empty where the block itself is certified.
  public var path: [BlockHeader]
  /// The FINAL certificate on the path's last block.
  public var certificate: Certificate

  /// Creates a proof.
  public init(path: [BlockHeader], certificate: Certificate) {
    self.path = path
    self.certificate = certificate
  }

  /// Whether the headers lead from `block` to what the certificate names. Signatures are not looked at.
  public func leads(from block: Block) -> Bool {
    var (view, hash) = (block.view, block.hash)
    for header in path {
      guard header.parent == hash, header.parentView == view, header.view > view, header.epoch == block.header.epoch
      else { return false }
      (view, hash) = (header.view, header.hash)
    }
    return certificate.kind == .finalize && certificate.view == view && certificate.hash == hash
  }
}
