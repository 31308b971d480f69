/// A number uniform in [0, 1) with 53 random bits.
func unitUniform(using random: inout some RandomNumberGenerator) -> Double {
  Double(random.next() >> 11) * 0x1p-53
}

/// A number uniform in [−1, 1).
func symmetricUniform(using random: inout some RandomNumberGenerator) -> Double {
  2 * unitUniform(using: &random) - 1
}

/// A number that is nearly standard normal: the sum of twelve uniform numbers, less six; within ±6.
///
/// Source: the noise of the Tennessee Eastman simulation (Downs & Vogel 1993).
func sumOfTwelveNormal(using random: inout some RandomNumberGenerator) -> Double {
  var sum = 0.0
  for _ in 0..<12 { sum += unitUniform(using: &random) }
  return sum - 6
}
