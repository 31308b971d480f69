import PortableMath

/// Darcy–Weisbach friction factor and its derivative by flow, above laminar flow.
///
/// - Parameters:
///   - flow: m³/s, > 0.
///   - roughness: roughness height / diameter.
///   - viscousDiameter: kinematic viscosity · diameter, m³/s.
///
/// Source: Swamee and Jain (1976) for Re ≥ 4000; Dunlop's cubic interpolation (1991) between 2000 and 4000.
func frictionFactor(
  flow: Double, roughness: Double, viscousDiameter: Double
) -> (factor: Double, derivative: Double) {
  let w = flow / viscousDiameter
  let logScale = -0.868588963806503655
  if w >= 1000 * Double.pi {
    let viscousTerm = 4.61841319859066669 / boundedPower(w, 0.9)
    let sum = roughness / 3.7 + viscousTerm
    let root = logScale * (logarithm2(sum) * 0.6931471805599453)
    let factor = 1 / (root * root)
    return (factor, 1.8 * factor * viscousTerm * logScale / sum / root / flow)
  }
  let sum = roughness / 3.7 + 3.28895476345399058e-3
  let root = logScale * (logarithm2(sum) * 0.6931471805599453)
  let fa = 1 / (root * root)
  let fb = (2 - 5.14214965799093884e-3 / (sum * root)) * fa
  let r = w / (500 * Double.pi)
  let x1 = 7 * fa - fb
  let x2 = 0.128 - 17 * fa + 2.5 * fb
  let x3 = -0.128 + 13 * fa - 2 * fb
  let x4 = 0.032 - 3 * fa + 0.5 * fb
  let factor = x1 + r * (x2 + r * (x3 + r * x4))
  return (factor, (x2 + r * (2 * x3 + r * 3 * x4)) / viscousDiameter / (500 * Double.pi))
}
