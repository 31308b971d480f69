extension WindowReplay {
  /// Beyond so many standard deviations a tag's distance counts no more: one false tag must not decide which state is near.
  private static let bound = 2.0

  /// The place of the frame nearest to another, tag by tag within bounds; `nil` when there is none.
  ///
  /// - Parameter frame: shape `[tag]`.
  /// - Parameter frames: of the same shape.
  public func nearest(to frame: [Double], among frames: [[Double]]) -> Int? {
    let standard = memory.parameters.standardisation
    var best: (place: Int, distance: Double)?
    for (place, other) in frames.enumerated() {
      var distance = 0.0
      for tag in 0..<tags where engine.varying[tag] > 0 {
        let apart = abs(frame[tag] - other[tag]) * standard.inverseScale[tag]
        distance += apart.isFinite ? min(apart, Self.bound) : Self.bound
      }
      if distance < best?.distance ?? .infinity { best = (place, distance) }
    }
    return best?.place
  }
}
