import ProcessIntegration

/// What an operator of the Tennessee Eastman process sets for a production rate or a product mix.
///
/// The nineteen loops are tuned for the base case; these changes of setpoints they follow and hold for days, in any
/// order, with the reactor's pressure below 2810 kPa. Larger or faster ones end nearer to the limit of 2895 kPa.
struct ProductionMode: Sendable, Equatable {
  /// Name and meaning.
  let mode: OperatingMode
  /// Shape `[setpoint]`: factors on the setpoints of the operating point, in the order of `loops`.
  let factors: [Double]

  /// The loops whose setpoints an operator changes; no other loop moves them.
  static let loops: [TennesseeEastmanControl.Loop] = [.productFlow, .feedD, .feedE, .reactorLevel, .purgeB]

  /// The modes; the first is the operating point itself.
  static let all = [
    ProductionMode(mode: OperatingMode("base", "rate and mix of the operating point"), factors: [1, 1, 1, 1, 1]),
    ProductionMode(mode: OperatingMode("reduced-rate", "2 % less product"), factors: [0.98, 1, 1, 1, 1]),
    ProductionMode(mode: OperatingMode("raised-rate", "1 % more product"), factors: [1.01, 1, 1, 1, 1]),
    ProductionMode(mode: OperatingMode("more-g", "G up by 2 mol%"), factors: [1, 1.04, 0.97, 1, 1]),
    ProductionMode(mode: OperatingMode("more-h", "H up by 2 mol%"), factors: [1, 0.96, 1.03, 1, 1]),
    ProductionMode(mode: OperatingMode("low-level", "reactor 3 % emptier"), factors: [1, 1, 1, 0.96, 1]),
    ProductionMode(mode: OperatingMode("low-inert", "more purge, less inert B"), factors: [1, 1, 1, 1, 0.94]),
  ]
}
