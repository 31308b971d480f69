/// A power grid in closed loop: demand, machines, lines, transformers and a sunny feeder, and the control centre that
/// estimates, dispatches and keeps voltages.
///
/// `SmartGridProcess` is the physics with its instruments, `SmartGridController` what answers them; an attacker stands
/// between. Both are values: a copy is a snapshot and a fork, and one seed gives one run bit for bit.
///
/// Time scales: physics, phasors and frequency every step (1 s is customary), telemetry and estimation every two
/// seconds, frequency correction every four, dispatch every 300.
public enum SmartGrid {
  /// How a testbed is run.
  public struct Configuration: Sendable, Equatable {
    /// Hour of the day at which it starts, [0, 24).
    public var startHour = 0.0
    /// Day on which it starts: 0 is Monday.
    public var startDay = 0
    /// How much happens: 1 is ordinary, 0 nothing but noise and the time of day.
    public var disturbanceRate = 1.0
    /// Seconds between scans of the telemetry, > 0.
    public var scanInterval = 2.0

    /// An ordinary Monday from midnight.
    public init() {}
  }

  /// What has become of the grid.
  public enum Condition: Sendable, Equatable {
    /// It runs, without these buses (case numbers).
    case energised(dark: [Int])
    /// Voltages collapsed or every machine stopped: nothing runs any more.
    case blackedOut
  }

  /// How the control centre runs the grid at present; the value of `SYS.MODE`.
  public enum Mode: Int, Sendable, CaseIterable {
    /// Generation below 65 % of the rated demand.
    case light = 0
    /// Ordinary operation.
    case normal = 1
    /// Generation above 93 % of the rated demand.
    case peak = 2
    /// A branch is out for maintenance.
    case maintenance = 3
    /// A voltage, a loading or the frequency is beyond its limit, or a breaker is open that should be closed.
    case emergency = 4
  }

  /// How the grid is run on ordinary days; all but emergencies.
  public static let operatingModes = [
    OperatingMode("light", "below 65 % of the rated demand: nights and week-ends"),
    OperatingMode("normal", "by day"), OperatingMode("peak", "above 93 %: mornings and evenings of working days"),
    OperatingMode("maintenance", "a line is out in working hours, and the largest machine gives way to the others"),
  ]

  /// What the control centre's last estimation came to; the value of `EMS.STATUS`.
  public enum EstimationStatus: Int, Sendable, CaseIterable {
    /// Nothing speaks against the measurements.
    case consistent = 0
    /// Measurements were inconsistent; those found bad were left out and the rest agrees.
    case cleaned = 1
    /// Measurements are inconsistent and the culprit was not found.
    case inconsistent = 2
    /// There is no estimate: too few measurements or no convergence.
    case failed = 3
  }
}
