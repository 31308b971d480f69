import TwinLedger

/// Records of a witness in memory; they can be made to lose a race or to fail.
struct MemoryRecords: WitnessRecords {
  struct Failed: Error {}

  var checkpoints: [String: Checkpoint] = [:]
  /// Another request's checkpoint that is recorded between reading and replacing.
  var raceWinner: Checkpoint?
  var fails = false

  func latest(of origin: String) throws(Failed) -> Checkpoint? { checkpoints[origin] }

  mutating func replace(_ old: Checkpoint?, with new: Checkpoint) throws(Failed) -> Bool {
    if fails { throw Failed() }
    if let winner = raceWinner { checkpoints[winner.origin] = winner }
    guard checkpoints[new.origin] == old else { return false }
    checkpoints[new.origin] = new
    return true
  }
}
