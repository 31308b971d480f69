extension Proposal {
  /// Whether it has the form that rule 2 asks for, judged apart from the replica's own code: the parent is certified,
  /// each view in between is skipped, and the header commits to just that; `holds` says which certificates hold.
  func isJustified(_ holds: (Certificate) -> Bool) -> Bool {
    let (header, proof) = (block.header, justification)
    guard header.justification == proof.hash, header.parentView < header.view,
      proof.skips.map(\.view).elementsEqual(header.parentView + 1..<header.view),
      proof.skips.allSatisfy({ $0.kind == .skip && holds($0) })
    else { return false }
    guard let parent = proof.parent else { return header.parentView == 0 }
    return [.notarize, .finalize].contains(parent.kind) && parent.view == header.parentView
      && parent.hash == header.parent && holds(parent)
  }
}

extension Message {
  /// The proposals in it.
  var proposals: [Proposal] {
    switch content {
    case .proposal(let proposal): [proposal]
    case .branch(let proposals): proposals
    default: []
    }
  }

  /// The certificates in it, each with its epoch.
  var certificates: [(epoch: UInt64, certificate: Certificate)] {
    switch content {
    case .certificate(let certificate): [(epoch, certificate)]
    case .status(let status): status.certificates.map { (epoch, $0) }
    case .proposal, .branch:
      proposals.flatMap { [$0.justification.parent].compactMap { $0 } + $0.justification.skips }.map { (epoch, $0) }
    case .blocks(let blocks): blocks.compactMap(Self.proof)
    case .snapshot(let snapshot): [snapshot.anchor].compactMap(Self.proof)
    default: []
    }
  }

  private static func proof(_ final: FinalizedBlock) -> (epoch: UInt64, certificate: Certificate)? {
    final.proof.map { (final.block.header.epoch, $0.certificate) }
  }
}
