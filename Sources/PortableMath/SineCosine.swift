/// Sine and cosine by one polynomial each, so that a result depends on IEEE arithmetic alone and never on the
/// machine's mathematics library; a replay on another processor gives the same bits.
///
/// Argument reduction to |r| ≤ π/4 with π/2 split in three parts (Cody and Waite 1980), then the Taylor series to
/// r¹⁷ and r¹⁸. Error below 2⁻⁵² for |x| < 1e5; beyond 1e9 and for non-finite input both results are NaN.
@inlinable @inline(__always)
public func sineCosine(_ x: Double) -> (sine: Double, cosine: Double) {
  guard abs(x) < 1e9 else { return (.nan, .nan) }
  let quadrant = (x * 0x1.45F306DC9C883p-1).rounded()
  let r = ((x - quadrant * 0x1.921FB544p0) - quadrant * 0x1.0B4611A6p-34) - quadrant * 0x1.3198A2E037073p-69
  let s = r * r
  var odd = 1.0 / 355_687_428_096_000
  odd = odd * s - 1.0 / 1_307_674_368_000
  odd = odd * s + 1.0 / 6_227_020_800
  odd = odd * s - 1.0 / 39_916_800
  odd = odd * s + 1.0 / 362_880
  odd = odd * s - 1.0 / 5_040
  odd = odd * s + 1.0 / 120
  odd = odd * s - 1.0 / 6
  let sine = r + r * s * odd
  var even = -1.0 / 6_402_373_705_728_000
  even = even * s + 1.0 / 20_922_789_888_000
  even = even * s - 1.0 / 87_178_291_200
  even = even * s + 1.0 / 479_001_600
  even = even * s - 1.0 / 3_628_800
  even = even * s + 1.0 / 40_320
  even = even * s - 1.0 / 720
  even = even * s + 1.0 / 24
  let cosine = 1 - 0.5 * s + s * s * even
  switch Int(quadrant) & 3 {
  case 0: return (sine, cosine)
  case 1: return (cosine, -sine)
  case 2: return (-sine, -cosine)
  default: return (-cosine, sine)
  }
}
