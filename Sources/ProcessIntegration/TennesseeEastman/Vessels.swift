extension TennesseeEastmanProcess {
  /// A vessel with a liquid of D … H under a vapour of all components: the reactor or the product separator.
  public struct TwoPhaseVessel: Sendable, Equatable {
    /// °C.
    public var temperature: Double
    /// Volume of the liquid, ft³.
    public var liquidVolume: Double
    /// Volume left for the vapour, ft³.
    public var vapourVolume: Double
    /// Molar density of the liquid, lbmol/ft³.
    public var liquidDensity: Double
    /// Mole fractions of the liquid; 0 for A, B and C.
    public var liquid: ComponentVector
    /// Mole fractions of the vapour.
    public var vapour: ComponentVector
    /// mmHg absolute.
    public var partialPressures: ComponentVector
    /// mmHg absolute.
    public var pressure: Double

    /// Finds the phases of a holdup whose A, B and C are vapour and whose D … H are liquid.
    ///
    /// Gases are ideal, p = N R Θ/V; condensables follow Raoult's law, p = p°(T) x; the energy is the liquid's alone.
    /// Source: Downs & Vogel 1993, vapour-liquid equilibrium of reactor and separator.
    init(_ holdup: Holdup, volume: Double, temperatureGuess: Double) {
      var liquidAmounts = holdup.amounts
      for i in 0..<3 { liquidAmounts[i] = 0 }
      let liquidTotal = liquidAmounts.total
      liquid = liquidAmounts / liquidTotal
      temperature = EnthalpyPolynomial.liquid(liquid)
        .temperature(ofEnthalpy: holdup.energy / liquidTotal, startingAt: temperatureGuess)
      liquidDensity = PhysicalProperties.liquidDensity(liquid, at: temperature)
      liquidVolume = liquidTotal / liquidDensity
      vapourVolume = volume - liquidVolume
      let kelvin = temperature + PhysicalProperties.zeroCelsius
      partialPressures = PhysicalProperties.vapourPressure(at: temperature) * liquid
      for i in 0..<3 {
        partialPressures[i] = holdup.amounts[i] * PhysicalProperties.gasConstant * kelvin / vapourVolume
      }
      pressure = partialPressures.total
      vapour = partialPressures / pressure
    }
  }

  /// The stripper's sump, all liquid.
  public struct Sump: Sendable, Equatable {
    /// °C.
    public var temperature: Double
    /// ft³.
    public var liquidVolume: Double
    /// Molar density, lbmol/ft³.
    public var liquidDensity: Double
    /// Mole fractions.
    public var liquid: ComponentVector

    init(_ holdup: Holdup, temperatureGuess: Double) {
      let total = holdup.amounts.total
      liquid = holdup.amounts / total
      temperature = EnthalpyPolynomial.liquid(liquid)
        .temperature(ofEnthalpy: holdup.energy / total, startingAt: temperatureGuess)
      liquidDensity = PhysicalProperties.liquidDensity(liquid, at: temperature)
      liquidVolume = total / liquidDensity
    }
  }

  /// The vapour space where feeds, recycle and stripper overhead meet before the reactor.
  public struct VapourSpace: Sendable, Equatable {
    /// °C.
    public var temperature: Double
    /// mmHg absolute.
    public var pressure: Double
    /// Mole fractions.
    public var vapour: ComponentVector

    /// Finds temperature and pressure of an ideal gas from its amounts and internal energy.
    init(_ holdup: Holdup, volume: Double, temperatureGuess: Double) {
      let total = holdup.amounts.total
      vapour = holdup.amounts / total
      temperature = EnthalpyPolynomial.gasInternalEnergy(vapour)
        .temperature(ofEnthalpy: holdup.energy / total, startingAt: temperatureGuess)
      let kelvin = temperature + PhysicalProperties.zeroCelsius
      pressure = total * PhysicalProperties.gasConstant * kelvin / volume
    }
  }

  /// A unit that gas leaves.
  protocol VapourSource {
    var temperature: Double { get }
    var pressure: Double { get }
    var vapour: ComponentVector { get }
  }

  /// Total volumes, ft³.
  enum Volume {
    static let reactor = 1300.0
    static let separator = 3500.0
    static let mixingZone = 5000.0
  }

  /// Temperatures of the four units, °C: where the next search for them starts.
  struct Temperatures: Sendable, Equatable {
    var reactor = 0.0
    var separator = 0.0
    var stripper = 0.0
    var mixingZone = 0.0
  }
}

extension TennesseeEastmanProcess.TwoPhaseVessel: TennesseeEastmanProcess.VapourSource {}
extension TennesseeEastmanProcess.VapourSpace: TennesseeEastmanProcess.VapourSource {}
