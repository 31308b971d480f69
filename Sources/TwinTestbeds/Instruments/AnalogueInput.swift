public import TwinModel

/// A transmitter and the analogue input behind it: noise, span, and the steps of a converter.
public struct AnalogueInput: Sendable, Equatable {
  /// What the highest count means, in the tag's unit; the lowest means 0.
  public let span: Double
  /// Resolution of the converter, in bits.
  public let bits: Int
  /// Standard deviation of the noise before conversion, in the tag's unit.
  public let noise: Double
  /// What is smaller in amount is read as 0, as flow meters do; 0 for none.
  public let cutOff: Double

  /// Creates an input.
  public init(span: Double, bits: Int = 12, noise: Double, cutOff: Double = 0) {
    precondition(span > 0 && (1...32).contains(bits) && noise >= 0, "a possible instrument")
    self.span = span
    self.bits = bits
    self.noise = noise
    self.cutOff = cutOff
  }

  /// Number of steps in the span.
  private var counts: Double { Double(1 << bits) }

  /// Difference between two neighbouring readings, in the tag's unit.
  public var step: Double { span / counts }

  /// What can be read: 0 up to one step below the span.
  public var range: ClosedRange<Double> { 0...(span - step) }

  /// Reads a true value. Draws one normal number, whatever the value.
  public func read(_ value: Double, using random: inout SeededGenerator) -> Double {
    let noisy = value + noise * random.normal()
    guard abs(value) >= cutOff else { return 0 }
    return min(max(noisy, 0), span - step).rounded(toStep: step)
  }
}

extension Double {
  /// The nearest multiple of a step; itself when the step is 0. Where a whole number of steps make one unit, the result
  /// is a quotient of whole numbers, and so the nearest number to its decimal text.
  func rounded(toStep step: Double) -> Double {
    guard step > 0 else { return self }
    let perUnit = (1 / step).rounded()
    return abs(perUnit * step - 1) < 1e-12 ? (self * perUnit).rounded() / perUnit : (self / step).rounded() * step
  }
}
