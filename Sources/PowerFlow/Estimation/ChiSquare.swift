import PortableMath

/// The χ² distribution, as far as a consistency test needs it.
public enum ChiSquare {
  /// The probability that a χ² variable stays at or below a value.
  ///
  /// Source: Abramowitz and Stegun (1964), 6.5.29 (series) and 6.5.31 (continued fraction) of the incomplete gamma
  /// function.
  public static func probability(ofAtMost value: Double, degreesOfFreedom: Int) -> Double {
    guard value > 0 && degreesOfFreedom > 0 else { return 0 }
    let a = Double(degreesOfFreedom) / 2
    let x = value / 2
    let scale = exponential(a * logarithm(x) - x - logGamma(half: degreesOfFreedom))
    if x < a + 1 {
      var term = 1 / a
      var sum = term
      var n = a
      while term > sum * 1e-17 {
        n += 1
        term *= x / n
        sum += term
      }
      return scale * sum
    }
    var b = x + 1 - a
    var c = 1e300
    var d = 1 / b
    var fraction = d
    for index in 1...10_000 {
      let an = -Double(index) * (Double(index) - a)
      b += 2
      d = 1 / (an * d + b)
      c = b + an / c
      fraction *= d * c
      if abs(d * c - 1) < 1e-16 { break }
    }
    return 1 - scale * fraction
  }

  /// The value that a χ² variable exceeds with probability `1 − probability`.
  ///
  /// - Parameter probability: in (0, 1).
  /// - Parameter degreesOfFreedom: ≥ 1.
  public static func quantile(_ probability: Double, degreesOfFreedom: Int) -> Double {
    precondition(probability > 0 && probability < 1 && degreesOfFreedom > 0, "a probability and a dimension")
    var low = 0.0
    var high = Double(degreesOfFreedom) + 10
    while self.probability(ofAtMost: high, degreesOfFreedom: degreesOfFreedom) < probability { high *= 2 }
    while high - low > 1e-12 * high {
      let middle = (low + high) / 2
      if middle == low || middle == high { break }
      if self.probability(ofAtMost: middle, degreesOfFreedom: degreesOfFreedom) < probability {
        low = middle
      } else {
        high = middle
      }
    }
    return (low + high) / 2
  }

  /// ln Γ(k/2) by its recurrence, from Γ(1/2) = √π or Γ(1) = 1.
  private static func logGamma(half k: Int) -> Double {
    var x = k % 2 == 0 ? 1.0 : 0.5
    var sum = k % 2 == 0 ? 0 : 0.5 * logarithm(Double.pi)
    while x < Double(k) / 2 {
      sum += logarithm(x)
      x += 1
    }
    return sum
  }
}
