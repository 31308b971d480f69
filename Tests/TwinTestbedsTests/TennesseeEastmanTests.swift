import ProcessIntegration
import Testing
import TwinModel
import TwinTestbeds

@Suite struct TennesseeEastmanTests {
  private typealias Measurement = TennesseeEastmanProcess.Measurement

  private func index(_ measurement: Measurement) -> Int { measurement.rawValue - 1 }

  /// Stands between control and one actuator.
  private struct ForcedActuator: Attack {
    var actuator: Int
    var command: Double
    var truth: AttackTruth {
      AttackTruth(id: "forced", summary: "one actuator is held", targets: ["XMV\(actuator + 1)"], start: 0, end: 1e9)
    }

    mutating func tamperCommands(_ signals: inout Signals) { signals.actuated[actuator] = command }
  }

  /// Makes every signal no number for half a minute.
  private struct Silence: Attack {
    var truth: AttackTruth { AttackTruth(id: "silence", summary: "no signal", targets: [], start: 0, end: 30) }

    mutating func tamperMeasurements(_ signals: inout Signals) {
      guard truth.isActive(at: signals.time) else { return }
      signals.received = signals.received.map { _ in .nan }
    }

    mutating func tamperCommands(_ signals: inout Signals) {
      guard truth.isActive(at: signals.time) else { return }
      signals.actuated = signals.actuated.map { _ in .nan }
    }
  }

  @Test func `every name that the site refers to exists`() throws {
    let site = TennesseeEastman.site
    #expect(site.tags.count == 53)
    #expect(Set(site.tags.map(\.name)).count == 53)
    #expect(site.tags.allSatisfy { $0.unit != nil && $0.range != nil && site.asset(id: $0.asset ?? "") != nil })
    #expect(site.assets.allSatisfy { site.zone(id: $0.zone ?? "") != nil })
    #expect(site.envelopes.allSatisfy { site.tag(named: $0.tag) != nil })
    #expect(site.conduits.allSatisfy { $0.zones.allSatisfy { site.zone(id: $0) != nil } })
  }

  @Test(arguments: TennesseeEastmanProcess.OperatingMode.allCases)
  func `instruments can show every operating point`(mode: TennesseeEastmanProcess.OperatingMode) throws {
    let plant = try TennesseeEastman.loop(seed: 1, mode: mode).process
    for (tag, value) in zip(plant.site.tags, plant.trueValues) {
      #expect(tag.range?.contains(value) == true, "\(tag.name)")
    }
  }

  @Test func `every report lies within the range and on the resolution of its instrument`() throws {
    var loop = try TennesseeEastman.loop(seed: 3)
    for _ in 0..<200 {
      loop.advance()
      for (tag, value) in zip(TennesseeEastman.site.tags, loop.signals.reported) {
        let (range, quantum) = (try #require(tag.range), try #require(tag.quantisation))
        #expect(range.contains(value), "\(tag.name)")
        let steps = (value - range.lowerBound) / quantum
        #expect(abs(steps - steps.rounded()) < 1e-6, "\(tag.name)")
      }
    }
  }

  @Test func `an hour of normal operation varies without leaving the normal`() throws {
    var recording = try TennesseeEastman.recording(seed: 4, hours: 1)
    let base = TennesseeEastmanPlant().trueValues
    var columns = [[Double]](repeating: [], count: 22)
    while let block = recording.next() {
      #expect(block.labels.allSatisfy { !$0 })
      for row in 0..<block.count { for k in 0..<22 { columns[k].append(block.frame(at: row).values[k]) } }
    }
    #expect(recording.loop.process.shutdown == nil)
    #expect(recording.loop.process.isOperatingNormally)
    #expect(columns[0].count == 60)
    for measurement in Measurement.allCases.prefix(22) {
      let column = columns[index(measurement)]
      let mean = column.reduce(0, +) / 60
      let deviation = (column.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 60).squareRoot()
      #expect(deviation > 0.5 * measurement.noise, "\(measurement)")
      #expect(abs(mean - base[index(measurement)]) < 60 * measurement.noise, "\(measurement)")
    }
  }

  @Test func `one seed gives one run, and a fork goes on as its plant`() throws {
    var loop = try TennesseeEastman.loop(seed: 5)
    var other = try TennesseeEastman.loop(seed: 6)
    for _ in 0..<100 { loop.advance() }
    var fork = loop
    for _ in 0..<50 { loop.advance() }
    for _ in 0..<50 { fork.advance() }
    for _ in 0..<150 { other.advance() }
    #expect(fork.process.process == loop.process.process)
    #expect(fork.signals == loop.signals)
    #expect(other.signals != loop.signals)
  }

  @Test func `a long step is as many short ones`() {
    var (long, short) = (TennesseeEastmanPlant(), TennesseeEastmanPlant())
    var (random, same) = (SeededGenerator(seed: 7), SeededGenerator(seed: 7))
    let commands = TennesseeEastmanProcess.State.base.valves.elements
    let end = long.step(inputs: commands, dt: 60, using: &random)
    var reading: [Double] = []
    for _ in 0..<60 { reading = short.step(inputs: commands, dt: 1, using: &same) }
    #expect(end == reading)
    #expect(long.process == short.process)
  }

  @Test(arguments: [2, 8, 15] as [UInt64])
  func `two days of normal operation vary and never come near a limit`(seed: UInt64) throws {
    var loop = try TennesseeEastman.loop(seed: seed)
    let limits = loop.process.site.envelopes
    let guarded = limits.map { envelope in TennesseeEastman.wiring.sensors.firstIndex(of: envelope.tag) ?? 0 }
    var modes: [OperatingMode] = []
    var coolest = 1e9
    var warmest = -1e9
    var isNormal = true
    for _ in 0..<48 * 3600 {
      loop.advance()
      if modes.last != loop.control.mode { modes.append(loop.control.mode) }
      isNormal = isNormal && loop.process.isOperatingNormally
      isNormal = isNormal && zip(limits, guarded).allSatisfy { $0.contains(loop.signals.measured[$1]) }
      coolest = min(coolest, loop.signals.commanded[9])
      warmest = max(warmest, loop.signals.commanded[9])
    }
    #expect(loop.process.shutdown == nil && isNormal)
    #expect(modes.count >= 4 && modes.allSatisfy(TennesseeEastman.operatingModes.contains))
    #expect(warmest - coolest > 5, "cooling follows water that comes warmer and colder")
  }

  @Test func `operation as published repeats the published loop`() throws {
    var loop = try TennesseeEastman.loop(seed: 4, operation: .published)
    var plain = TennesseeEastmanClosedLoop()
    var random = SeededGenerator(seed: 4)
    for _ in 0..<7200 {
      loop.advance()
      try plain.step(using: &random)
    }
    #expect(loop.process.process.time == plain.process.time)
    for (value, expected) in zip(loop.process.trueValues, plain.process.trueMeasurements().elements) {
      #expect(abs(value - expected) < 0.02 * max(1, abs(expected)))
    }
    #expect(loop.control.mode.id == "base")
  }

  @Test func `a scheduled disturbance comes and goes`() throws {
    var loop = try TennesseeEastman.loop(seed: 8, disturbances: [.init(.aFeedLoss, start: 60, end: 120)])
    var feed: [Double] = []
    for _ in 0..<180 {
      loop.advance()
      feed.append(loop.process.process.measurements[.aFeed])
    }
    #expect(feed[58] > 0.2)
    #expect(feed[62] < 0.01)
    #expect(feed[118] < 0.01)
    #expect(feed[122] > 0.2)
  }

  @Test func `a sensor that lies is believed by control and historian, not by physics`() throws {
    let attack = try FalseMeasurement(
      id: "lie", on: TennesseeEastman.wiring, sensor: "XMEAS9", bias: 1, ramp: 0, start: 0, duration: 7200)
    var loop = try TennesseeEastman.loop(seed: 9, attacks: [attack])
    for _ in 0..<3600 { loop.advance() }
    #expect(abs(loop.signals.reported[index(.reactorTemperature)] - 120.4) < 0.15)
    #expect(abs(loop.process.trueValues[index(.reactorTemperature)] - 119.4) < 0.15)
    #expect(!loop.process.isOperatingNormally)
  }

  @Test func `a reactor without cooling shuts the plant down, and the shutdown has its reason`() throws {
    var loop = try TennesseeEastman.loop(seed: 10, attacks: [ForcedActuator(actuator: 9, command: 0)])
    for _ in 0..<7200 where loop.process.shutdown == nil { loop.advance() }
    #expect(loop.signals.reportedCommands[9] > 41)
    #expect(loop.process.shutdown != nil)
    let still = loop.process.process.state
    for _ in 0..<10 { loop.advance() }
    #expect(loop.process.process.state == still)
  }

  @Test func `signals that are no numbers neither trap nor reach a valve, and control recovers`() throws {
    var loop = try TennesseeEastman.loop(seed: 11, attacks: [Silence()])
    for _ in 0..<30 { loop.advance() }
    #expect(loop.process.process.state.valves == TennesseeEastmanProcess.State.base.valves)
    for _ in 0..<900 { loop.advance() }
    #expect(loop.process.shutdown == nil)
    #expect(abs(loop.process.trueValues[index(.reactorTemperature)] - 120.4) < 0.3)
  }
}
