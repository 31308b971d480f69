/// Who generates how much: economic dispatch every five minutes, frequency correction every four seconds.
///
/// Dispatch finds the price λ at which the units' outputs `(λ − b)/(2a)`, held to their limits, meet the demand. The
/// correction integrates the area control error `−B Δf` and is shared out by participation. Setpoints move no faster
/// than their ramps.
///
/// Source: Wood and Wollenberg (2012), "Power Generation, Operation and Control", chapters 3 (λ iteration) and 10
/// (automatic generation control).
struct GenerationDispatch: Sendable, Equatable {
  /// Seconds between economic dispatches.
  static let dispatchInterval = 300.0
  /// Seconds between frequency corrections.
  static let correctionInterval = 4.0
  /// Frequency bias B, MW/Hz per MW of rated demand.
  static let biasPerMegawatt = 0.6
  /// Seconds in which the integrator removes an error.
  static let integrationTime = 40.0

  /// Shape `[unit]`, MW: the setpoints sent.
  private(set) var setpoints: [Double]
  private var base: [Double]
  private var correction = 0.0
  private var untilDispatch: Double
  private var untilCorrection = 0.0
  private let bias: Double

  init(initial: [Double], ratedDemand: Double) {
    setpoints = initial
    base = initial
    untilDispatch = Self.dispatchInterval
    bias = Self.biasPerMegawatt * ratedDemand
  }

  /// New setpoints from what the control centre sees.
  ///
  /// - Parameter frequencyError: measured frequency minus nominal, Hz; no number means no correction.
  /// - Parameter generation: measured total generation, MW; no number means no dispatch.
  mutating func step(
    units: [SmartGridDescription.Unit], limits: [ClosedRange<Double>], frequencyError: Double, generation: Double,
    seconds: Double
  ) {
    untilDispatch -= seconds
    untilCorrection -= seconds
    if untilDispatch <= 0 {
      untilDispatch += Self.dispatchInterval
      if generation.isFinite {
        let before = base.reduce(0, +)
        base = Self.economic(demand: generation, units: units, limits: limits, fixed: base)
        correction += before - base.reduce(0, +)
      }
    }
    if untilCorrection <= 0 {
      untilCorrection += Self.correctionInterval
      if frequencyError.isFinite && !isLagging(behind: frequencyError, units: units) {
        let room = 0.25 * limits.reduce(0) { $0 + min($1.upperBound, 1e5) }
        correction -= bias * frequencyError * Self.correctionInterval / Self.integrationTime
        correction = min(room, max(-room, correction))
      }
    }
    for unit in units.indices {
      let wanted = base[unit] + units[unit].participation * correction
      let held = min(limits[unit].upperBound, max(limits[unit].lowerBound, wanted))
      let reach = units[unit].ramp * seconds
      setpoints[unit] += min(reach, max(-reach, held - setpoints[unit]))
    }
  }

  /// Whether the setpoints have yet to go the way the error asks for: more correction would only wind up.
  private func isLagging(
    behind error: Double, units: [SmartGridDescription.Unit]
  ) -> Bool {
    var outstanding = 0.0
    var reach = 0.0
    for unit in units.indices {
      let wanted = base[unit] + units[unit].participation * correction
      outstanding += wanted - setpoints[unit]
      reach += units[unit].ramp * Self.correctionInterval
    }
    return error > 0 ? outstanding < -2 * reach : outstanding > 2 * reach
  }

  /// Outputs of least cost that meet a demand, MW; units without a quadratic cost keep `fixed`.
  static func economic(
    demand: Double, units: [SmartGridDescription.Unit], limits: [ClosedRange<Double>], fixed: [Double]
  ) -> [Double] {
    func outputs(_ price: Double) -> [Double] {
      units.indices.map { unit in
        guard units[unit].quadraticCost > 0 else { return fixed[unit] }
        let free = (price - units[unit].linearCost) / (2 * units[unit].quadraticCost)
        return min(limits[unit].upperBound, max(limits[unit].lowerBound, free))
      }
    }
    var low = -1e4
    var high = 1e4
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if outputs(middle).reduce(0, +) < demand { low = middle } else { high = middle }
    }
    return outputs((low + high) / 2)
  }
}
