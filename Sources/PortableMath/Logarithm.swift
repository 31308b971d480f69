/// ln x, within one unit in the last place; −∞ at 0 and `NaN` below.
///
/// x = 2ᵉ (1 + f) with 1 + f about 1; with s = f/(2 + f), ln(1 + f) = 2 artanh s = f − f²/2 + s (f²/2 + R), where
/// R = 2 s² (1/3 + s²/5 + s⁴/7 + …): f is exact, and all else is small beside it.
///
/// Source: Muller et al., Handbook of Floating-Point Arithmetic (2018), section 10.3; Abramowitz and Stegun (1964),
/// 4.1.27 (series).
@inlinable
public func logarithm(_ x: Double) -> Double {
  guard x > 0 else { return x == 0 ? -.infinity : .nan }
  guard x.isFinite else { return x }
  let isSmall = x < Double.leastNormalMagnitude
  let bits = (isSmall ? x * 0x1p54 : x).bitPattern
  // Counting from √½ leaves 1 + f between √½ and √2.
  let biased = (bits &- 0x3FE6_A09E_667F_3BCD &+ (1023 << 52)) >> 52
  let f = Double(bitPattern: bits &- ((biased &- 1023) << 52)) - 1
  let k = Double(Int64(bitPattern: biased) &- (isSmall ? 1023 + 54 : 1023))
  let s = f / (2 + f)
  let z = s * s
  let z2 = z * z
  let z4 = z2 * z2
  let a = (2 / 3.0 + z * (2 / 5.0)) + z2 * (2 / 7.0 + z * (2 / 9.0))
  let b = (2 / 11.0 + z * (2 / 13.0)) + z2 * (2 / 15.0 + z * (2 / 17.0))
  let rest = z * (a + z4 * (b + z4 * (2 / 19.0 + z * (2 / 21.0))))
  let half = 0.5 * f * f
  return k * 0x1.62E42FEEp-1 - ((half - (s * (half + rest) + k * 0x1.A39EF35793C76p-33)) - f)
}
