/// A node of a simulated world: a machine that is told what happened and answers with actions.
///
/// A node keeps no clock, no randomness and no file of its own; a node that needs chance takes a seed when it is made.
/// A Byzantine node is one more behaviour of the same type: it may send anything that it can construct.
public protocol SimulatedNode {
  /// What nodes send each other.
  associatedtype Message: SimulatedMessage
  /// What a node tells the observer.
  associatedtype Output: Sendable
  /// The list that a node appends its actions to.
  typealias Actions = NodeActions<Message, Output>

  /// The node begins, for the first time or after a crash, with the disk as the crash left it.
  mutating func start(disk: SimulatedDisk, at now: SimulatedInstant, actions: inout Actions)

  /// A message arrived; `sender` is nil for one from outside the world, as from a client.
  mutating func receive(_ message: Message, from sender: Int?, at now: SimulatedInstant, actions: inout Actions)

  /// A timer that the node has set is due.
  mutating func timerFired(_ timer: UInt64, at now: SimulatedInstant, actions: inout Actions)

  /// A disk operation has ended.
  mutating func diskCompleted(_ completion: DiskCompletion, at now: SimulatedInstant, actions: inout Actions)
}
