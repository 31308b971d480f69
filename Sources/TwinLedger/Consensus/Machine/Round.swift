/// All that a replica knows of one view above its final tip.
struct Round: Sendable, Hashable {
  /// A proposal whose signature and justification hold.
  struct Candidate: Sendable, Hashable {
    var proposal: Proposal
    /// Set once the whole branch down to the tip is here and valid.
    var branch: Branch?
  }

  /// What follows from a valid branch that ends in a block.
  struct Branch: Sendable, Hashable {
    var height: UInt64
    var log: LogFrontier
    /// Whether a block of the branch ends the epoch: then only empty blocks may follow (rule 12).
    var endsEpoch: Bool
  }

  let view: UInt64
  var candidates: [Candidate] = []
  /// The leader's first signed proposal, against which others are held (rule 13).
  var proposed: Vote?
  var notarize = Tally()
  var skip = Tally()
  var finalize = Tally()
  var notarized: Certificate?
  var skipped: Certificate?
  var finalized: Certificate?
  /// Own words, given or about to be: they bind from the moment of decision.
  var ownProposal: Digest32?
  var ownNotarizations: [Digest32] = []
  var ownSkip = false
  var ownFinal: Digest32?
  var wasShown = false
  /// Members who were given this view's certificate because they lagged.
  var helped = MemberBits()

  init(view: UInt64) { self.view = view }

  /// Whether one may leave the view (rule 1).
  var isCertified: Bool { notarized != nil || skipped != nil || finalized != nil }
  /// The block that a quorum named, if one did.
  var certifiedHash: Digest32? { (finalized ?? notarized)?.hash }
  /// Whether a quorum named a block that still has to become final.
  var isOpen: Bool { notarized != nil || finalized != nil }

  func tally(_ kind: VoteKind) -> Tally {
    switch kind {
    case .notarize: notarize
    case .skip: skip
    default: finalize
    }
  }

  mutating func update(_ kind: VoteKind, _ change: (inout Tally) -> Void) {
    switch kind {
    case .notarize: change(&notarize)
    case .skip: change(&skip)
    default: change(&finalize)
    }
  }

  func certificate(_ kind: VoteKind) -> Certificate? {
    switch kind {
    case .notarize: notarized
    case .skip: skipped
    default: finalized
    }
  }

  func candidate(_ hash: Digest32) -> Candidate? {
    candidates.indices.first { candidates[$0].proposal.block.hash == hash }.map { candidates[$0] }
  }
}
