import Testing
import TwinModel

@testable import TwinTestbeds

@Suite struct CommunicationNetworkTests {
  static func grid() throws -> SmartGridProcess {
    try SmartGridProcess(.ieee14, configuration: .init())
  }

  /// Rows of a recording, without qualities.
  static func rows(_ blocks: some Sequence<FrameBlock>) -> [Double] { blocks.flatMap(\.values) }

  @Test func `an ideal network changes nothing that the water cell does or its historian records`() throws {
    let network = try WaterCell.network(WaterCell.communication.ideal, seed: 1)
    let with = Self.rows(WaterCell.recording(seed: 3, hours: 6, rowPeriod: 2, network: network))
    #expect(with == Self.rows(WaterCell.recording(seed: 3, hours: 6, rowPeriod: 2)))
  }

  @Test func `an ideal network changes nothing that the Tennessee Eastman process does or its historian records`()
    throws
  {
    let network = try TennesseeEastman.network(TennesseeEastman.communication.ideal, seed: 1)
    let with = Self.rows(try TennesseeEastman.recording(seed: 3, hours: 0.5, rowPeriod: 1, network: network))
    #expect(with == Self.rows(try TennesseeEastman.recording(seed: 3, hours: 0.5, rowPeriod: 1)))
  }

  @Test func `an ideal network changes nothing that the town does or its historian records`() throws {
    let network = try SmartCity.network(SmartCity.communication.ideal, seed: 1)
    let with = Self.rows(SmartCity.recording(seed: 3, hours: 12, rowPeriod: 60, network: network))
    #expect(with == Self.rows(SmartCity.recording(seed: 3, hours: 12, rowPeriod: 60)))
  }

  @Test func `an ideal network changes nothing that the grid does or its historian records`() throws {
    let process = try Self.grid()
    let network = try SmartGrid.network(SmartGrid.communication(of: process).ideal, for: process, seed: 1)
    let with = Self.rows(try SmartGrid.recording(seed: 3, hours: 0.25, rowPeriod: 1, network: network))
    #expect(with == Self.rows(try SmartGrid.recording(seed: 3, hours: 0.25, rowPeriod: 1)))
  }

  @Test func `a network as usual keeps every plant in normal operation`() throws {
    var cell = WaterCell.loop(seed: 1, network: try WaterCell.network(seed: 1))
    while cell.time < 6 * 3600 {
      cell.advance()
      #expect(cell.process.isOperatingNormally)
    }
    var town = SmartCity.loop(seed: 1, network: try SmartCity.network(seed: 1))
    while town.time < 24 * 3600 {
      town.advance()
      #expect(town.process.isOperatingNormally)
    }
    #expect((town.network?.transport.counts[.lost] ?? 0) > 0, "the wide-area network loses a little")
  }

  @Test func `one seed gives the same messages twice, another seed others`() throws {
    func log(_ seed: UInt64) throws -> [NetworkMessage] {
      var town = SmartCity.loop(seed: 1, network: try SmartCity.network(seed: seed, isLogging: true))
      for _ in 0..<60 { town.advance() }
      return town.network?.takeLog() ?? []
    }
    let first = try log(4)
    #expect(first.count > 1000)
    #expect(try log(4) == first)
    #expect(try log(5) != first)
  }

  @Test func `the plant's noise and disturbances are the same with a bad network and without one`() throws {
    var design = SmartCity.communication
    design.uplinks = design.uplinks.mapValues { _ in .init(latency: .constant(0.02), loss: 0.3, bandwidth: 1e6) }
    var (with, without) = (
      SmartCity.loop(seed: 2, network: try SmartCity.network(design, seed: 9)), SmartCity.loop(seed: 2)
    )
    // Until levels first travel between PLCs a second time, lost messages move nothing.
    while with.time < 900 {
      with.advance()
      without.advance()
      #expect(with.signals.measured == without.signals.measured)
    }
    #expect((with.network?.transport.counts[.lost] ?? 0) > 10)
  }

  @Test func `a copy continues as the original does, and does not disturb it`() throws {
    var loop = SmartCity.loop(seed: 5, network: try SmartCity.network(seed: 5, isLogging: true))
    for _ in 0..<20 { loop.advance() }
    let before = loop.network?.transport.counts
    var fork = loop
    for _ in 0..<20 { fork.advance() }
    #expect(loop.network?.transport.counts == before)
    for _ in 0..<20 { loop.advance() }
    #expect(loop.signals == fork.signals)
    #expect(loop.network?.takeLog() == fork.network?.takeLog())
  }

  @Test func `every message of a run with attackers and outages is delivered, dropped or in flight`() throws {
    let network = try WaterCell.network(seed: 1)
    let plan = network.plan
    let link = try #require(plan.topology.link(between: "PLC1", and: "SW-control"))
    let trouble = try CommunicationTrouble.linkOutage(of: link, in: plan, start: 20, duration: 10)
    let flood = Flood(from: plan.workstation, to: try #require(plan.topology.node("PLC3")), rate: 5000)
    var loop = WaterCell.loop(
      seed: 1, network: try WaterCell.network(seed: 1, attackers: [flood], troubles: [trouble], isLogging: true))
    var logged = 0
    while loop.time < 60 {
      loop.advance()
      logged += loop.network?.takeLog().count ?? 0
      let counts = try #require(loop.network?.transport.counts)
      #expect(counts.sent == counts.delivered + counts.dropped + counts.inFlight && counts.inFlight >= 0)
      #expect(logged == counts.delivered + counts.dropped)
    }
    #expect((loop.network?.transport.counts[.linkDown] ?? 0) > 10)
    #expect((loop.network?.transport.counts[.overloaded] ?? 0) > 1000)
  }

  @Test func `what is no longer heard stands, ages, and is uncertain to the historian`() throws {
    let plan = try WaterCell.network(seed: 1).plan
    let device = try #require(plan.topology.node("RIO-T101"))
    let link = try #require(plan.topology.accessLink(of: device))
    let outage = try CommunicationTrouble.linkOutage(of: link, in: plan, start: 600, duration: 300)
    var loop = WaterCell.loop(seed: 1, network: try WaterCell.network(seed: 1, troubles: [outage]))
    var last = 0.0
    while loop.time < 960 {
      loop.advance()
      let signals = loop.signals
      switch signals.time {
      case ..<600:
        #expect(signals.received == signals.measured && signals.receivedAges == [0, 0, 0, 0, 0])
        last = signals.received[0]
      case 601..<899.9:
        #expect(signals.received[0] == last)
        #expect(abs(signals.receivedAges[0] - (signals.time - 599.6)) < 1e-6)
        #expect(signals.received[1] == signals.measured[1] && signals.receivedAges[1] == 0)
        if signals.time > 620 {
          #expect(signals.reported[0] == last && signals.reportedQualities[0] == .uncertain)
          #expect(signals.reportedQualities[1] == .good)
        }
      case 910...:
        #expect(signals.received == signals.measured && signals.reportedQualities.allSatisfy { $0 == .good })
      default: break
      }
    }
  }

  @Test func `a PLC that restarts leaves its actuators as they are, and the historian without news`() throws {
    let plan = try WaterCell.network(seed: 1).plan
    let restart = try CommunicationTrouble.restart(of: "PLC1", in: plan, start: 0.2, duration: 4 * 3600)
    var loop = WaterCell.loop(seed: 1, network: try WaterCell.network(seed: 1, troubles: [restart]))
    loop.advance()
    let actuated = loop.signals.actuated
    while loop.time < 3 * 3600 {
      loop.advance()
      #expect(loop.signals.actuated[0] == actuated[0] && loop.signals.actuated[1] == actuated[1])
    }
    #expect(loop.signals.reportedQualities[0] == .uncertain)
    #expect(loop.signals.reported[3] == loop.signals.measured[3] || loop.signals.reportedAges[3] < 3)
  }

  @Test func `an attack on signals acts at the ends of the wire`() throws {
    let flood = try WaterCell.flood(start: 8 * 3600, seed: 1)
    var with = WaterCell.loop(
      seed: 3, attacks: [flood], network: try WaterCell.network(WaterCell.communication.ideal, seed: 1))
    var without = WaterCell.loop(seed: 3, attacks: [flood])
    while with.time < 9 * 3600 {
      with.advance()
      without.advance()
      #expect(with.signals.measured == without.signals.measured && with.signals.received == without.signals.received)
      #expect(with.signals.actuated == without.signals.actuated && with.currentEvent == without.currentEvent)
    }
    #expect(with.currentEvent == "flood")
  }

  @Test func `the historian hears what a PLC is made to say, and the program does not`() throws {
    struct Lie: Attack {
      let truth = AttackTruth(id: "lie", summary: "", targets: [], start: 0, end: 100)
      mutating func tamperMeasurements(_ signals: inout Signals) { signals.reported[0] = 0.123 }
      mutating func tamperCommands(_ signals: inout Signals) { signals.reportedCommands[2] = 0 }
    }
    var loop = WaterCell.loop(seed: 3, attacks: [Lie()], network: try WaterCell.network(seed: 1))
    for _ in 0..<50 { loop.advance() }
    #expect(loop.signals.reported[0] == 0.123 && loop.signals.received[0] == loop.signals.measured[0])
    #expect(loop.signals.reportedCommands[2] == 0 && loop.network?.historian.values[7] == 0)
  }

  @Test(arguments: ["water", "tennessee", "city", "grid"])
  func `every value that an instrument can report survives its registers bit for bit`(plant: String) throws {
    let plan: CommunicationPlan
    switch plant {
    case "water": plan = try WaterCell.network(seed: 1).plan
    case "tennessee": plan = try TennesseeEastman.network(seed: 1).plan
    case "city": plan = try SmartCity.network(seed: 1).plan
    default: plan = try SmartGrid.network(for: Self.grid(), seed: 1).plan
    }
    var random = SeededGenerator(seed: 1)
    for signal in plan.signals.indices {
      let tag = plan.signals[signal]
      let place = try #require(plan.maps[plan.owners[signal]]?.place(of: signal))
      let encoding = place.entry.encoding
      let range = tag.range ?? 0...1
      for _ in 0..<500 {
        let raw = range.lowerBound + (range.upperBound - range.lowerBound) * random.uniform()
        let value: Double
        switch (plant, tag.quantisation) {
        case ("tennessee", .some): value = Converter(range: range).reading(of: raw)
        case ("grid", .some(let step)): value = (raw / step).rounded() * step
        case (_, .some(let step)): value = raw.rounded(toStep: step)
        default: value = tag.kind == .state ? raw.rounded() : raw
        }
        var registers: [UInt16] = [7]
        encoding.append(value, to: &registers)
        #expect(registers.count == 1 + encoding.width)
        #expect(encoding.value(in: registers, at: 1) == value, "\(tag.name) \(value)")
      }
      guard encoding.form != .bit else { continue }
      var registers: [UInt16] = []
      encoding.append(.nan, to: &registers)
      #expect(encoding.value(in: registers, at: 0).isNaN)
    }
  }

  @Test func `a network that is laid while the plant runs begins there`() throws {
    let plan = try WaterCell.network(seed: 1).plan
    let flood = Flood(from: plan.workstation, to: plan.twin, rate: 10)
    var loop = WaterCell.loop(seed: 1)
    while loop.time < 7200 { loop.advance() }
    loop.network = try WaterCell.network(seed: 1, attackers: [flood], isLogging: true)
    for _ in 0..<25 { loop.advance() }
    let log = loop.network?.takeLog() ?? []
    #expect(log.count > 500 && log.count < 1500 && log.allSatisfy { $0.sent >= 7199.9 })
    #expect(log.count { $0.operation == .datagram(port: 9) } <= 101)
    #expect(loop.signals.received == loop.signals.measured)
  }

  @Test func `designs that do not fit the plant are refused with what is wrong`() throws {
    func error(_ change: (inout CommunicationDesign) -> Void) -> CommunicationError? {
      var design = WaterCell.communication
      change(&design)
      do throws(CommunicationError) {
        _ = try WaterCell.network(design, seed: 1)
        return nil
      } catch { return error }
    }
    #expect(error { $0.stations[0].devices[0].tags = [] } == .unwiredTag("LIT101"))
    #expect(error { $0.stations[0].ownTags = ["XYZ"] } == .unknownTag("XYZ"))
    #expect(error { $0.stations[1].ownTags = ["LIT101"] } == .wiredTwice("LIT101"))
    #expect(error { $0.stations[1].gateway = "none" } == .unknownNode("none"))
    #expect(error { $0.exchanges = [.init(reader: "PLC9", tag: "LIT101", period: 1)] } == .unknownNode("PLC9"))
    #expect(error { $0.exchanges = [.init(reader: "PLC1", tag: "MV101", period: 1)] } == .exchangedCommand("MV101"))
    #expect(error { $0.exchanges = [.init(reader: "PLC1", tag: "LIT301", period: 0)] } == .impossiblePeriod(0))
    #expect(error { $0.reportPeriod = -1 } == .impossiblePeriod(-1))
    #expect(error { $0.gateways.append($0.gateways[0]) } == .topology(.duplicateNode("GW")))
  }
}
