extension TennesseeEastmanProcess {
  /// A stream between two units.
  public struct Stream: Sendable, Equatable {
    /// Molar flow, lbmol/h.
    public var flow: Double
    /// Mole fractions of A … H.
    public var composition: ComponentVector
    /// Molar enthalpy, MMBtu/lbmol.
    public var enthalpy: Double

    /// Flow of each component, lbmol/h.
    public var componentFlows: ComponentVector { composition * flow }
    /// Flow of enthalpy, MMBtu/h.
    public var enthalpyFlow: Double { flow * enthalpy }

    /// A gas at a temperature in °C.
    static func gas(_ flow: Double, _ composition: ComponentVector, at temperature: Double) -> Self {
      Self(flow: flow, composition: composition, enthalpy: EnthalpyPolynomial.gas(composition)(temperature))
    }

    /// A liquid at a temperature in °C.
    static func liquid(_ flow: Double, _ composition: ComponentVector, at temperature: Double) -> Self {
      Self(flow: flow, composition: composition, enthalpy: EnthalpyPolynomial.liquid(composition)(temperature))
    }
  }
}
