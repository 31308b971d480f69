import PowerFlow
public import TwinModel

/// The grid's physics with its instruments and drives: a pure machine.
///
/// An impossible power flow is an outcome (`condition`): parts cut off go dark, a collapse blacks out everything. The
/// random numbers drawn in a step do not depend on the inputs, so that a run with an attack meets the same weather as
/// one without.
public struct SmartGridProcess: Sendable {
  /// What it is made of.
  public let description: SmartGridDescription
  /// How it is run.
  public let configuration: SmartGrid.Configuration
  /// Names of the tags that `step` returns, in order.
  ///
  /// Buses are named `B09`, branches `L04-09` (a second circuit `L04-09b`), machines `G02`, phasor units `PMU06`, feeder
  /// buses `F18`, photovoltaic plants `PV14`.
  public let sensors: [String]
  /// Names of the tags that `step` takes, in order; those of the control centre (`EMS…`, `SYS.MODE`) move nothing.
  public let actuators: [String]
  /// Seconds since the start.
  public internal(set) var elapsed = 0.0
  /// What has become of it.
  public internal(set) var condition = SmartGrid.Condition.energised(dark: [])
  /// Why it is blacked out; `nil` while it is not.
  public internal(set) var collapse: SmartGrid.Collapse?
  /// Shape `[sensor]`: what perfect sensors would read now, in each tag's unit.
  public internal(set) var trueValues: [Double]
  /// Shape `[actuator]`: the commands it last obeyed.
  public internal(set) var commands: [Double]

  /// Share of the usual demand.
  public var load = 1.0

  let layout: SmartGridLayout
  let actuatorLayout: SmartGridActuators
  /// Shape `[unit]`: index of each machine's bus.
  let unitBuses: [Int]
  /// Shape `[sensor]`: measurements of the last telemetry scan; empty before the first.
  var telemetry: [Double] = []
  var flow: NewtonPowerFlow
  var feeder: FeederState?
  var machines: MachineFleet
  var protection: BranchProtection
  var disturbances: GridDisturbances
  var demand: DemandState
  var taps: [Double]
  /// The topology for which dark buses were last sought.
  var darkRevision = -1

  /// Lets the grid run and returns what its sensors read at the end.
  ///
  /// - Parameter inputs: shape `[actuator]`, in each tag's unit; an input that is no number changes nothing.
  /// - Parameter dt: seconds, > 0; divided into parts of at most a second.
  /// - Returns: shape `[sensor]`.
  public mutating func step(inputs: [Double], dt: Double, using random: inout SeededGenerator) -> [Double] {
    precondition(inputs.count == actuatorLayout.count && dt > 0, "one input an actuator, and time that passes")
    let parts = max(1, dt.rounded(.up))
    for _ in 0..<Int(parts) { advance(inputs, seconds: dt / parts, using: &random) }
    takeTruth()
    let interval = configuration.scanInterval
    let isScanned = (elapsed / interval).rounded(.down) > ((elapsed - dt) / interval).rounded(.down)
    let measured = measure(isScanned: isScanned, using: &random)
    telemetry = measured
    return measured
  }

  /// Whether everything is alight, nothing is shed or tripped, and no true value is beyond its limit.
  public var isOperatingNormally: Bool {
    condition == .energised(dark: []) && protection.shedSteps == 0 && !protection.isTripped.contains(true)
      && violations().isEmpty
  }
}
