import PowerFlow

/// The control centre and the local controllers: what they believe and decide from measurements alone.
///
/// Tap changers and capacitors keep voltages, dispatch shares out generation and corrects the frequency, the estimator
/// judges whether the measurements can be true. It takes breakers and taps from the measurements too, so that a lie
/// about them misleads it as it would. A measurement that is `NaN` changes nothing.
public struct SmartGridController: Sendable {
  /// 1 s.
  public let period = 1.0
  /// Values that the last estimation left out as bad, in order of discovery.
  public internal(set) var badMeasurements: [String] = []
  /// How well the last estimate fits; `NaN` when there is none.
  public internal(set) var objective = 0.0
  /// What the objective exceeds once in a hundred when nobody lies.
  public internal(set) var objectiveLimit = 0.0
  /// What the last estimation came to.
  public internal(set) var status = SmartGrid.EstimationStatus.consistent
  /// How the grid is run at present.
  public internal(set) var mode = SmartGrid.Mode.normal

  /// Hz: the frequency that dispatch keeps.
  var frequencyReference: Double
  /// Frequency and voltages that are kept: `SYS.FREQ_SET`, `L04-07.TAP_SET`, `F.REG_SET`.
  public let setpointNames: [String]

  let description: SmartGridDescription
  let scanInterval: Double
  let sensors: [String]
  let layout: SmartGridLayout
  let actuatorLayout: SmartGridActuators
  var commands: [Double]
  var estimator: StateEstimator
  var dispatch: GenerationDispatch
  var taps: [TapController]
  /// The rules of the tap changers, whose targets may be changed.
  var tapRules: [TapRule]
  /// The rule of the feeder's regulator, if there is one.
  var regulatorRule: TapRule?
  var capacitors: [CapacitorController]
  var regulator = TapController()
  var feederCapacitor = CapacitorController(steps: 0)
  /// Shape `[meter]`, pu and radians.
  var values: [Double]
  /// The sensors the meters read, and how.
  let meters: MeterWiring
  /// The topology for which dark buses were last sought.
  var estimatedRevision = -1
  /// MW.
  let ratedDemand: Double

  /// The control centre of a grid, as it stands at the start of a run.
  public init(of process: SmartGridProcess) throws(SmartGridError) {
    description = process.description
    frequencyReference = process.description.nominalFrequency
    tapRules = process.description.tapChangers.map(\.rule)
    regulatorRule = process.description.feeder?.regulatorRule
    setpointNames = Self.setpointNames(of: process.description)
    scanInterval = process.configuration.scanInterval
    sensors = process.sensors
    layout = process.layout
    actuatorLayout = process.actuatorLayout
    commands = process.commands
    meters = MeterWiring(process.description, layout: process.layout, network: process.flow.network)
    do {
      estimator = try StateEstimator(network: process.flow.network, meters: meters.meters)
    } catch { throw .meters(error) }
    values = [Double](repeating: 0, count: meters.meters.count)
    ratedDemand = process.demand.ratedTotal * process.flow.network.baseMVA
    dispatch = GenerationDispatch(
      initial: Array(process.commands[process.actuatorLayout.activeSetpoint]), ratedDemand: ratedDemand)
    taps = process.description.tapChangers.map { _ in TapController() }
    capacitors = process.description.capacitors.map { CapacitorController(steps: $0.closedSteps) }
  }
}
