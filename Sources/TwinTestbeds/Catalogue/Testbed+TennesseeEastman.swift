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
    disturbances: ["every transmitter and analyser has noise"],
    loops: TennesseeEastman.loops, attacks: [], attackSurface: TennesseeEastman.attackSurface,
    plant: TennesseeEastmanPlant(),
    communication: .embedded(TennesseeEastman.communication, for: TennesseeEastmanPlant()),
    scanPeriod: TennesseeEastmanController().period, rowPeriod: 60
  ) { options throws(TestbedError) in
    let start: TennesseeEastmanClosedLoop
    do throws(IntegrationError) {
      start = try TennesseeEastmanClosedLoop(mode: .base)
    } catch { throw .integration(error) }
    return TennesseeEastman.Recording(
      options, process: TennesseeEastmanPlant(start.process), control: TennesseeEastmanController(start))
  }
}

extension TennesseeEastman {
  /// The nineteen loops, by their published numbers.
  static var loops: [ControlLoop] {
    TennesseeEastmanControl.Loop.allCases.map { loop in
      let (output, moved) =
        switch loop.output {
        case .valve(let valve): (actuators[valve.rawValue - 1], valve.title)
        case .setpoint(let inner): ("loop-\(inner.rawValue)", "setpoint of loop \(inner.rawValue)")
        }
      return ControlLoop(
        id: "loop-\(loop.rawValue)", controller: controller(of: loop),
        measured: [sensors[loop.measurement.rawValue - 1]], output: output,
        rule: "\(loop.measurement.title) by \(moved), every \(loop.period) s")
    }
  }

  private static func controller(of loop: TennesseeEastmanControl.Loop) -> String {
    switch loop {
    case .dFeedFlow, .eFeedFlow, .aFeedFlow, .acFeedFlow, .feedA, .feedD, .feedE: "PLC-FEED"
    case .reactorCoolantTemperature, .reactorTemperature, .reactorLevel, .productFlow: "PLC-REACTOR"
    default: "PLC-SEPARATION"
    }
  }
}
