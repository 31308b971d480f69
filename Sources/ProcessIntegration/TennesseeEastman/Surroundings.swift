extension TennesseeEastmanProcess {
  /// What acts on the plant from outside at one instant: its feeds, its cooling water, and what disturbs its units.
  ///
  /// Source: Downs & Vogel 1993, process disturbances.
  struct Surroundings {
    /// Composition of the A+C feed, mole fractions.
    var acFeedComposition: ComponentVector
    /// Feed temperatures, °C; the E and A feeds stay at 45 °C.
    var dFeedTemperature, acFeedTemperature: Double
    /// Cooling-water inlet temperatures, °C.
    var reactorCoolantInlet, condenserCoolantInlet: Double
    /// Share of the A and A+C feeds that is available, 0 … 1.
    var aFeedAvailability, acFeedAvailability: Double
    /// Factors on the rates of reactions 1 and 2; nominally 1.
    var reaction1Factor, reaction2Factor: Double
    /// Relative deviation of the stripper's steam coefficient; nominally 0.
    var steamDeviation: Double
    /// Factors on the reactor's and condenser's heat transfer and on the reactor's outlet flow; nominally 1.
    var reactorHeatTransfer, condenserHeatTransfer, reactorOutlet: Double

    /// Reads the surroundings at a time in hours.
    init(signals: DisturbanceSignals, disturbances: Disturbances, at time: Double) {
      func signal(_ signal: DisturbanceSignals.Signal) -> Double { signals.value(signal, at: time) }
      let a = signal(.acFeedA) - 0.03 * disturbances.flag(.acFeedRatio) - 2.43719e-3 * disturbances.flag(.acFeedInert)
      let b = signal(.acFeedB) + 0.005 * disturbances.flag(.acFeedInert)
      acFeedComposition = [a, b, 1 - a - b, 0, 0, 0, 0, 0]
      dFeedTemperature = signal(.dFeedTemperature) + 5 * disturbances.flag(.dFeedTemperature)
      acFeedTemperature = signal(.acFeedTemperature)
      reactorCoolantInlet = signal(.reactorCoolantInlet) + 5 * disturbances.flag(.reactorCoolantInlet)
      condenserCoolantInlet = signal(.condenserCoolantInlet) + 5 * disturbances.flag(.condenserCoolantInlet)
      aFeedAvailability = 1 - disturbances.flag(.aFeedLoss)
      acFeedAvailability = 1 - 0.2 * disturbances.flag(.acHeaderPressureLoss)
      reaction1Factor = signal(.reaction1)
      reaction2Factor = signal(.reaction2)
      steamDeviation = signal(.stripperSteam)
      reactorHeatTransfer = 1 - 0.35 * signal(.reactorHeatTransfer)
      condenserHeatTransfer = 1 - 0.25 * signal(.condenserHeatTransfer)
      reactorOutlet = 1 - 0.25 * signal(.reactorOutlet)
    }
  }
}
