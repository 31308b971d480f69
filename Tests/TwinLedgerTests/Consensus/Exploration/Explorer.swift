@testable import TwinLedger

/// Searches every order of deliveries and timeouts for three honest replicas, the real machine, and one liar.
///
/// What one replica does depends on its own state and on the event alone, so each step of the real machine is taken
/// once and remembered (`LocalStates`); the search itself walks triples of local states, 21 bits each.
///
/// Reductions, none of which hides a vote. What was signed can be delivered ever after, so whatever a replica learns
/// without saying anything can be put off until just before its next word: one move is a word with the silent steps
/// before it. Of two ways to say the same, the one that learnt less is followed, where the other is reached from it in
/// silence. Single votes are not delivered; certificates are, as soon as the votes cast so far and the liar's suffice,
/// in any order, to any replica or never. A timeout may happen whenever a timer runs, which covers f + 1 SKIPs. Who is given a block is given its ancestors too, as a fetch would. The liar signs every
/// NOTAR, SKIP and FINAL; where it leads it proposes two blocks on every parent, with the justification that the votes
/// allow and with a forged one. A certificate is always the same bytes, whoever's votes made it. Disks answer at once.
/// Views above `lastView` are not played, so nobody skips the last one: that would open nothing. Of two blocks of the
/// liar that differ by name only, honest members vote for the first first.
struct Explorer {
  struct Outcome: CustomStringConvertible {
    var states = 0
    var transitions = 0
    /// Two FINAL certificates, or two honest replicas' final chains, that contradict each other.
    var fork = false
    /// Whether the bound ended the search.
    var wasCut = false
    var localStates = 0
    var blocks = 0

    var description: String {
      "\(states) states, \(transitions) transitions, \(localStates) local states, \(blocks) blocks"
        + (fork ? ", FORK" : ", no fork") + (wasCut ? ", cut" : "")
    }
  }

  let bound: Int
  private var local: LocalStates

  /// - Parameter seesCommits: also compares what the replicas hold to be final, not only what was certified.
  init(lastView: UInt64, liar: Int, mutations: RuleMutations = [], seesCommits: Bool = false, bound: Int) throws {
    self.bound = bound
    local = try LocalStates(lastView: lastView, liar: liar, mutations: mutations, seesCommits: seesCommits)
  }

  mutating func run() -> Outcome {
    var outcome = Outcome()
    let first = Triple(local.initial[0], local.initial[1], local.initial[2])
    var seen: Set<Triple> = [first]
    var stack = [first]
    while let state = stack.popLast() {
      outcome.states += 1
      let votes = local.votes(in: state)
      if local.isFork(state, votes) { outcome.fork = true }
      if outcome.states >= bound { outcome.wasCut = true }
      if outcome.fork || outcome.wasCut { break }
      for place in 0..<3 {
        for next in local.words(of: state[place], votes) {
          outcome.transitions += 1
          let triple = state.replacing(place, with: next)
          if seen.insert(triple).inserted { stack.append(triple) }
        }
      }
    }
    outcome.localStates = local.count
    outcome.blocks = local.blockCount
    return outcome
  }
}

/// The local states of the three honest replicas.
struct Triple: Hashable {
  private var bits: UInt64

  init(_ first: Int, _ second: Int, _ third: Int) {
    precondition(max(first, second, third) < 1 << 21)
    bits = UInt64(first) | UInt64(second) << 21 | UInt64(third) << 42
  }

  subscript(place: Int) -> Int { Int(bits >> UInt64(21 * place) & 0x1F_FFFF) }

  func replacing(_ place: Int, with local: Int) -> Triple {
    var triple = self
    let shift = UInt64(21 * place)
    triple.bits = bits & ~(0x1F_FFFF << shift) | UInt64(local) << shift
    return triple
  }
}
