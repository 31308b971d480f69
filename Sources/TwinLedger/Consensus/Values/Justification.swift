/// Why a proposal may extend its parent (rule 2): the parent is notarized, and every view in between was skipped.
public struct Justification: Sendable, Hashable {
  /// The parent's NOTAR or FINAL certificate; nil where the parent is the epoch's genesis.
  public var parent: Certificate?
  /// One SKIP certificate for each view between the parent's and the proposal's, ascending.
  public var skips: [Certificate]

  /// Creates a justification.
  public init(parent: Certificate?, skips: [Certificate]) {
    self.parent = parent
    self.skips = skips
  }

  /// What the header commits to.
  public var hash: Digest32 {
    var writer = WireWriter()
    writer.raw(Array("SAT-LEDGER-V1 justification".utf8))
    write(to: &writer)
    return Digest32(sha256: writer.bytes)
  }
}
