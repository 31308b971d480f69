import TwinModel

/// A value that wanders about 0 and forgets: a first-order autoregressive process sampled at any step.
struct WanderingValue: Sendable, Equatable {
  /// The present value.
  private(set) var value = 0.0
  private let deviation: Double
  private let memory: Double

  /// - Parameter deviation: standard deviation of the value over a long time.
  /// - Parameter memory: time in seconds after which a deviation has shrunk to about a third, > 0.
  init(deviation: Double, memory: Double) {
    self.deviation = deviation
    self.memory = memory
  }

  mutating func step(seconds: Double, using random: inout SeededGenerator) {
    let kept = 1 / (1 + seconds / memory)
    value = kept * value + deviation * (1 - kept * kept).squareRoot() * random.normal()
  }
}
