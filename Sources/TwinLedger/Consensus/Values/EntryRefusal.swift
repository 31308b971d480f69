/// Why a replica does not take an entry from a client.
public enum EntryRefusal: Sendable, Hashable, CaseIterable {
  /// It would change the members, or accuse one, and no quorum of the present members signed that.
  case notApproved
  /// It is in the log already.
  case alreadyFinal
}
