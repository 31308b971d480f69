/// What happens to a replica. The shell says it, with the moment at which it happened.
public enum ReplicaEvent: Sendable {
  /// The replica begins; must be its first event.
  case start
  /// A peer said something; the shell vouches for the name.
  case message(Message, from: NodeID)
  /// A timer fired. One that was set anew or cancelled meanwhile may fire all the same: the replica knows.
  case timer(ReplicaTimer)
  /// Clients of this node want these entries in the log.
  case submitted([Entry])
  /// Everything up to this `persist` effect is on the disk, and will be there after a crash.
  case persisted(through: UInt64)
  /// The disk refuses to write: the replica votes no more, and says so.
  case diskFailed
}

/// The timers that a replica sets; it never runs two of one kind.
public enum ReplicaTimer: UInt8, Sendable, Hashable, CaseIterable {
  /// The present view takes too long (rule 8).
  case view = 1
  /// The leader waits no longer for its parent to become final (rule 2).
  case propose = 2
  /// Nothing became final for a while (rule 10).
  case standstill = 3
  /// A fetch was not answered (rule 11).
  case fetch = 4
}
