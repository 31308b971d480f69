/// eˣ, within one unit in the last place for results in the normal range; 0 and ∞ beyond the range of a `Double`.
///
/// x = k ln 2 + r with |r| ≤ ½ ln 2, ln 2 in two parts; the series of eʳ to the 13th power, then the exponent k.
///
/// Source: Muller et al., Handbook of Floating-Point Arithmetic (2018), section 10.3 (additive range reduction).
@inlinable
public func exponential(_ x: Double) -> Double {
  guard x < 709.782712893384 else { return x.isNaN ? x : .infinity }
  guard x > -745.1332191019412 else { return 0 }
  // Added to 1.5 · 2⁵², a number is rounded to a whole one, which then stands in the last bits.
  let shifted = x * 1.4426950408889634 + 0x1.8p52
  let k = shifted - 0x1.8p52
  let high = x - k * 0x1.62E42FEEp-1
  let low = k * 0x1.A39EF35793C76p-33
  let r = high - low
  let r2 = r * r
  let r4 = r2 * r2
  let a = (0.5 + r * (1 / 6.0)) + r2 * (1 / 24.0 + r * (1 / 120.0))
  let b = (1 / 720.0 + r * (1 / 5040.0)) + r2 * (1 / 40320.0 + r * (1 / 362880.0))
  let c = (1 / 3628800.0 + r * (1 / 39916800.0)) + r2 * (1 / 479001600.0 + r * (1 / 6227020800.0))
  let series = 1 + (high + (r2 * (a + r4 * (b + r4 * c)) - low))
  let exponent = Int64(bitPattern: shifted.bitPattern &- (0x1.8p52).bitPattern)
  guard exponent < -1021 || exponent > 1023 else { return series * powerOfTwo(exponent) }
  let half = exponent / 2
  return series * powerOfTwo(half) * powerOfTwo(exponent - half)
}

/// 2 to a whole power of −1022 … 1023.
@inlinable
func powerOfTwo(_ exponent: Int64) -> Double { Double(bitPattern: UInt64(bitPattern: exponent &+ 1023) << 52) }
