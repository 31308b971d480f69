public import ProcessIntegration

/// The nineteen loops of the Tennessee Eastman process as the program of its controllers.
public struct TennesseeEastmanController: Controller {
  /// 1 s; loops act every 3 s, every 6 min and every 15 min.
  public let period = 1.0
  /// The loops; setpoints may be changed between scans, as an operator does.
  public var control: TennesseeEastmanControl

  private var commands: TennesseeEastmanProcess.ManipulatedVariables
  private var second = 0
  private var productionOperator: ProductionOperator?

  /// The loops as they begin at an operating point, with nobody who changes their setpoints.
  public init(_ start: TennesseeEastmanClosedLoop = TennesseeEastmanClosedLoop()) {
    control = start.control
    commands = start.commands
  }

  /// The loops as they begin at an operating point, and an operator who changes the production mode every few hours.
  ///
  /// - Parameter seed: decides which modes follow when.
  public init(_ start: TennesseeEastmanClosedLoop, operatorSeed seed: UInt64) {
    self.init(start)
    productionOperator = ProductionOperator(control, seed: seed)
  }

  /// The production mode that the plant is in or on its way to.
  public var mode: OperatingMode { ProductionMode.all[productionOperator?.mode ?? 0].mode }

  /// The loops whose set points no other loop moves.
  static let outerLoops: [TennesseeEastmanControl.Loop] = [
    .recycleFlow, .separatorLevel, .stripperLevel, .productFlow, .feedA, .feedD, .feedE, .reactorLevel,
    .reactorTemperature, .purgeB, .productE,
  ]

  /// The set points that no other loop moves, by measurement: `XMEAS9.SP` is the reactor's temperature.
  public let setpointNames = Self.outerLoops.map { "XMEAS\($0.measurement.rawValue).SP" }

  /// Shape `[setpoint]`, in each measurement's unit; what is no number changes nothing.
  public var setpoints: [Double] {
    get { Self.outerLoops.map { control[$0] } }
    set {
      precondition(newValue.count == setpointNames.count, "one value a set point")
      for (loop, value) in zip(Self.outerLoops, newValue) where value.isFinite { control[loop] = value }
    }
  }

  /// Lets the loops act whose turn it is; shape in `[41]`, out `[12]`, %. A loop whose measurement is `NaN` holds.
  public mutating func scan(_ measurements: [Double], at time: Double) -> [Double] {
    second += 1
    productionOperator?.act(on: &control, at: time)
    control.act(atSecond: second, on: .init(measurements), moving: &commands)
    commands.limit()
    return commands.elements
  }
}
