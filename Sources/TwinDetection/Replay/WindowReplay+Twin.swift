public import TwinModel

extension WindowReplay {
  /// The twin that predicts, after the window with other values; `nil` without declared physics.
  ///
  /// With values as the plant should have reported them, its forecasts are those of the plant and not of a lie.
  public mutating func twin(after values: [Double]) -> TwinPredictor? {
    follow(values, wantsEnergies: false)
    return engine.twin?.predictor
  }

  /// How many values lie outside the range that training saw, in a frame of shape `[tag]`.
  public func outsideTraining(_ frame: [Double]) -> Int {
    let limits = memory.parameters.limits
    let standard = memory.parameters.standardisation
    return (0..<tags).count { tag in
      let value = (frame[tag] - standard.centre[tag]) * standard.inverseScale[tag]
      // A small excess is rounding.
      return value < Double(limits.low[tag]) - 0.05 || value > Double(limits.high[tag]) + 0.05
    }
  }
}
