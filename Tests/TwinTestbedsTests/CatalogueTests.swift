import Testing
import TwinModel
import TwinTestbeds

@Suite struct CatalogueTests {
  private static let names = ["tennessee-eastman", "grid", "city", "water-cell"]

  @Test func `the catalogue has the four plants by stable names`() throws {
    #expect(Testbed.all.map(\.name) == Self.names)
    #expect(try Testbed.named("iiot").name == "tennessee-eastman")
  }

  @Test(arguments: names)
  func `a plant's loops, columns and site name only what exists`(name: String) throws {
    let testbed = try Testbed.named(name)
    #expect(testbed.site.tags.map(\.name) == testbed.sensors + testbed.actuators)
    #expect(!testbed.site.loops.isEmpty)
    let text = testbed.site.yaml
    #expect(try Site(yaml: text) == testbed.site, "the site is valid, its loops among it, and survives its file")
    #expect(testbed.rowPeriod >= testbed.scanPeriod && !testbed.sources.isEmpty && !testbed.disturbances.isEmpty)
  }

  @Test func `a run of any plant is the run that its own type gives`() throws {
    var run = try Testbed.waterCell.run(Testbed.Options(seed: 4, hours: 1))
    var blocks: [FrameBlock] = []
    while let block = run.next() { blocks.append(block) }
    #expect(blocks == Array(WaterCell.recording(seed: 4, hours: 1)))
  }

  @Test(arguments: names)
  func `a plant runs scan by scan, and a copy is a fork`(name: String) throws {
    let testbed = try Testbed.named(name)
    let hours = 30 * testbed.rowPeriod / 3600
    var run = try testbed.run(Testbed.Options(seed: 1, hours: hours))
    for _ in 0..<10 { _ = run.advance() }
    #expect(abs(run.time - 10 * run.scanPeriod) < 1e-9 && run.pendingRows > 0)
    #expect(run.signals.measured.count == run.sensors.count && run.signals.commanded.count == run.actuators.count)
    var fork = run
    while run.advance() {}
    #expect(fork.time < run.time)
    while fork.advance() {}
    #expect(run.trueValues.map(\.bitPattern) == fork.trueValues.map(\.bitPattern))
    let (rows, copies) = (run.takeRows(), fork.takeRows())
    #expect(rows == copies && rows.count == 30 && rows.tags == testbed.sensors + testbed.actuators)
    let goesOn = run.advance()
    #expect(run.pendingRows == 0 && !goesOn && run.impairments.isEmpty)
  }

  @Test(arguments: names)
  func `a plant runs over its communication network, and every message is handed over once`(name: String) throws {
    let testbed = try Testbed.named(name)
    var options = Testbed.Options(seed: 1, hours: 20 * testbed.scanPeriod / 3600, rowPeriod: testbed.scanPeriod)
    options.network = testbed.network(seed: 5, isLogging: true)
    var run = try testbed.run(options)
    var messages: [NetworkMessage] = []
    while run.advance() { messages += run.takeMessages() }
    #expect(run.takeMessages().isEmpty && messages.count > 20 && run.pendingRows == 20)
    options.network = testbed.network(seed: 5, isLogging: true)
    var again = try testbed.run(options)
    while again.advance() {}
    #expect(again.takeMessages() == messages && again.takeRows() == run.takeRows())
  }

  @Test func `every attack of the catalogue can be made and has the event's name`() throws {
    for testbed in Testbed.all {
      for known in testbed.attacks {
        let attack = try known.attack(event: "first", start: 600, seed: 3)
        #expect(attack.truth.id == "first" && attack.truth.start == 600)
        #expect(attack.truth.targets.allSatisfy((testbed.sensors + testbed.actuators).contains))
        #expect(throws: AttackError.self) { try known.attack(start: -1, seed: 3) }
      }
    }
  }

  @Test func `without its attack a run goes on as if there had been none`() throws {
    let attack = try Testbed.waterCell.attack(named: "flood").attack(start: 3600, seed: 1)
    var attacked = try Testbed.waterCell.run(Testbed.Options(seed: 2, hours: 3, attacks: [attack]))
    var clean = try Testbed.waterCell.run(Testbed.Options(seed: 2, hours: 3))
    while attacked.time < 3600 { _ = attacked.advance() }
    var freed = attacked.removingAttack(id: "flood")
    while attacked.advance() {}
    while freed.advance() {}
    while clean.advance() {}
    #expect(freed.trueValues == clean.trueValues && attacked.trueValues != clean.trueValues)
    #expect(freed.truths.isEmpty && attacked.currentEvent == "flood" && freed.currentEvent.isEmpty)
  }

  @Test func `what cannot be run is refused with what to do instead`() throws {
    #expect(throws: TestbedError.unknownTestbed("watercell", suggestion: "water-cell", known: Self.names)) {
      try Testbed.named("watercell")
    }
    #expect(
      "\(TestbedError.unknownTestbed("x", suggestion: nil, known: Self.names))".contains("tennessee-eastman, grid"))
    #expect(throws: TestbedError.self) { try Testbed.waterCell.attack(named: "floods") }
    for hours in [0, -1, .nan, .infinity, 1e9] {
      #expect(throws: TestbedError.self) { try Testbed.waterCell.run(Testbed.Options(seed: 1, hours: hours)) }
    }
    for period in [0, -1, .nan, .infinity, 0.1, 0.5, 7200] {
      #expect(throws: TestbedError.self) {
        try Testbed.waterCell.run(Testbed.Options(seed: 1, hours: 1, rowPeriod: period))
      }
    }
    let flood = try Testbed.waterCell.attack(named: "flood")
    let attacks: [any Attack] = [try flood.attack(start: 10, seed: 1), try flood.attack(start: 20, seed: 1)]
    #expect(throws: TestbedError.repeatedEvent("flood")) {
      try Testbed.waterCell.run(Testbed.Options(seed: 1, hours: 1, attacks: attacks))
    }
    #expect(throws: TestbedError.attackBeyondRun(id: "flood", start: 20, duration: 18)) {
      try Testbed.waterCell.run(Testbed.Options(seed: 1, hours: 0.005, attacks: [attacks[1]]))
    }
  }
}
