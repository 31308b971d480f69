import ProcessIntegration

extension Testbed {
  /// The Tennessee Eastman process.
  public static let tennesseeEastman = Testbed(
    name: "tennessee-eastman", aliases: ["iiot"],
    summary: "Chemical process (Tennessee Eastman): reactor, separator, stripper under nineteen loops",
    scope: """
      All 50 states of the process in closed loop: gas and liquid in reactor, separator, compressor and stripper, \
      analysers with dead time, valves that need time, and the published limits at which the plant shuts itself down. \
      The twenty published disturbances can be scheduled from Swift.
      """,
    sources: [
      "Downs and Vogel (1993), A plant-wide industrial process control problem: process, disturbances, limits",
      "Chiang, Russell and Braatz (2001), Fault detection and diagnosis in industrial systems: control scheme",
      "Ricker (1995), Optimal steady-state operation of the Tennessee Eastman challenge process: operating points",
    ],
    disturbances: [
      "composition and temperature of feeds and cooling water wander, by 15 % of the published random disturbances",
      "every five to twelve hours an operator changes rate or mix: "
        + TennesseeEastman.operatingModes.map { "\($0.id) (\($0.summary))" }.joined(separator: ", "),
      "every transmitter and analyser has noise",
    ],
    attacks: [], attackSurface: TennesseeEastman.attackSurface, plant: TennesseeEastmanPlant(),
    communication: .embedded(TennesseeEastman.communication, for: TennesseeEastmanPlant()),
    scanPeriod: TennesseeEastmanController().period, rowPeriod: 60
  ) { options throws(TestbedError) in
    do throws(IntegrationError) {
      let (plant, control) = try TennesseeEastman.begin(seed: options.seed)
      return TennesseeEastman.Recording(options, process: plant, control: control)
    } catch { throw .integration(error) }
  }
}
