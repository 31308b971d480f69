internal import TwinModel
internal import TwinSimulation

/// Tries to break the ledger's consensus in simulated worlds: one seed decides the network, the disks, the crashes and
/// what the Byzantine members do.
///
/// Each world has a stormy part (partitions, loss, crashes at any effect, torn writes, full disks, clock jumps) and a
/// calm one. After every event the promises of `LedgerViolation` are checked; in the calm an entry must become final at
/// every replica that keeps the rules, within bounded virtual time.
public struct LedgerSimulation: Sendable {
  /// Members of the ledger.
  public let nodes: Int
  /// Members that do what they like.
  public let byzantine: Int
  /// Rules to break, for mutation tests.
  package var mutations: RuleMutations = []
  /// What Byzantine members do; nil draws it from the seed.
  var habits: Habits?
  /// Whether Byzantine members are twins: two honest replicas with one key. Nil draws it from the seed.
  package var isTwins: Bool?
  /// Whether every crash leaves part of what was not synced, or none does; nil draws it from the seed.
  package var isTorn: Bool?
  /// Whether messages to all replicas but one are late in the storm.
  var hasOneEar = false
  /// An additional crash.
  var crashPoint: CrashPoint?
  /// So many of the f faults are left for whoever set this.
  var reservedFaults = 0
  /// How large each node's write-ahead log is at first, in bytes.
  var journalBytes = Journal.usualCapacity

  /// Δ of the simulated replicas, in nanoseconds.
  static let delta: Int64 = .milliseconds(20)
  /// So long after the calm an entry may take, in seconds of virtual time.
  static let patienceSeconds: Int64 = 60

  /// A simulation of this many members.
  ///
  /// - Parameter byzantine: at most ⌊(nodes − 1)/3⌋.
  public init(nodes: Int, byzantine: Int) throws(LedgerSimulationError) {
    guard (4...100).contains(nodes) else { throw .nodes(nodes) }
    let most = (nodes - 1) / 3
    guard (0...most).contains(byzantine) else { throw .byzantine(byzantine, most: most) }
    self.init(unchecked: nodes, byzantine: byzantine)
  }

  init(unchecked nodes: Int, byzantine: Int) {
    self.nodes = nodes
    self.byzantine = byzantine
  }

  /// Runs one world to its end. Cost: some milliseconds for four members, some hundred for sixteen.
  ///
  /// - Parameter narrator: is told every event of the world in words.
  public func run(seed: UInt64, narrator: (@Sendable (String) -> Void)? = nil) -> LedgerRun {
    guard var trial = LedgerTrial(self, seed: seed) else { preconditionFailure("the members are well formed") }
    trial.world.observer.narrator = narrator
    return trial.run()
  }
}
