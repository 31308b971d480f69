extension TennesseeEastmanProcess {
  /// The recycle compressor with the valve that leads gas around it.
  public struct Compressor: Sendable, Equatable {
    /// Power put into the gas, MMBtu/h.
    public var power: Double
    /// Net recycle to the mixing zone, lbmol/h.
    public var recycleFlow: Double

    /// Characteristic m = F_max + F_max/1.197 (1 − q³) with the pressure ratio q held in 1 … 1.3.
    ///
    /// The power uses the ratio as it is; the valve takes 53.349 v √Δp from the flow, and at least 10⁻³ lb/h remain.
    /// Source: Downs & Vogel 1993, compressor; pressures in mmHg, flow in lb/h.
    init(suction: TwoPhaseVessel, discharge: VapourSpace, recycleValve: Double) {
      let molarMass = suction.vapour.dot(PhysicalProperties.molarMass)
      let rise = discharge.pressure - suction.pressure
      let ratio = min(max(discharge.pressure / suction.pressure, 1), 1.3)
      let massFlow = Self.maximumFlow + Self.maximumFlow / 1.197 * (1 - ratio * ratio * ratio)
      let kelvin = suction.temperature + PhysicalProperties.zeroCelsius
      power = massFlow * kelvin * 1.8e-6 * 1.9872 * rise / (molarMass * suction.pressure)
      let net = massFlow - 53.349 * recycleValve * max(rise, 0).squareRoot()
      recycleFlow = max(net, 1e-3) / molarMass
    }

    /// lb/h.
    private static let maximumFlow = 280_275.0
  }
}
