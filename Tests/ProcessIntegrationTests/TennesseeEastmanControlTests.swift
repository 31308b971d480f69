import Testing

@testable import ProcessIntegration

private typealias Process = TennesseeEastmanProcess

@Suite struct TennesseeEastmanControlTests {
  /// Lets the control act once on a separator pressure, with all other measurements at their base values.
  private func act(_ control: inout TennesseeEastmanControl, pressure: Double) -> Double {
    var measurements = Process().measurements
    measurements[.separatorPressure] = pressure
    var commands = Process.State.base.valves
    control.act(atSecond: 3, on: measurements, moving: &commands)
    return commands[.purge]
  }

  @Test func `there are nineteen loops, and eight of them move setpoints`() {
    let loops = TennesseeEastmanControl.Loop.allCases
    #expect(loops.count == 19)
    #expect(loops.filter { if case .setpoint = $0.output { true } else { false } }.count == 8)
  }

  @Test func `the purge valve opens at a high pressure and stays open until it is normal again`() {
    var control = TennesseeEastmanControl()
    #expect(act(&control, pressure: 2949) < 50)
    #expect(control.purgeOverride == .none)
    #expect(act(&control, pressure: 2950) == 100)
    #expect(act(&control, pressure: 2634) == 100)
    #expect(control.purgeOverride == .open)
    control[.purgeRate] = 0.9
    #expect(act(&control, pressure: 2633) == 40.06)
    #expect(control.purgeOverride == .none)
    #expect(control[.purgeRate] == 0.33712)
  }

  @Test func `the purge valve closes at a low pressure and stays closed until it is normal again`() {
    var control = TennesseeEastmanControl()
    #expect(act(&control, pressure: 2300) == 0)
    #expect(act(&control, pressure: 2633) == 0)
    #expect(control.purgeOverride == .closed)
    #expect(act(&control, pressure: 2634) == 40.06)
    #expect(control.purgeOverride == .none)
  }

  @Test func `loops act at their own pace`() {
    let measurements = Process().measurements
    func moved(atSecond second: Int) -> Bool {
      var control = TennesseeEastmanControl()
      control[.feedA] = 50
      let before = control[.aFeedFlow]
      var commands = Process.State.base.valves
      control.act(atSecond: second, on: measurements, moving: &commands)
      return control[.aFeedFlow] != before
    }
    #expect(!moved(atSecond: 357))
    #expect(moved(atSecond: 360))
  }

  @Test func `a new setpoint of the reactor's level is reached`() throws {
    var loop = TennesseeEastmanClosedLoop(noise: 0)
    var random = DownsVogelGenerator()
    loop.control[.reactorLevel] = 72
    for _ in 0..<3 * 3600 { try loop.step(using: &random) }
    #expect(abs(loop.process.measurements[.reactorLevel] - 72) < 0.5)
  }
}
