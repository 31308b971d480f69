/// How time passes in an extended-period simulation; whole seconds, as in EPANET.
public struct HydraulicTimes: Sendable, Equatable {
  /// End of the simulation, ≥ 0.
  public var duration = 0
  /// Longest step between two solves, > 0.
  public var hydraulicStep = 3600
  /// Length of one pattern value, > 0.
  public var patternStep = 3600
  /// Offset into the patterns at time 0, ≥ 0.
  public var patternStart = 0
  /// A solve happens at every multiple of this after `reportStart`, > 0.
  public var reportStep = 3600
  /// First report, ≥ 0.
  public var reportStart = 0
  /// Step at which rules are evaluated, > 0; `nil` for a tenth of the hydraulic step.
  public var ruleStep: Int?
  /// Clock time at time 0, seconds after midnight.
  public var startClockTime = 0

  /// EPANET's defaults.
  public init() {}
}
