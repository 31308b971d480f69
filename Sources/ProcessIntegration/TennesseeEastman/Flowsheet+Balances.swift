extension TennesseeEastmanProcess.Flowsheet {
  typealias State = TennesseeEastmanProcess.State
  typealias Holdup = TennesseeEastmanProcess.Holdup

  /// The 50 derivatives, per hour: mass and energy balances of the units, the cooling waters, the valves.
  ///
  /// - Parameter held: the commands that the valves follow, %.
  /// - Note: the energy balance of the separator takes the recycle with the compressor's work included, and the change
  ///   of the vapour holdup of D … H is neglected; both as in the source (Downs & Vogel 1993).
  func derivative(
    of state: State, following held: TennesseeEastmanProcess.ManipulatedVariables,
    _ surroundings: TennesseeEastmanProcess.Surroundings
  ) -> State {
    State(
      reactor: reactorBalance, separator: separatorBalance, stripper: stripperBalance,
      mixingZone: mixingZoneBalance,
      reactorCoolantTemperature: Self.coolant(
        flow: reactorCoolantFlow, inlet: surroundings.reactorCoolantInlet, outlet: state.reactorCoolantTemperature,
        heatGivenAway: heat.reactor, thermalHoldup: 7060),
      condenserCoolantTemperature: Self.coolant(
        flow: condenserCoolantFlow, inlet: surroundings.condenserCoolantInlet,
        outlet: state.condenserCoolantTemperature, heatGivenAway: heat.condenser, thermalHoldup: 11138),
      valves: TennesseeEastmanProcess.ValveDynamics.rate(of: state.valves, following: held))
  }

  private var reactorBalance: Holdup {
    Holdup(
      amounts: reactorFeed.componentFlows - reactorOutlet.componentFlows + reactions.production,
      energy: reactorFeed.enthalpyFlow - reactorOutlet.enthalpyFlow + reactions.heat + heat.reactor)
  }

  private var separatorBalance: Holdup {
    Holdup(
      amounts: reactorOutlet.componentFlows - recycle.componentFlows - purge.componentFlows
        - separatorUnderflow.componentFlows,
      energy: reactorOutlet.enthalpyFlow - recycle.enthalpyFlow - purge.enthalpyFlow
        - separatorUnderflow.enthalpyFlow + heat.condenser)
  }

  private var stripperBalance: Holdup {
    Holdup(
      amounts: stripper.stripped - product.componentFlows,
      energy: acFeed.enthalpyFlow + separatorUnderflow.enthalpyFlow - stripperOverhead.enthalpyFlow
        - product.enthalpyFlow + heat.stripper)
  }

  private var mixingZoneBalance: Holdup {
    Holdup(
      amounts: dFeed.componentFlows + eFeed.componentFlows + aFeed.componentFlows + stripper.overhead
        + recycle.componentFlows - reactorFeed.componentFlows,
      energy: dFeed.enthalpyFlow + eFeed.enthalpyFlow + aFeed.enthalpyFlow + stripperOverhead.enthalpyFlow
        + recycle.enthalpyFlow - reactorFeed.enthalpyFlow)
  }

  /// Rate of a cooling water's outlet temperature, °C/h.
  ///
  /// [500.53 m (T_in − T_out) − Q 10⁶/1.8]/W with m in gal/min, Q in MMBtu/h and the holdup W in lb of water.
  private static func coolant(
    flow: Double, inlet: Double, outlet: Double, heatGivenAway: Double, thermalHoldup: Double
  ) -> Double {
    (500.53 * flow * (inlet - outlet) - heatGivenAway * 1e6 / 1.8) / thermalHoldup
  }
}
