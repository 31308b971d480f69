extension Testbed {
  /// The water-treatment cell.
  public static let waterCell = Testbed(
    name: "water-cell",
    summary: "Water-treatment cell: two tanks, a valve and two pumps under two PLCs",
    scope: """
      Raw water flows through MV101 into T101, P101 lifts it into T301, P301 delivers it to consumers. Volumes are \
      balanced drop by drop; valves and pumps need time to follow; transmitters have noise, range and 12 bits. The PLCs \
      switch by level with hysteresis and interlocks.
      """,
    sources: [
      "SWaT S1 example of MiniCPS (github.com/scy-phy/minicps, MIT): sections, flows, thresholds, periods",
      "Goh et al. (2016), A dataset to support research in the design of secure water treatment systems: structure",
    ],
    disturbances: [
      "consumers follow a daily pattern with noise", "the supply's pressure wanders by 2 %",
      "every transmitter has noise",
    ],
    attacks: [
      TestbedAttack(
        "flood", "T101 is flooded through MV101 while LIT101 is replayed or frozen",
        techniques: ["T0855", "T0856", "T0831"]
      ) {
        (id, start, seed) throws(AttackError) in try WaterCell.flood(id: id, start: start, seed: seed)
      },
      TestbedAttack(
        "false-level", "LIT101 lies to PLC and historian by 12 to 22 cm, inside its limits",
        techniques: ["T0856", "T0832"]
      ) {
        (id, start, seed) throws(AttackError) in try WaterCell.falseLevel(id: id, start: start, seed: seed)
      },
    ],
    attackSurface: WaterCell.attackSurface, plant: WaterCellProcess(),
    communication: .embedded(WaterCell.communication, for: WaterCellProcess()),
    scanPeriod: WaterCellController().period, rowPeriod: 30
  ) { options throws(TestbedError) in
    WaterCell.Recording(options, process: WaterCellProcess(), control: WaterCellController())
  }
}
