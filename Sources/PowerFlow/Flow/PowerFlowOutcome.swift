/// What became of a power-flow solve. A network without a solution is an outcome, not an error.
public enum PowerFlowOutcome: Sendable, Equatable {
  /// Voltages satisfy every balance; they are in the solver.
  case converged(Convergence)
  /// No operating point was found: overload beyond the network's capability or a hopeless start.
  case diverged(Divergence)
  /// These buses (case numbers) have no path to the reference bus; nothing was solved.
  case islanded(buses: [Int])

  /// How a solve converged.
  public struct Convergence: Sendable, Equatable {
    /// Newton steps taken.
    public var iterations: Int
    /// Largest remaining power mismatch in pu.
    public var mismatch: Double
  }

  /// How a solve failed.
  public struct Divergence: Sendable, Equatable {
    /// Newton steps taken.
    public var iterations: Int
    /// Largest power mismatch in pu when it was given up; may be infinite.
    public var mismatch: Double
    /// Case number of the bus with that mismatch.
    public var bus: Int
  }
}
