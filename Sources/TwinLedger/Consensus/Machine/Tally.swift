/// The votes of one kind in one view, one place a member.
struct Tally: Sendable, Hashable {
  /// One member's vote.
  struct Ballot: Sendable, Hashable {
    var hash: Digest32
    var signature: VoteSignature
    /// Whether the signature was verified; until then only the channel vouches for it.
    var isVerified: Bool
  }

  private(set) var ballots: [Ballot?] = []

  subscript(member: Int) -> Ballot? { ballots.indices.contains(member) ? ballots[member] : nil }

  /// Puts a ballot in its member's place.
  mutating func set(_ ballot: Ballot?, of member: Int, in count: Int) {
    if ballots.isEmpty { ballots = Array(repeating: nil, count: count) }
    ballots[member] = ballot
  }

  /// Who voted for `hash`.
  func voters(for hash: Digest32) -> MemberBits {
    var voters = MemberBits()
    for member in ballots.indices where ballots[member]?.hash == hash { voters.insert(member) }
    return voters
  }
}
