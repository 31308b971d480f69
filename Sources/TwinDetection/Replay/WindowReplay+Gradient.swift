extension WindowReplay {
  /// Steps of the integral.
  private static let steps = 16

  /// Integrated gradients of what the dense autoencoder and the cross-sensor regression say about one frame, from a normal
  /// one to it: how much of the difference each tag makes. Shape `[tag]`, in squared distances as multiples of their levels.
  ///
  /// Source: Sundararajan, Taly, Yan, Axiomatic attribution for deep networks (2017), by the midpoint rule; the normal state
  /// nearest to the frame as baseline after Takeishi and Kawahara (2020). For the regression, a quadratic form, the integral
  /// is exact.
  ///
  /// - Parameter frame: shape `[tag]`; a value that is missing has no part.
  /// - Parameter baseline: a normal frame of the same shape.
  public func integratedGradients(of frame: [Double], from baseline: [Double]) -> [Double] {
    precondition(frame.count == tags && baseline.count == tags, "one value per tag")
    let parameters = memory.parameters
    let width = engine.width
    let end = standardised(frame)
    var begin = standardised(baseline)
    for tag in 0..<tags where !frame[tag].isFinite || !baseline[tag].isFinite { begin[tag] = end[tag] }
    var path = [Float](repeating: 0, count: Self.steps * width)
    for step in 0..<Self.steps {
      let share = (Float(step) + 0.5) / Float(Self.steps)
      for tag in 0..<tags { path[step * width + tag] = begin[tag] + share * (end[tag] - begin[tag]) }
    }
    let (ofNetwork, ofRegression) = weights
    let gradients = parameters.dense.gradients(path, rows: Self.steps, error: parameters.denseError)
    var weighted = [Float](repeating: 0, count: width)
    let sum = zip(begin, end).map { $0 + $1 }
    Kernel.dense(
      sum, stride: width, rows: 1, weights: parameters.crossSensor.precision,
      bias: [Float](repeating: 0, count: width), into: &weighted)
    return (0..<tags).map { tag in
      var mean: Float = 0
      for step in 0..<Self.steps { mean += gradients[step * width + tag] }
      mean /= Float(Self.steps)
      return Double((end[tag] - begin[tag]) * (ofNetwork * mean + ofRegression * weighted[tag]))
    }
  }

  /// What a squared distance of either counts for: the inverse square of the level that its short mean may reach.
  private var weights: (network: Float, regression: Float) {
    func weight(_ residual: Residual) -> Float {
      let channel = Channel.all.firstIndex(of: Channel(residual: residual, statistic: .shortDistance)) ?? 0
      let inverse = memory.fusion.inverseLevel[channel]
      return inverse * inverse / Float(memory.parameters.varying)
    }
    let found = (weight(.denseAutoencoder), weight(.crossSensor))
    return found.0 + found.1 > 0 ? found : (1, 1)
  }

  /// A frame in standard deviations within the networks' bounds, constant tags at zero; shape `[padded tag]`.
  private func standardised(_ frame: [Double]) -> [Float] {
    let standard = memory.parameters.standardisation
    var result = [Float](repeating: 0, count: engine.width)
    for tag in 0..<tags where engine.varying[tag] > 0 && frame[tag].isFinite {
      let value = (frame[tag] - standard.centre[tag]) * standard.inverseScale[tag]
      result[tag] = Float(min(max(value, -Double(Autoencoder.inputBound)), Double(Autoencoder.inputBound)))
    }
    return result
  }
}
