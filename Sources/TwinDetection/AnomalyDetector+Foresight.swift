public import TwinModel

extension AnomalyDetector {
  /// The score that a frame would get next; nothing of it is remembered.
  ///
  /// What an attacker asks who has a copy of the detector. Afterwards `latestEnergies` are those of this frame. Cost: a row,
  /// and a few kilobytes to go back; a copy of the detector costs a megabyte.
  public mutating func foresee(_ frame: Frame) -> Float {
    guard frame.series == followedSeries, hasSettled else {
      // At a series' beginning more than memory may change.
      var copy = self
      return copy.observe(frame).score
    }
    let before = standing
    let score = observe(frame).score
    goBack(to: before)
    return score
  }
}
