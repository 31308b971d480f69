// Exponential and logarithm from additions, multiplications and divisions alone. The C library picks another version of
// its own on processors with and without fused multiply-add, and they differ in the last bit; a simulation that must
// repeat bit for bit on every machine cannot use them.

/// eˣ, within two units in the last place for results in the normal range.
///
/// x = k ln 2 + r with |r| ≤ ½ ln 2, the series of eʳ to the 13th power, then the exponent k set directly.
/// Source: Muller et al., Handbook of Floating-Point Arithmetic, section 10.3 (additive range reduction).
func exponential(_ x: Double) -> Double {
  if x > 709.782712893384 { return .infinity }
  if x < -745.1332191019412 { return 0 }
  if x.isNaN { return x }
  let k = (x * 1.4426950408889634 + 0x1.8p52) - 0x1.8p52  // the nearest whole number
  let r = (x - k * 0x1.62E42FEEp-1) - k * 0x1.A39EF35793C76p-33
  let tail =
    1 / 6.0 + r
    * (1 / 24.0 + r
      * (1 / 120.0 + r
        * (1 / 720.0 + r
          * (1 / 5040.0 + r
            * (1 / 40320.0 + r
              * (1 / 362880.0 + r
                * (1 / 3628800.0 + r
                  * (1 / 39916800.0 + r * (1 / 479001600.0 + r * (1 / 6227020800.0))))))))))
  let series = 1 + (r + r * r * (0.5 + r * tail))
  let exponent = Int64(k)
  guard exponent < -1021 || exponent > 1023 else { return series * powerOfTwo(exponent) }
  let half = exponent / 2
  return series * powerOfTwo(half) * powerOfTwo(exponent - half)
}

/// ln x, within two units in the last place; −∞ at 0 and `NaN` below.
///
/// x = 2ᵉ m with m about 1, ln m = 2 artanh s with s = (m − 1)/(m + 1).
/// Source: Muller et al., Handbook of Floating-Point Arithmetic, section 10.3.
func naturalLogarithm(_ x: Double) -> Double {
  guard x > 0 else { return x == 0 ? -.infinity : .nan }
  guard x.isFinite else { return x }
  let scaled = x < Double.leastNormalMagnitude ? x * 0x1p54 : x
  let bias: Int64 = x < Double.leastNormalMagnitude ? 1023 + 54 : 1023
  var exponent = Int64(scaled.bitPattern >> 52) - bias
  var m = Double(bitPattern: scaled.bitPattern & 0x000F_FFFF_FFFF_FFFF | 0x3FF0_0000_0000_0000)
  if m > 1.4142135623730951 {
    m /= 2
    exponent += 1
  }
  let s = (m - 1) / (m + 1)
  let q = s * s
  let tail =
    q
    * (1 / 3.0 + q
      * (1 / 5.0 + q
        * (1 / 7.0 + q
          * (1 / 9.0 + q
            * (1 / 11.0 + q * (1 / 13.0 + q * (1 / 15.0 + q * (1 / 17.0 + q * (1 / 19.0 + q * (1 / 21.0))))))))))
  let k = Double(exponent)
  return k * 0x1.62E42FEEp-1 + (k * 0x1.A39EF35793C76p-33 + (2 * s + 2 * s * tail))
}

/// xʸ for x ≥ 0.
func power(_ x: Double, _ y: Double) -> Double { exponential(y * naturalLogarithm(x)) }

private func powerOfTwo(_ exponent: Int64) -> Double { Double(bitPattern: UInt64(exponent + 1023) << 52) }
