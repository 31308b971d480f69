extension Testbed {
  /// The town's water and light.
  public static let city = Testbed(
    name: "city",
    summary: "Town's water supply (C-Town: 7 tanks, 11 pumps, 388 junctions) and street lighting",
    scope: """
      The pipe equations of C-Town are solved every minute and whenever something switches, tanks fill and drain between. \
      Nine PLCs run eleven pumps and a valve; levels travel from PLC to PLC every quarter of an hour. Street lights under \
      photocell and schedule share the communication network and the power feeder with the pumps.
      """,
    sources: [
      "Taormina et al. (2018), Battle of the attack detection algorithms; network, thresholds and PLCs as in "
        + "github.com/rtaormina/epanetCPA (MIT)",
      "EPANET 2.2 User Manual (EPA/600/R-20/133): hydraulics",
      "lighting and feeder are this project's own",
    ],
    disturbances: [
      "consumers follow published weekly patterns, with season, day-to-day variation and noise",
      "at week-ends the town rises an hour later", "pumps of a pair change roles every morning at nine",
      "now and then the fire brigade draws water",
      "clouds, and the feeder's voltage", "every transmitter has noise",
    ],
    attacks: [], attackSurface: SmartCity.attackSurface, plant: SmartCityProcess(),
    communication: .embedded(SmartCity.communication, for: SmartCityProcess()),
    scanPeriod: SmartCityController().period,
    rowPeriod: 900
  ) { options throws(TestbedError) in
    SmartCity.Recording(options, process: SmartCityProcess(), control: SmartCityController())
  }
}
