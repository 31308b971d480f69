extension StateEstimator {
  /// Residuals at the last estimate in multiples of their own standard deviation, `|r_i| / √Ω_ii` with
  /// `Ω = R − H G⁻¹ Hᵀ`; 0 where a value is missing or critical (its residual is always 0).
  ///
  /// Cost: one solve with the kept factors per meter.
  ///
  /// - Returns: shape `[meter]`.
  ///
  /// Source: Handschin, Schweppe, Kohlas and Fiechter (1975), "Bad data analysis for power system state estimation".
  public mutating func normalizedResiduals() -> [Double] {
    var normalized = [Double](repeating: 0, count: meters.count)
    let size = pattern.gain.size
    for index in meters.indices where activeWeights[index] > 0 {
      let entries = Int(pattern.entryStart[index])..<Int(pattern.entryStart[index + 1])
      for position in 0...size { gain.rightHandSide[position] = 0 }
      for entry in entries where Int(pattern.entryPosition[entry]) < size {
        gain.rightHandSide[Int(pattern.entryPosition[entry])] = derivatives[entry]
      }
      gain.solve()
      var explained = 0.0
      for entry in entries where Int(pattern.entryPosition[entry]) < size {
        explained += derivatives[entry] * gain.rightHandSide[Int(pattern.entryPosition[entry])]
      }
      let variance = 1 / activeWeights[index]
      let left = variance - explained
      if left > 1e-8 * variance { normalized[index] = abs(residuals[index]) / left.squareRoot() }
    }
    return normalized
  }

  /// Estimates, and while the χ² test fails takes away the value with the largest normalised residual and estimates
  /// again.
  ///
  /// - Parameter limit: most values to take away, ≥ 0.
  /// - Returns: the last outcome and what was taken away, in order; the state is that of the last estimation.
  public mutating func estimateIdentifyingBadData(
    _ values: [Double], limit: Int = 5
  ) -> (outcome: EstimationOutcome, bad: [BadMeasurement]) {
    var values = values
    var bad: [BadMeasurement] = []
    var outcome = estimate(values)
    while bad.count < limit, case .converged(let fit) = outcome, !fit.isConsistent {
      let normalized = normalizedResiduals()
      guard let worst = normalized.indices.max(by: { normalized[$0] < normalized[$1] }),
        normalized[worst] > options.residualThreshold
      else { break }
      bad.append(
        BadMeasurement(
          meter: worst, normalizedResidual: normalized[worst], observed: values[worst],
          expected: values[worst] - residuals[worst]))
      values[worst] = .nan
      outcome = estimate(values)
    }
    if case .converged = outcome {
      for index in bad.indices { bad[index].expected = predicted[bad[index].meter] }
    }
    return (outcome, bad)
  }
}
