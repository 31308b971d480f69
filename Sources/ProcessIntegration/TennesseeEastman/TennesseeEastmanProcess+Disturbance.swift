extension TennesseeEastmanProcess {
  /// The twenty published disturbances; the raw value is the number n of IDV(n).
  ///
  /// Numbers 16 to 20 are "unknown" in the paper; the names tell what they do in the model.
  public enum Disturbance: Int, Sendable, CaseIterable {
    /// Step: the A+C feed has less A, and C takes its place.
    case acFeedRatio = 1
    /// Step: the A+C feed has more B at the same A/C ratio.
    case acFeedInert
    /// Step: the D feed is 5 °C warmer.
    case dFeedTemperature
    /// Step: the reactor's cooling water comes 5 °C warmer.
    case reactorCoolantInlet
    /// Step: the condenser's cooling water comes 5 °C warmer.
    case condenserCoolantInlet
    /// Step: no A feed.
    case aFeedLoss
    /// Step: only 80 % of the A+C feed is available.
    case acHeaderPressureLoss
    /// Random: the composition of the A+C feed wanders.
    case acFeedCompositionVariation
    /// Random: the temperature of the D feed wanders.
    case dFeedTemperatureVariation
    /// Random: the temperature of the A+C feed wanders.
    case acFeedTemperatureVariation
    /// Random: the inlet temperature of the reactor's cooling water wanders.
    case reactorCoolantInletVariation
    /// Random: the inlet temperature of the condenser's cooling water wanders.
    case condenserCoolantInletVariation
    /// Slow drift of the rates of reactions 1 and 2.
    case kineticsDrift
    /// The reactor's cooling-water valve sticks.
    case reactorCoolingValveSticking
    /// The condenser's cooling-water valve sticks.
    case condenserCoolingValveSticking
    /// Random: the stripper's steam takes more or less effect.
    case stripperSteamVariation
    /// Pulses: the reactor's heat transfer falls by up to 35 %.
    case reactorHeatTransferLoss
    /// Pulses: the condenser's heat transfer falls by up to 25 %.
    case condenserHeatTransferLoss
    /// Valves 5, 7, 8 and 9 stick.
    case valvesSticking
    /// Pulses: the flow out of the reactor falls by up to 25 %.
    case reactorOutletFlowLoss
  }

  /// The disturbances that are on.
  public struct Disturbances: Sendable, Equatable, ExpressibleByArrayLiteral {
    private var bits: UInt32 = 0

    /// Creates the set of these disturbances.
    public init(_ disturbances: some Sequence<Disturbance>) {
      for disturbance in disturbances { insert(disturbance) }
    }

    /// Creates the set of these disturbances.
    public init(arrayLiteral disturbances: Disturbance...) { self.init(disturbances) }

    /// Whether a disturbance is on.
    public func contains(_ disturbance: Disturbance) -> Bool { bits & Self.bit(disturbance) != 0 }
    /// Switches a disturbance on.
    public mutating func insert(_ disturbance: Disturbance) { bits |= Self.bit(disturbance) }
    /// Switches a disturbance off.
    public mutating func remove(_ disturbance: Disturbance) { bits &= ~Self.bit(disturbance) }

    /// 1 while the disturbance is on, else 0: the flag δ of the equations.
    func flag(_ disturbance: Disturbance) -> Double { contains(disturbance) ? 1 : 0 }

    private static func bit(_ disturbance: Disturbance) -> UInt32 { 1 << UInt32(disturbance.rawValue) }
  }
}
