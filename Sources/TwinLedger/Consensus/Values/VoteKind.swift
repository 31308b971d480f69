/// What a signature says; the byte is part of what is signed, so that no signature can be read as another.
public enum VoteKind: UInt8, Sendable, Hashable, Comparable, CaseIterable {
  /// PROPOSE(v, h): the leader of view v put forward the block h.
  case propose = 1
  /// NOTAR(v, h): the first valid proposal seen in view v was h.
  case notarize = 2
  /// FINAL(v, h): h is notarized, and this member has not skipped v and never will.
  case finalize = 3
  /// SKIP(v): this member gave view v up, and will never vote to finalise it.
  case skip = 4
  /// A person at this member approved the next member set h (rule 12).
  case reconfigure = 5

  /// Whether replicas count it in their tallies, and q of it make a certificate of a view.
  var isBallot: Bool { self == .notarize || self == .skip || self == .finalize }

  /// The order of the bytes.
  public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}
