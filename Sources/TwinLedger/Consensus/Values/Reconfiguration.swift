/// The next epoch's members, approved by people at a quorum of the present ones (rule 12).
public struct Reconfiguration: Sendable, Hashable {
  /// Who votes in the next epoch.
  public var members: MemberSet
  /// A quorum's RECONFIGURE votes of the present epoch: view 0, hash of the next set.
  public var approvals: Certificate

  /// Creates a change.
  public init(members: MemberSet, approvals: Certificate) {
    self.members = members
    self.approvals = approvals
  }

  /// Whether a quorum in `context` approved exactly these members.
  public func isApproved(in context: VotingContext, with verifier: any VoteVerifier) -> Bool {
    approvals.kind == .reconfigure && approvals.view == 0 && approvals.hash == members.hash
      && members != context.members && context.verify(approvals, with: verifier)
  }
}
