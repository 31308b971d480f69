import PowerFlow
import Testing

@Suite struct DCStateEstimatorTests {
  private func meters() -> [Meter] {
    (0..<14).map { Meter(.activeInjection(bus: $0), deviation: 0.01) }
      + (0..<20).flatMap { branch in
        [Meter.End.from, .to].map { Meter(.activeFlow(branch: branch, end: $0), deviation: 0.01) }
      }
  }

  private func values(_ estimator: DCStateEstimator, angles: [Double], seed: UInt64) -> [Double] {
    var noise = Noise(seed: seed)
    return (0..<54).map { meter in
      (0..<13).reduce(0.01 * noise.normal()) { $0 + estimator.matrix[13 * meter + $1] * angles[$1] }
    }
  }

  @Test func `an attack H·c moves the state by c and leaves the objective and every residual as they were`() throws {
    let estimator = try DCStateEstimator(IEEE14.gridCase(), meters: meters())
    let truth = (0..<13).map { -0.01 * Double($0 + 1) }
    let honest = values(estimator, angles: truth, seed: 11)
    let c = (0..<13).map { $0 == 12 ? 0.05 : ($0 == 4 ? -0.02 : 0) }
    let attacked = (0..<54).map { meter in
      honest[meter] + (0..<13).reduce(0) { $0 + estimator.matrix[13 * meter + $1] * c[$1] }
    }
    let before = estimator.estimate(honest)
    let after = estimator.estimate(attacked)
    #expect(abs(after.objective - before.objective) < 1e-9 * before.objective)
    for state in 0..<13 { #expect(abs(after.angles[state] - before.angles[state] - c[state]) < 1e-12) }
    for meter in 0..<54 { #expect(abs(after.residuals[meter] - before.residuals[meter]) < 1e-12) }
    #expect(before.objective < ChiSquare.quantile(0.99, degreesOfFreedom: estimator.degreesOfFreedom))
    var naive = honest
    naive[20] += 0.5
    #expect(
      estimator.estimate(naive).objective > ChiSquare.quantile(0.99, degreesOfFreedom: estimator.degreesOfFreedom))
  }

  @Test func `flows estimated from flows are those of the network's reactances`() throws {
    let estimator = try DCStateEstimator(IEEE14.gridCase(), meters: meters())
    let angles = (0..<13).map { 0.02 * Double($0) }
    let row = estimator.matrix[(13 * 14)..<(13 * 15)]  // branch 1–2 at its from end
    #expect(zip(row, angles).reduce(0) { $0 + $1.0 * $1.1 } == -angles[0] / 0.05917)
  }

  @Test func `what cannot be determined is named and other kinds of meters are refused`() throws {
    let few = [Meter(.activeFlow(branch: 13, end: .from), deviation: 1)]
    #expect(throws: DCStateEstimatorError.self) { try DCStateEstimator(IEEE14.gridCase(), meters: few) }
    let withoutEight = meters().filter {
      switch $0.quantity {
      case .activeInjection(bus: 6), .activeInjection(bus: 7), .activeFlow(branch: 13, _): false
      default: true
      }
    }
    #expect(throws: DCStateEstimatorError.estimation(.unobservable(buses: [8]))) {
      try DCStateEstimator(IEEE14.gridCase(), meters: withoutEight)
    }
    let wrong = [Meter(.voltageMagnitude(bus: 0), deviation: 1)]
    #expect(throws: DCStateEstimatorError.estimation(.unsupportedQuantity(meter: 0))) {
      try DCStateEstimator(IEEE14.gridCase(), meters: wrong)
    }
  }
}
