import ProcessIntegration
import TwinModel

extension TennesseeEastman {
  /// The nineteen loops, by their published numbers, with the set points of the base case.
  static var loops: [ControlLoop] {
    let control = TennesseeEastmanControl()
    return TennesseeEastmanControl.Loop.allCases.map { loop in
      let (output, moved): (ControlLoop.Output, String) =
        switch loop.output {
        case .valve(let valve): (.actuators([actuators[valve.rawValue - 1]]), valve.title)
        case .setpoint(let inner): (.cascade("loop-\(inner.rawValue)"), "setpoint of loop \(inner.rawValue)")
        }
      return ControlLoop(
        id: "loop-\(loop.rawValue)", controller: controller(of: loop),
        measured: [sensors[loop.measurement.rawValue - 1]], output: output, setpoint: control[loop],
        rule: "\(loop.measurement.title) by \(moved), every \(loop.period) s", unit: loop.measurement.unit)
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
