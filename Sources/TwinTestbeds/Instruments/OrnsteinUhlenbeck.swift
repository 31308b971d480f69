import PortableMath
public import TwinModel

/// A disturbance that wanders about 0 and forgets with a time constant; exact for any step.
///
/// Source: Uhlenbeck and Ornstein (1930); exact update by Gillespie (1996), equations 1.9.
public struct OrnsteinUhlenbeck: Sendable, Equatable {
  /// The value now.
  public private(set) var value = 0.0
  /// Standard deviation in the long run.
  public let deviation: Double
  /// Seconds in which the memory falls to 1/e.
  public let timeConstant: Double

  // What a step of the last length keeps, and how far it kicks.
  private var step = 0.0
  private var memory = 1.0
  private var kick = 0.0

  /// Creates a disturbance at 0.
  public init(deviation: Double, timeConstant: Double) {
    precondition(deviation >= 0 && timeConstant > 0, "a possible disturbance")
    self.deviation = deviation
    self.timeConstant = timeConstant
  }

  /// Moves on by `dt` seconds. Draws one normal number.
  public mutating func advance(by dt: Double, using random: inout SeededGenerator) {
    if dt != step {
      step = dt
      memory = exponential(-dt / timeConstant)
      kick = deviation * (1 - memory * memory).squareRoot()
    }
    value = memory * value + kick * random.normal()
  }
}
