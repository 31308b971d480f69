extension WaterNetwork {
  /// A line through points with growing abscissae.
  public struct Curve: Sendable, Equatable {
    /// Shape `[point]`, strictly growing.
    public var x: [Double]
    /// Shape `[point]`.
    public var y: [Double]

    /// A curve; both arrays have the same count ≥ 1.
    public init(x: [Double], y: [Double]) {
      self.x = x
      self.y = y
    }

    /// Value at `position` on straight segments, constant beyond the ends.
    func value(at position: Double) -> Double { Self.interpolate(position, along: x, giving: y) }

    /// Abscissa at which the curve has this value; the ordinates must grow.
    func position(of value: Double) -> Double { Self.interpolate(value, along: y, giving: x) }

    /// Intercept and slope of the segment on which `position` lies, the end segments continued.
    func segment(at position: Double) -> (intercept: Double, slope: Double) {
      var upper = 1
      while upper < x.count - 1 && x[upper] < position { upper += 1 }
      let slope = (y[upper] - y[upper - 1]) / (x[upper] - x[upper - 1])
      return (y[upper - 1] - slope * x[upper - 1], slope)
    }

    private static func interpolate(_ at: Double, along x: [Double], giving y: [Double]) -> Double {
      guard let first = x.first, at > first else { return y.first ?? 0 }
      for i in 1..<x.count where x[i] >= at {
        return y[i - 1] + (at - x[i - 1]) / (x[i] - x[i - 1]) * (y[i] - y[i - 1])
      }
      return y.last ?? 0
    }
  }

  /// Multipliers, one per pattern step, repeated for ever.
  public struct Pattern: Sendable, Equatable {
    /// Unique among patterns.
    public var name: String
    /// Shape `[step]`, at least one.
    public var multipliers: [Double]

    /// A pattern.
    public init(name: String, multipliers: [Double]) {
      self.name = name
      self.multipliers = multipliers
    }
  }
}
