/// One meter: what it measures and how well.
public struct Meter: Sendable, Equatable {
  /// What is measured, in pu or radians.
  public var quantity: Quantity
  /// Standard deviation of its error in the unit of the quantity, > 0.
  public var deviation: Double

  /// Creates a meter.
  public init(_ quantity: Quantity, deviation: Double) {
    self.quantity = quantity
    self.deviation = deviation
  }

  /// Which end of a branch a meter sits at.
  public enum End: Sendable, Equatable {
    /// The tap side.
    case from
    /// The other side.
    case to
  }

  /// Quantities that a control centre measures; buses and branches by index.
  public enum Quantity: Sendable, Equatable {
    /// Voltage magnitude of a bus, pu.
    case voltageMagnitude(bus: Int)
    /// Voltage angle of a bus against the reference bus, radians: a phasor measurement unit.
    case voltageAngle(bus: Int)
    /// Active power from a bus into the network, pu.
    case activeInjection(bus: Int)
    /// Reactive power from a bus into the network, pu.
    case reactiveInjection(bus: Int)
    /// Active power entering a branch at one end, pu.
    case activeFlow(branch: Int, end: End)
    /// Reactive power entering a branch at one end, pu.
    case reactiveFlow(branch: Int, end: End)
    /// Part of the current entering a branch in phase with the reference voltage, pu: a phasor measurement unit.
    case currentReal(branch: Int, end: End)
    /// Part of the current entering a branch in quadrature with the reference voltage, pu.
    case currentImaginary(branch: Int, end: End)
  }
}
