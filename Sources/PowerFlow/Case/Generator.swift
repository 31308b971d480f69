/// A machine that feeds a bus and may hold its voltage.
public struct Generator: Sendable, Equatable {
  /// Number of the bus it feeds.
  public var bus: Int
  /// Active output in MW.
  public var active: Double
  /// Reactive output in MVAr.
  public var reactive: Double
  /// Reactive capability in MVAr; bounds may be infinite.
  public var reactiveLimits: ClosedRange<Double>
  /// Voltage it holds at its bus, in pu.
  public var voltageSetpoint: Double
  /// Active capability in MW.
  public var activeLimits: ClosedRange<Double>
  /// Whether it runs.
  public var isInService: Bool

  /// Creates a generator; limits that are not stated do not bind.
  public init(
    bus: Int, active: Double, reactive: Double = 0,
    reactiveLimits: ClosedRange<Double> = -Double.infinity...Double.infinity,
    voltageSetpoint: Double = 1, activeLimits: ClosedRange<Double> = -Double.infinity...Double.infinity,
    isInService: Bool = true
  ) {
    self.bus = bus
    self.active = active
    self.reactive = reactive
    self.reactiveLimits = reactiveLimits
    self.voltageSetpoint = voltageSetpoint
    self.activeLimits = activeLimits
    self.isInService = isInService
  }
}
