/// How the equations of a network are stated and solved. The defaults are EPANET's.
public struct HydraulicOptions: Sendable, Equatable {
  /// Friction law of pipes.
  public enum HeadLoss: Sendable, Equatable {
    /// Empirical, C between 60 and 150.
    case hazenWilliams
    /// Swamee–Jain friction factor, cubic interpolation between laminar and turbulent flow.
    case darcyWeisbach
    /// Chézy–Manning.
    case chezyManning
  }

  /// What happens when the trials are used up.
  public enum Unbalanced: Sendable, Equatable {
    /// An extended-period simulation ends.
    case stop
    /// So many extra trials are made with all link statuses frozen; then it goes on.
    case proceed(extraTrials: Int)
  }

  /// Friction law of pipes.
  public var headLoss = HeadLoss.hazenWilliams
  /// Largest number of trials of one solve, ≥ 1.
  public var trials = 200
  /// A solve has converged when Σ|change of flow| / Σ|flow| is at most this, > 0.
  public var accuracy = 0.001
  /// What happens when the trials are used up.
  public var unbalanced = Unbalanced.stop
  /// Trials between two checks of link statuses, ≥ 1.
  public var checkFrequency = 2
  /// Last trial of the periodic checks.
  public var lastCheck = 10
  /// Accuracy below which flow changes are damped and valves are checked; 0 for never damped, always checked.
  public var dampLimit = 0.0
  /// Multiplies all demands.
  public var demandMultiplier = 1.0
  /// Pattern of demands that name none; ignored when no pattern has the name.
  public var defaultPattern: String? = "1"
  /// Kinematic viscosity relative to water at 20 °C, > 0; matters for Darcy–Weisbach alone.
  public var viscosity = 1.0
  /// Density relative to water, > 0; matters when a file's pressures become metres of what flows.
  public var specificGravity = 1.0

  /// EPANET's defaults.
  public init() {}
}
