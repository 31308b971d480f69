import TwinModel

extension SmartGrid {
  /// Makes bus 14 of the 14-bus grid look as if it drew far more: the estimator's picture is false and its test passes.
  ///
  /// - Parameter start: seconds since the run began.
  /// - Parameter seed: decides the size (2.5…4.5°), a ramp of 5…15 minutes and a duration of 60…120 minutes.
  public static func falseState(
    id: String = "false-state", on process: SmartGridProcess, start: Double, seed: UInt64
  ) throws(AttackError) -> FalseState {
    var random = SeededGenerator(seed: seed, stream: 1)
    let angle = -(2.5 + 2 * random.uniform())
    let ramp = (5 + 10 * random.uniform()) * 60
    let duration = (60 + 60 * random.uniform()) * 60
    return try FalseState(
      id: id, on: process, bus: 14, angle: angle, magnitude: -0.01, ramp: ramp, start: start, duration: duration)
  }

  /// Lies about the frequency, so that an honest dispatch drives the true one away.
  ///
  /// - Parameter start: seconds since the run began.
  /// - Parameter seed: decides sign and size (0.05…0.15 Hz), a ramp of 2…5 minutes and a duration of 10…30 minutes.
  public static func falseFrequency(
    id: String = "false-frequency", on process: SmartGridProcess, start: Double, seed: UInt64
  ) throws(AttackError) -> FalseMeasurement {
    var random = SeededGenerator(seed: seed, stream: 2)
    let size = 0.05 + 0.1 * random.uniform()
    let bias = random.uniform() < 0.5 ? size : -size
    let ramp = (2 + 3 * random.uniform()) * 60
    let duration = (10 + 20 * random.uniform()) * 60
    return try FalseMeasurement(
      id: id, on: Wiring(of: process), sensor: "SYS.FREQ", bias: bias, ramp: ramp,
      quantisation: Instruments.frequencyQuantum, start: start, duration: duration)
  }

  /// Opens a line while its breaker is reported closed.
  ///
  /// - Parameter line: name of the branch, for example `L02-03`.
  /// - Parameter start: seconds since the run began.
  /// - Parameter duration: seconds, > 0.
  public static func hiddenOutage(
    id: String = "hidden-outage", on process: SmartGridProcess, line: String, start: Double, duration: Double
  ) throws(AttackError) -> MaskedActuation {
    try MaskedActuation(
      id: id, on: Wiring(of: process), forcing: [.init(line + ".CB_CMD", to: 0)], masking: line + ".CB", by: .freeze,
      start: start, duration: duration, seed: 0)
  }
}
