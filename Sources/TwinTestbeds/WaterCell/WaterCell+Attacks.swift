import TwinModel

extension WaterCell {
  /// Floods T101: MV101 is held open, in some draws P101 is held off too, while LIT101 is replayed or frozen.
  ///
  /// - Parameter start: seconds since the run began; at least two hours give a replay something to repeat.
  /// - Parameter seed: decides the mask, whether P101 is held, and a duration of 90…150 minutes.
  public static func flood(id: String = "flood", start: Double, seed: UInt64) throws(AttackError) -> MaskedActuation {
    var random = SeededGenerator(seed: seed, stream: 1)
    let mask: MaskedActuation.Mask = random.uniform() < 0.5 ? .replay : .freeze
    var forcing = [MaskedActuation.Forcing("MV101", to: 1)]
    if random.uniform() < 0.5 { forcing.append(.init("P101", to: 0)) }
    let duration = (90 + 60 * random.uniform()).rounded() * 60
    return try MaskedActuation(
      id: id, on: wiring, forcing: forcing, masking: "LIT101", by: mask, noise: WaterCellProcess.level.noise,
      quantisation: WaterCellProcess.level.step, start: start, duration: duration, seed: random.next())
  }

  /// Lies about LIT101, inside its limits, to PLC and historian alike.
  ///
  /// - Parameter start: seconds since the run began.
  /// - Parameter seed: decides sign and size of the bias (0.12…0.22 m), a ramp of 5…15 minutes and a duration of
  ///   60…120 minutes.
  public static func falseLevel(
    id: String = "false-level", start: Double, seed: UInt64
  ) throws(AttackError) -> FalseMeasurement {
    var random = SeededGenerator(seed: seed, stream: 2)
    let size = (0.12 + 0.1 * random.uniform()).rounded(toStep: 0.001)
    let bias = random.uniform() < 0.5 ? size : -size
    let ramp = (5 + 10 * random.uniform()).rounded() * 60
    let duration = (60 + 60 * random.uniform()).rounded() * 60
    return try FalseMeasurement(
      id: id, on: wiring, sensor: "LIT101", bias: bias, ramp: ramp, quantisation: WaterCellProcess.level.step,
      start: start, duration: duration)
  }
}
