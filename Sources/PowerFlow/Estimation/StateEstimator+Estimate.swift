extension StateEstimator {
  /// Finds the state that fits best, starting from the last estimate.
  ///
  /// After anything but convergence the next estimation starts flat.
  ///
  /// - Parameter values: shape `[meter]`, pu and radians; `NaN` where a value is missing.
  public mutating func estimate(_ values: [Double]) -> EstimationOutcome {
    precondition(values.count == meters.count, "one value per meter")
    let usable = activate(values)
    for bus in magnitudes.indices {
      if network.isIsolated[bus] { (magnitudes[bus], angles[bus]) = (0, 0) }
      if magnitudes[bus] == 0 && !network.isIsolated[bus] { magnitudes[bus] = 1 }
    }
    angles[network.referenceBus] = 0
    for iteration in 1...max(1, options.maximumIterations) {
      evaluate(derivatives: true)
      loadResiduals(values)
      assembleGain()
      guard gain.factorize() else {
        let buses = undeterminedBuses()
        startFlat()
        return .unobservable(buses: buses)
      }
      gain.solve()
      let step = applyStep()
      guard step.isFinite else {
        startFlat()
        return .diverged(iterations: iteration)
      }
      if step < options.tolerance {
        evaluate(derivatives: false)
        return .converged(fit(loadResiduals(values), usable: usable, iterations: iteration))
      }
    }
    startFlat()
    return .diverged(iterations: options.maximumIterations)
  }

  /// Numbers of the buses that the meters leave undetermined when the values given as `NaN` are missing; empty when
  /// the network is observable.
  ///
  /// Source: Monticelli and Wu (1985), "Network observability: theory": zero pivots of the gain matrix at a flat
  /// state, and the directions that belong to them.
  public func unobservableBuses(missing: Set<Int> = []) -> [Int] {
    var copy = self
    copy.startFlat()
    _ = copy.activate(meters.indices.map { missing.contains($0) ? .nan : 0 })
    copy.evaluate(derivatives: true)
    copy.loadResiduals([Double](repeating: 0, count: meters.count))
    copy.assembleGain()
    return copy.gain.factorize() ? [] : copy.undeterminedBuses()
  }

  /// Gives every usable value its weight; returns how many there are.
  private mutating func activate(_ values: [Double]) -> Int {
    var usable = 0
    for index in meters.indices {
      let isUsed = values[index].isFinite && !isDark(meters[index].quantity)
      activeWeights[index] = isUsed ? weights[index] : 0
      if isUsed { usable += 1 }
    }
    return usable
  }

  @inline(__always)
  private func isDark(_ quantity: Meter.Quantity) -> Bool {
    switch quantity {
    case .voltageMagnitude(let bus), .voltageAngle(let bus), .activeInjection(let bus), .reactiveInjection(let bus):
      network.isIsolated[bus]
    case .activeFlow, .reactiveFlow, .currentReal, .currentImaginary:
      false
    }
  }

  /// Values minus predictions; returns J.
  @discardableResult
  private mutating func loadResiduals(_ values: [Double]) -> Double {
    var objective = 0.0
    for index in meters.indices {
      let weight = activeWeights[index]
      let residual = weight > 0 ? values[index] - predicted[index] : 0
      residuals[index] = residual
      objective += weight * residual * residual
    }
    return objective
  }

  /// G = HᵀWH and HᵀWr.
  private mutating func assembleGain() {
    gain.clear()
    let pattern = pattern
    gain.values.withUnsafeMutableBufferPointer { matrix in
      gain.rightHandSide.withUnsafeMutableBufferPointer { side in
        derivatives.withUnsafeBufferPointer { derivatives in
          pattern.products.withUnsafeBufferPointer { products in
            var product = 0
            for index in meters.indices {
              let start = Int(pattern.entryStart[index])
              let end = Int(pattern.entryStart[index + 1])
              let weight = activeWeights[index]
              let weighted = weight * residuals[index]
              for row in start..<end {
                let scaled = weight * derivatives[row]
                side[Int(pattern.entryPosition[row])] += weighted * derivatives[row]
                for column in row..<end {
                  matrix[Int(products[product])] += scaled * derivatives[column]
                  product += 1
                }
              }
            }
          }
        }
        for bus in magnitudes.indices where network.isIsolated[bus] {
          for unknown in [2 * bus, 2 * bus + 1] where Int(pattern.positions[unknown]) < pattern.gain.size {
            matrix[Int(pattern.positions[unknown])] += 1
          }
        }
      }
    }
  }

  /// Takes the step; returns its largest part, infinite when the state would leave the possible.
  private mutating func applyStep() -> Double {
    let size = pattern.gain.size
    var largest = 0.0
    for bus in magnitudes.indices where !network.isIsolated[bus] {
      let angle = Int(pattern.positions[2 * bus])
      if angle < size {
        let step = gain.rightHandSide[angle]
        angles[bus] += step
        largest = max(largest, abs(step))
      }
      let step = gain.rightHandSide[Int(pattern.positions[2 * bus + 1])]
      magnitudes[bus] += magnitudes[bus] * step
      largest = max(largest, abs(step))
      guard magnitudes[bus] > 0 && magnitudes[bus] < 1e3 && abs(angles[bus]) < 1e3 else { return .infinity }
    }
    return largest
  }

  private mutating func fit(_ objective: Double, usable: Int, iterations: Int) -> EstimationOutcome.Fit {
    let dark = network.isIsolated.count { $0 }
    let degreesOfFreedom = usable - (pattern.gain.size - 2 * dark)
    if thresholds.degreesOfFreedom != degreesOfFreedom || thresholds.probability != options.confidence {
      let value =
        degreesOfFreedom > 0
        ? ChiSquare.quantile(options.confidence, degreesOfFreedom: degreesOfFreedom) : Double.infinity
      thresholds = (degreesOfFreedom, options.confidence, value)
    }
    return .init(
      iterations: iterations, objective: objective, degreesOfFreedom: degreesOfFreedom, threshold: thresholds.value)
  }

  /// Numbers of the buses that move along the directions the gain matrix does not feel.
  private func undeterminedBuses() -> [Int] {
    var isMoved = [Bool](repeating: false, count: pattern.gain.size + 1)
    for pivot in gain.zeroPivots {
      for (position, part) in gain.nullVector(of: pivot).enumerated() where abs(part) > 1e-6 {
        isMoved[position] = true
      }
    }
    isMoved[pattern.gain.size] = false
    return magnitudes.indices.filter { bus in
      isMoved[Int(pattern.positions[2 * bus])] || isMoved[Int(pattern.positions[2 * bus + 1])]
    }.map { network.busNumbers[$0] }
  }
}
