/// A node of the network: what is consumed there and how its voltage is decided.
public struct Bus: Sendable, Equatable {
  /// The number by which the case calls it; unique, > 0, not necessarily consecutive.
  public var number: Int
  /// Which quantities are given at the bus.
  public var kind: Kind
  /// Active demand in MW.
  public var activeDemand: Double
  /// Reactive demand in MVAr.
  public var reactiveDemand: Double
  /// Shunt conductance: MW consumed at 1 pu voltage.
  public var shuntConductance: Double
  /// Shunt susceptance: MVAr injected at 1 pu voltage.
  public var shuntSusceptance: Double
  /// Voltage magnitude in pu: the initial guess of a solve.
  public var magnitude: Double
  /// Voltage angle in degrees: the initial guess of a solve.
  public var angle: Double
  /// Base voltage in kV; 0 when the case states none.
  public var baseKilovolts: Double
  /// Permitted voltage magnitudes in pu.
  public var limits: ClosedRange<Double>

  /// Creates a bus; everything that is not stated is nothing, or a voltage of 1 pu.
  public init(
    number: Int, kind: Kind, activeDemand: Double = 0, reactiveDemand: Double = 0, shuntConductance: Double = 0,
    shuntSusceptance: Double = 0, magnitude: Double = 1, angle: Double = 0, baseKilovolts: Double = 0,
    limits: ClosedRange<Double> = 0.9...1.1
  ) {
    self.number = number
    self.kind = kind
    self.activeDemand = activeDemand
    self.reactiveDemand = reactiveDemand
    self.shuntConductance = shuntConductance
    self.shuntSusceptance = shuntSusceptance
    self.magnitude = magnitude
    self.angle = angle
    self.baseKilovolts = baseKilovolts
    self.limits = limits
  }

  /// Which two of active power, reactive power, magnitude and angle are given; the solver finds the others.
  public enum Kind: Int, Sendable, Codable, CaseIterable {
    /// Active and reactive power are given (PQ).
    case load = 1
    /// Active power and magnitude are given (PV).
    case generator = 2
    /// Magnitude and angle are given; it supplies what is missing (slack).
    case reference = 3
    /// Not connected: voltage 0, left out of every solve.
    case isolated = 4
  }
}
