extension TennesseeEastmanProcess.Flowsheet {
  /// What perfect instruments show: all 41 measurements without noise or dead time.
  ///
  /// Source: Downs & Vogel 1993, process measurements.
  func measurements(of state: State) -> TennesseeEastmanProcess.Measurements {
    var shown = TennesseeEastmanProcess.Measurements()
    measureFlows(into: &shown)
    measureUnits(state, into: &shown)
    for i in 0..<6 { shown[position: 22 + i] = mixingZone.vapour[i] * 100 }
    for i in 0..<8 { shown[position: 28 + i] = separator.vapour[i] * 100 }
    for i in 3..<8 { shown[position: 33 + i] = stripperSump.liquid[i] * 100 }
    return shown
  }

  private func measureFlows(into shown: inout TennesseeEastmanProcess.Measurements) {
    shown[.aFeed] = Self.kscmh(aFeed)
    shown[.dFeed] = dFeed.flow * Self.dFeedComposition.dot(PhysicalProperties.molarMass) * 0.454
    shown[.eFeed] = eFeed.flow * Self.eFeedComposition.dot(PhysicalProperties.molarMass) * 0.454
    shown[.acFeed] = Self.kscmh(acFeed)
    shown[.recycleFlow] = Self.kscmh(recycle)
    shown[.reactorFeed] = Self.kscmh(reactorFeed)
    shown[.purgeRate] = Self.kscmh(purge)
    shown[.separatorUnderflow] = separatorUnderflow.flow / separator.liquidDensity / Self.cubicFeetPerCubicMetre
    shown[.stripperUnderflow] = product.flow / stripperSump.liquidDensity / Self.cubicFeetPerCubicMetre
    shown[.stripperSteam] = heat.stripper * 1040 * 0.454
    shown[.compressorWork] = compressor.power * 293.07
  }

  private func measureUnits(_ state: State, into shown: inout TennesseeEastmanProcess.Measurements) {
    shown[.reactorPressure] = Self.gaugeKilopascal(reactor.pressure)
    shown[.reactorLevel] = (reactor.liquidVolume - 84.6) / 666.7 * 100
    shown[.reactorTemperature] = reactor.temperature
    shown[.separatorTemperature] = separator.temperature
    shown[.separatorLevel] = (separator.liquidVolume - 27.5) / 290 * 100
    shown[.separatorPressure] = Self.gaugeKilopascal(separator.pressure)
    shown[.stripperLevel] = (stripperSump.liquidVolume - 78.25) / 156.5 * 100
    shown[.stripperPressure] = Self.gaugeKilopascal(mixingZone.pressure)
    shown[.stripperTemperature] = stripperSump.temperature
    shown[.reactorCoolantTemperature] = state.reactorCoolantTemperature
    shown[.condenserCoolantTemperature] = state.condenserCoolantTemperature
  }

  static let cubicFeetPerCubicMetre = 35.3145

  /// Thousand standard cubic metres per hour, from lbmol/h.
  private static func kscmh(_ stream: TennesseeEastmanProcess.Stream) -> Double {
    stream.flow * 0.359 / cubicFeetPerCubicMetre
  }

  /// kPa gauge, from mmHg absolute.
  static func gaugeKilopascal(_ pressure: Double) -> Double { (pressure - 760) / 760 * 101.325 }
}
