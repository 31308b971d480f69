import PowerFlow
import Testing
import TwinModel

@testable import TwinTestbeds

@Suite struct SmartGridAttackTests {
  private func configuration() -> SmartGrid.Configuration {
    var configuration = SmartGrid.Configuration()
    configuration.startHour = 10
    configuration.disturbanceRate = 0
    return configuration
  }

  @Test func `the site is complete and survives a site file`() throws {
    let process = try SmartGridProcess()
    let site = process.site
    #expect(try Site(yaml: site.yaml) == site)
    #expect(site.tags.map(\.name) == process.sensors + process.actuators)
    #expect(site.tags.allSatisfy { tag in site.assets.contains { $0.id == tag.asset } })
    #expect(site.envelopes.allSatisfy { process.sensors.contains($0.tag) })
  }

  @Test func `a recording has the plant's columns and the attack's label`() throws {
    let process = try SmartGridProcess(configuration: configuration())
    let attack = try SmartGrid.hiddenOutage(on: process, line: "L09-14", start: 60, duration: 60)
    var rows = 0
    var labelled = 0
    let recording = try SmartGrid.recording(configuration: configuration(), seed: 1, hours: 0.1, attacks: [attack])
    #expect(recording.tags == process.sensors + process.actuators)
    for block in recording {
      rows += block.count
      labelled += block.labels.count { $0 }
    }
    #expect(rows == 180 && labelled >= 30 && labelled < 40)
  }

  @Test func `a false state passes the bad-data test while the picture of bus 14 is wrong`() throws {
    let process = try SmartGridProcess(configuration: configuration())
    let attack = try FalseState(id: "a", on: process, bus: 14, angle: -4, ramp: 60, start: 30, duration: 600)
    #expect(attack.truth.targets.contains("L09-14.P") && attack.truth.targets.contains("B14.P"))
    var loop = try SmartGrid.loop(configuration: configuration(), seed: 3, attacks: [attack])
    var consistent = 0
    for second in 0..<300 {
      loop.advance()
      if second >= 120, loop.control.status == .consistent { consistent += 1 }
      if second >= 120 {
        let error = loop.control.estimator.angles[13] - loop.process.flow.angles[13]
        #expect(error < -0.05 && error > -0.09)
      }
    }
    #expect(consistent >= 170)
    #expect(loop.currentEvent == "a")
  }

  @Test func `a hidden outage contradicts the estimator's model`() throws {
    let process = try SmartGridProcess(configuration: configuration())
    let attack = try SmartGrid.hiddenOutage(on: process, line: "L02-03", start: 30, duration: 600)
    var loop = try SmartGrid.loop(configuration: configuration(), seed: 3, attacks: [attack])
    for _ in 0..<60 { loop.advance() }
    #expect(loop.control.status != .consistent)
    #expect(loop.signals.reported[try #require(process.sensors.firstIndex(of: "L02-03.CB"))] == 1)
    #expect(loop.process.trueValues[try #require(process.sensors.firstIndex(of: "L02-03.CB"))] == 0)
  }

  @Test func `a false frequency moves the true one the other way`() throws {
    let process = try SmartGridProcess(configuration: configuration())
    let attack = try SmartGrid.falseFrequency(on: process, start: 10, seed: 4)
    var loop = try SmartGrid.loop(configuration: configuration(), seed: 3, attacks: [attack])
    let frequency = try #require(process.sensors.firstIndex(of: "SYS.FREQ"))
    for _ in 0..<600 { loop.advance() }
    let bias = loop.signals.received[frequency] - loop.signals.measured[frequency]
    #expect(abs(bias) > 0.04)
    #expect((loop.process.trueValues[frequency] - 60) * bias < 0)
    #expect(abs(loop.process.trueValues[frequency] - 60) > 0.02)
  }

  @Test func `targets and times that cannot be are refused`() throws {
    let process = try SmartGridProcess()
    #expect(throws: AttackError.self) {
      try FalseState(id: "a", on: process, bus: 15, angle: 1, start: 0, duration: 1)
    }
    #expect(throws: AttackError.self) {
      try FalseState(id: "a", on: process, bus: 14, angle: 1, start: 0, duration: 0)
    }
    #expect(throws: AttackError.self) {
      try SmartGrid.hiddenOutage(on: process, line: "L01-14", start: 0, duration: 1)
    }
  }
}
