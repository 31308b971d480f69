import PortableMath

extension TennesseeEastmanProcess {
  /// The four reactions: A + C + D → G, A + C + E → H, A + E → F and 1.5 D → F.
  ///
  /// Source: Downs & Vogel 1993, reaction kinetics.
  public struct Reactions: Sendable, Equatable {
    /// Rates of reactions 1 … 4, lbmol/h.
    public var rates: SIMD4<Double>

    /// Rates by Arrhenius' law and partial pressures in the reactor.
    ///
    /// r₁ ∝ exp(31.59 − 40000/1.987Θ) p_A^1.1544 p_C^0.3735 p_D, r₂ likewise with p_E,
    /// r₃ ∝ exp(53.41 − 60000/1.987Θ) p_A p_E, r₄ ∝ 0.767 exp(53.41 − 60000/1.987Θ) p_A p_D; all times the vapour
    /// volume. The fourth rate depends on A although A is not consumed by it.
    init(in reactor: TwoPhaseVessel, _ surroundings: Surroundings) {
      let kelvin = reactor.temperature + PhysicalProperties.zeroCelsius
      let p = reactor.partialPressures
      let (a, c, d, e) = (p[0], p[2], p[3], p[4])
      let k1 = exponential(31.5859536 - 40000 / 1.987 / kelvin) * surroundings.reaction1Factor
      let k2 = exponential(3.00094014 - 20000 / 1.987 / kelvin) * surroundings.reaction2Factor
      let k3 = exponential(53.4060443 - 60000 / 1.987 / kelvin)
      let orders = a > 0 && c > 0 ? power(a, 1.1544) * power(c, 0.3735) : 0
      rates = [k1 * orders * d, k2 * orders * e, k3 * a * e, k3 * 0.767488334 * a * d] * reactor.vapourVolume
    }

    /// Net production of A … H, lbmol/h.
    public var production: ComponentVector {
      let (r1, r2, r3, r4) = (rates[0], rates[1], rates[2], rates[3])
      return [-r1 - r2 - r3, 0, -r1 - r2, -r1 - 1.5 * r4, -r2 - r3, r3 + r4, r1, r2]
    }

    /// Heat released by reactions 1 and 2, MMBtu/h; 3 and 4 release none in this model.
    public var heat: Double { 0.06899381054 * rates[0] + 0.05 * rates[1] }
  }
}
