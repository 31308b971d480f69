/// What one tag should have read over a window, given all other tags and its own past before the window.
public struct ExpectedCourse: Sendable, Equatable {
  /// Index into the tags.
  public var tag: Int
  /// Shape `[row]`: what to add to the reported value, in the tag's unit.
  public var change: [Double]
  /// By how much the change lowers the window's squared distances, summed over rows: twice the logarithm of a likelihood
  /// ratio, ≥ 0.
  public var gain: Double
  /// Standard deviation of the tag given all other tags and the rows before, in its unit, ≥ 0: what a change is large or
  /// small against.
  public var spread: Double
}

extension WindowReplay {
  /// For every tag, the course under which the window is most likely, all other tags as given.
  ///
  /// Minimises over δ(1…n), the change of one tag, Σₜ [zᵀΩz + νᵀΩν] with z the standardised frame, ν its innovation by the
  /// vector autoregression, each with its precision matrix: a quadratic form with four diagonals, solved exactly. It is the
  /// conditional expectation of the tag given the rest of the plant and its own past, and the gain is the
  /// reconstruction-based contribution.
  ///
  /// Source: Alcala and Qin, Reconstruction-based contribution for process monitoring (Automatica 45, 2009), extended from
  /// one row to a window. A tag that never varied is expected where it was.
  ///
  /// - Parameter values: shape `[row, tag]`.
  public mutating func expectedCourses(of values: [Double]) -> [ExpectedCourse] {
    let standard = memory.parameters.standardisation
    follow(values, wantsEnergies: false)
    let form = WindowForm(self)
    return (0..<tags).map { tag in
      guard engine.varying[tag] > 0 else { return courseOfConstant(tag, values) }
      var (change, gain) = form.minimum(tag: tag)
      for row in 0..<rows {
        // Standardised values are bounded: what lies beyond has the way back to the bound, too.
        let value = values[row * tags + tag]
        let z = (value - standard.centre[tag]) * standard.inverseScale[tag]
        let beyond = z - min(max(z, -Standardisation.limit), Standardisation.limit)
        change[row] = value.isFinite ? (change[row] - beyond) / standard.inverseScale[tag] : 0
      }
      if !gain.isFinite || change.contains(where: { !$0.isFinite }) {
        (change, gain) = ([Double](repeating: 0, count: rows), 0)
      }
      let spread = form.spread(tag: tag) / standard.inverseScale[tag]
      return ExpectedCourse(tag: tag, change: change, gain: gain, spread: spread)
    }
  }

  private func courseOfConstant(_ tag: Int, _ values: [Double]) -> ExpectedCourse {
    let standard = memory.parameters.standardisation
    var gain = 0.0
    let change = (0..<rows).map { row -> Double in
      let value = values[row * tags + tag]
      guard value.isFinite else { return 0 }
      let distance = min(abs(value - standard.centre[tag]) * standard.inverseScale[tag], 10)
      if distance > 1 { gain += distance * distance }
      return standard.centre[tag] - value
    }
    return ExpectedCourse(
      tag: tag, change: gain > 0 ? change : change.map { _ in 0 }, gain: gain,
      spread: 1 / standard.inverseScale[tag])
  }
}
