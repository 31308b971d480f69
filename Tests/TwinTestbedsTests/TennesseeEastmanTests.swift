import ProcessIntegration
import Testing
import TwinModel
import TwinTestbeds

@Suite struct TennesseeEastmanTests {
  private func index(_ measurement: TennesseeEastmanProcess.Measurement) -> Int { measurement.rawValue - 1 }

  @Test func `tags are named once, have units and ranges, and hold the base case`() throws {
    let tags = TennesseeEastman.tags
    #expect(tags.count == 53)
    #expect(Set(tags.map(\.name)).count == 53)
    #expect(tags.allSatisfy { $0.unit != nil && $0.range != nil })
    for mode in TennesseeEastmanProcess.OperatingMode.allCases {
      let measurements = try TennesseeEastman(mode: mode).process.measurements.elements
      for (tag, value) in zip(tags, measurements) { #expect(tag.range?.contains(value) == true, "\(tag.name)") }
    }
  }

  @Test func `every report lies within the range and on the resolution of its instrument`() throws {
    var plant = try TennesseeEastman()
    var random = SeededGenerator(seed: 3)
    for _ in 0..<200 {
      let reported = try plant.step(using: &random).reported
      for (tag, value) in zip(TennesseeEastman.tags, reported) {
        let range = try #require(tag.range)
        #expect(range.contains(value), "\(tag.name)")
        guard let quantum = tag.quantisation else { continue }
        let steps = (value - range.lowerBound) / quantum
        #expect(abs(steps - steps.rounded()) < 1e-6, "\(tag.name)")
      }
    }
  }

  @Test func `an hour of normal operation varies without leaving the normal`() throws {
    var plant = try TennesseeEastman()
    let base = plant.process.measurements
    var random = SeededGenerator(seed: 4)
    var reports: [[Double]] = []
    for _ in 0..<60 { reports.append(try plant.step(seconds: 60, using: &random).reported) }
    #expect(plant.process.shutdown == nil)
    #expect(plant.seconds == 3600)
    for measurement in TennesseeEastmanProcess.Measurement.allCases.prefix(22) {
      let column = reports.map { $0[index(measurement)] }
      let mean = column.reduce(0, +) / 60
      let deviation = (column.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 60).squareRoot()
      #expect(deviation > 0.5 * measurement.noise, "\(measurement)")
      #expect(abs(mean - base[measurement]) < 60 * measurement.noise, "\(measurement)")
    }
  }

  @Test func `one seed gives one run, a fork goes on as its plant, and a long step equals short ones`() throws {
    var plant = try TennesseeEastman()
    var random = SeededGenerator(seed: 5)
    _ = try plant.step(seconds: 100, using: &random)
    var (fork, forkedRandom) = (plant, random)
    _ = try plant.step(seconds: 50, using: &random)
    #expect(fork != plant)
    for _ in 0..<50 { _ = try fork.step(using: &forkedRandom) }
    #expect(fork == plant)
  }

  @Test func `a sensor that lies is believed by control and historian, not by physics`() throws {
    var plant = try TennesseeEastman(noise: 0)
    var random = SeededGenerator(seed: 6)
    let at = index(.reactorTemperature)
    let inputs = TennesseeEastman.Inputs(tamperSensors: { $0[at] += 1 })
    let reported = try plant.step(inputs: inputs, seconds: 3600, using: &random).reported
    #expect(abs(reported[at] - 120.4) < 0.1)
    #expect(abs(plant.process.trueMeasurements()[.reactorTemperature] - 119.4) < 0.1)
  }

  @Test func `an actuator that is told something else moves the plant while reports show control's command`() throws {
    var plant = try TennesseeEastman(noise: 0)
    var random = SeededGenerator(seed: 7)
    let inputs = TennesseeEastman.Inputs(tamperActuators: { $0[9] = 0 })
    let outputs = try plant.step(inputs: inputs, seconds: 120, using: &random)
    #expect(outputs.reported[41 + 9] > 41)
    #expect(plant.process.state.valves[.reactorCooling] < 0.01)
    #expect(plant.process.trueMeasurements()[.reactorTemperature] > 121)
  }

  @Test func `an attack that shuts the plant down is an outcome with its reason`() throws {
    var plant = try TennesseeEastman()
    var random = SeededGenerator(seed: 8)
    let inputs = TennesseeEastman.Inputs(tamperActuators: { $0[9] = 0 })
    var shutdown: TennesseeEastmanProcess.Shutdown?
    for _ in 0..<120 where shutdown == nil {
      shutdown = try plant.step(inputs: inputs, seconds: 60, using: &random).shutdown
    }
    #expect(shutdown != nil)
    let still = plant.process.state
    _ = try plant.step(seconds: 10, using: &random)
    #expect(plant.process.state == still)
  }

  @Test(arguments: [0, -5])
  func `a step that does not go forward in time is refused`(seconds: Int) throws {
    var plant = try TennesseeEastman()
    var random = SeededGenerator(seed: 9)
    #expect(throws: IntegrationError.self) { _ = try plant.step(seconds: seconds, using: &random) }
  }

  @Test func `tampered values that are no numbers neither trap nor reach a valve`() throws {
    var plant = try TennesseeEastman()
    var random = SeededGenerator(seed: 10)
    let inputs = TennesseeEastman.Inputs(
      tamperSensors: { $0 = $0.map { _ in .nan } }, tamperActuators: { $0.removeAll() })
    _ = try plant.step(inputs: inputs, seconds: 30, using: &random)
    #expect(plant.process.state.valves == TennesseeEastmanProcess.State.base.valves)
    let outputs = try plant.step(seconds: 900, using: &random)
    #expect(outputs.shutdown == nil)
    #expect(outputs.reported.allSatisfy { $0.isFinite })
    #expect(abs(plant.process.trueMeasurements()[.reactorTemperature] - 120.4) < 0.3)
  }
}
