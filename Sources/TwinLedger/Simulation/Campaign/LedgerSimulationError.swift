/// Why a simulation was not started.
public enum LedgerSimulationError: Error, Sendable, Equatable, CustomStringConvertible {
  /// A simulated ledger has 4 ... 100 members.
  case nodes(Int)
  /// More liars than any Byzantine-fault-tolerant protocol bears: at most ⌊(n − 1)/3⌋ of n.
  case byzantine(Int, most: Int)

  /// The error in words.
  public var description: String {
    switch self {
    case .nodes(let count): "\(count) nodes: a simulated ledger has 4 to 100"
    case .byzantine(let count, let most):
      "\(count) Byzantine members: no protocol bears more than \(most) here; ask for at most \(most)"
    }
  }
}
