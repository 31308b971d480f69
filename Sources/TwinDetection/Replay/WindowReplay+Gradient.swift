extension WindowReplay {
  /// Steps of the integral.
  private static let steps = 16

  /// Integrated gradients of the dense autoencoder's error, from a normal frame to another: how much of the error each
  /// tag makes. Shape `[tag]`, in squared errors as multiples of those of normal operation.
  ///
  /// Source: Sundararajan, Taly, Yan, Axiomatic attribution for deep networks (2017), by the midpoint rule; the nearest
  /// normal state as baseline after Takeishi and Kawahara (2020).
  ///
  /// - Parameter frame: shape `[tag]`; a value that is missing has no part.
  /// - Parameter baseline: a normal frame of the same shape.
  public func integratedGradients(of frame: [Double], from baseline: [Double]) -> [Double] {
    precondition(frame.count == tags && baseline.count == tags, "one value per tag")
    let width = engine.width
    let end = standardised(frame)
    var begin = standardised(baseline)
    for tag in 0..<tags where !frame[tag].isFinite || !baseline[tag].isFinite { begin[tag] = end[tag] }
    var path = [Float](repeating: 0, count: Self.steps * width)
    for step in 0..<Self.steps {
      let share = (Float(step) + 0.5) / Float(Self.steps)
      for tag in 0..<tags { path[step * width + tag] = begin[tag] + share * (end[tag] - begin[tag]) }
    }
    let gradients = memory.parameters.dense.gradients(
      path, rows: Self.steps, weights: memory.parameters.inverseScale[Residual.denseAutoencoder.rawValue])
    return (0..<tags).map { tag in
      var mean: Float = 0
      for step in 0..<Self.steps { mean += gradients[step * width + tag] }
      return Double((end[tag] - begin[tag]) * mean / Float(Self.steps))
    }
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
