import PowerFlow

/// A power grid in closed loop: demand, machines, lines, transformers and a sunny feeder, their meters, and the
/// control centre that estimates, dispatches and keeps voltages.
///
/// A pure machine: `step(_:seconds:using:)` moves physics, reads instruments and lets the controllers answer. The
/// three parts may be called one by one, with an attacker between: `advance` takes commands, `sense` gives readings,
/// `control` takes readings and gives commands. All state is values: a copy is a snapshot and a fork, and one seed
/// gives one run bit for bit.
///
/// Time scales: physics every step (1 s is customary), phasors and frequency every step, telemetry and estimation
/// every two seconds, frequency correction every four, dispatch every 300.
///
/// An impossible power flow is an outcome (`condition`): parts cut off go dark, a collapse blacks out everything.
public struct SmartGrid: Sendable {
  /// What it is made of.
  public let description: SmartGridDescription
  /// How it is run.
  public let configuration: Configuration
  /// Seconds since the start.
  public internal(set) var elapsed = 0.0
  /// What has become of it.
  public internal(set) var condition = Condition.energised(dark: [])
  /// Shape `[tag]`: what error-free instruments would show, whatever is reported.
  public internal(set) var truth: [Double]
  /// Shape `[tag]`: the last readings before anybody touched them.
  public internal(set) var readings: [Double]
  /// Shape `[actuator]`: the commands the plant last obeyed.
  public internal(set) var commands: [Double]

  let layout: SmartGridLayout
  let actuatorLayout: SmartGridActuators
  /// Shape `[unit]`: index of each machine's bus.
  let unitBuses: [Int]
  var flow: NewtonPowerFlow
  var feeder: FeederState?
  var machines: MachineFleet
  var protection: BranchProtection
  var disturbances: GridDisturbances
  var demand: DemandState
  var taps: [Double]
  var sinceScan: Double
  var centre: ControlCentre
  /// The topology for which dark buses were last sought.
  var darkRevision = -1
  /// Shape `[actuator]`: what the controllers answered last.
  var nextCommands: [Double] = []

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

  /// How the grid is run at present; the value of `SYS.MODE`.
  public enum Mode: Int, Sendable, CaseIterable {
    /// Demand below 65 % of its rating.
    case light = 0
    /// Ordinary operation.
    case normal = 1
    /// Demand above 93 % of its rating.
    case peak = 2
    /// A branch is out for maintenance.
    case maintenance = 3
    /// A limit is broken, demand is shed or buses are dark.
    case emergency = 4
  }
}
