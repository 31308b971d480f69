internal import TwinSimulation

/// A node of a simulated ledger: one that keeps the rules, or one that does what it likes.
enum LedgerNode: SimulatedNode {
  case honest(ReplicaNode)
  case byzantine(ByzantineNode)

  typealias Message = LedgerMessage
  typealias Output = ReplicaOutput

  mutating func start(disk: SimulatedDisk, at now: SimulatedInstant, actions: inout ReplicaNode.Actions) {
    let now = Instant(nanoseconds: now.nanoseconds)
    update({ $0.start(disk: disk, at: now, actions: &actions) }, { $0.start(at: now, actions: &actions) })
  }

  mutating func receive(
    _ message: LedgerMessage, from sender: Int?, at now: SimulatedInstant, actions: inout ReplicaNode.Actions
  ) {
    let now = Instant(nanoseconds: now.nanoseconds)
    update(
      { $0.receive(message, from: sender, at: now, actions: &actions) },
      { $0.receive(message, from: sender, at: now, actions: &actions) })
  }

  mutating func timerFired(_ timer: UInt64, at now: SimulatedInstant, actions: inout ReplicaNode.Actions) {
    let now = Instant(nanoseconds: now.nanoseconds)
    update(
      { $0.timerFired(timer, at: now, actions: &actions) }, { $0.timerFired(timer, at: now, actions: &actions) })
  }

  mutating func diskCompleted(
    _ completion: DiskCompletion, at now: SimulatedInstant, actions: inout ReplicaNode.Actions
  ) {
    let now = Instant(nanoseconds: now.nanoseconds)
    update({ $0.diskCompleted(completion, at: now, actions: &actions) }, { _ in })
  }

  /// Changes the node in place.
  private mutating func update(_ honest: (inout ReplicaNode) -> Void, _ byzantine: (inout ByzantineNode) -> Void) {
    switch consume self {
    case .honest(var node):
      honest(&node)
      self = .honest(node)
    case .byzantine(var node):
      byzantine(&node)
      self = .byzantine(node)
    }
  }
}
