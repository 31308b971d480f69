import TwinModel
import TwinTestbeds

/// What a message costs: carried, said by a testbed, forked, written.
@main struct NetworkBenchmark {
  static let clock = ContinuousClock()

  static func main() throws {
    try carry()
    print("\nNetwork of a testbed, without its plant: hours simulated, messages, cost")
    try converse("water-cell", try WaterCell.network(seed: 1), scan: 0.4, hours: 4)
    try converse("tennessee-eastman", try TennesseeEastman.network(seed: 1), scan: 1, hours: 2)
    try converse("smart-city", try SmartCity.network(seed: 1), scan: 60, hours: 24 * 7)
    let grid = try SmartGridProcess(.ieee14, configuration: .init())
    try converse("smart-grid", try SmartGrid.network(for: grid, seed: 1), scan: 1, hours: 1)
    fork(WaterCell.loop(seed: 1, network: try WaterCell.network(seed: 1)), "water-cell")
    fork(SmartCity.loop(seed: 1, network: try SmartCity.network(seed: 1)), "smart-city")
    fork(try SmartGrid.loop(seed: 1, network: try SmartGrid.network(for: grid, seed: 1)), "smart-grid")
    fork(try TennesseeEastman.loop(seed: 1, network: try TennesseeEastman.network(seed: 1)), "tennessee-eastman")
  }

  /// Messages over one switch, from a sender to a device that handles them.
  static func carry() throws {
    let nodes = [
      NetworkNode(id: "a", role: .plc, zone: "z"), NetworkNode(id: "b", role: .twin, zone: "z"),
      NetworkNode(id: "s", role: .forwarder, zone: "z"),
    ]
    let links = [NetworkLink("a", "s", .fieldNetwork), NetworkLink("s", "b", .fieldNetwork)]
    var transport = MessageTransport(try NetworkTopology(nodes: nodes, links: links), seed: 1)
    let count = 2_000_000
    let time = clock.measure {
      for number in 0..<count {
        transport.send(NetworkMessage(from: 0, to: 1, .datagram(port: 9), size: 100), at: Double(number) * 1e-4)
        while transport.next(until: Double(number) * 1e-4) != nil {}
      }
    }
    report("one switch, two links, a device", count, time)
  }

  static func converse(_ name: String, _ network: CommunicationNetwork, scan: Double, hours: Double) throws {
    let plan = network.plan
    let still = StillPlant(plan)
    var loop = ClosedLoop(process: still, control: StillControl(period: scan, plan), seed: 1, network: network)
    let scans = Int(hours * 3600 / scan)
    let time = clock.measure { for _ in 0..<scans { loop.advance() } }
    report("\(name), \(hours) h", loop.network?.transport.counts.sent ?? 0, time)
    let factor = hours * 3600 / (Double(time.components.attoseconds) * 1e-18 + Double(time.components.seconds))
    print("    \(Int(factor)) times faster than real time, \(time / scans) a scan")
  }

  /// A fork, and a fork that goes on for a scan less what the scan costs without it.
  static func fork<P, C>(_ start: ClosedLoop<P, C>, _ name: String) {
    var loop = start
    for _ in 0..<20 { loop.advance() }
    let original = loop
    let rounds = 2000
    var kept = 0
    let copying = clock.measure {
      for _ in 0..<rounds {
        var copy = original
        // A change, so that the copy is one.
        copy.network?.add(attackers: [])
        kept += copy.scans
      }
    }
    var going = original
    let alone = clock.measure { for _ in 0..<200 { going.advance() } }
    let forked = clock.measure {
      for _ in 0..<200 {
        var copy = original
        copy.advance()
        kept += copy.scans
      }
    }
    print("fork of \(name): \(copying / rounds); with a scan \(forked / 200), the scan alone \(alone / 200) (\(kept))")
  }

  static func report(_ what: String, _ messages: Int, _ time: Duration) {
    let seconds = Double(time.components.seconds) + Double(time.components.attoseconds) * 1e-18
    print(
      "\(what): \(messages) messages, \(Int(seconds * 1e9 / Double(messages))) ns each, "
        + "\(Int(Double(messages) / seconds / 1e3)) thousand a second")
  }
}

/// A plant in which nothing happens, so that only the network costs.
struct StillPlant: Plant {
  let site = Site(id: "still")
  let sensors: [String]
  let actuators: [String]
  let trueValues: [Double]

  init(_ plan: CommunicationPlan) {
    sensors = plan.signals[..<plan.sensorCount].map(\.name)
    actuators = plan.signals[plan.sensorCount...].map(\.name)
    trueValues = [Double](repeating: 0.5, count: plan.sensorCount)
  }

  func measure(using random: inout SeededGenerator) -> [Double] { trueValues }

  mutating func step(inputs: [Double], dt: Double, using random: inout SeededGenerator) -> [Double] { trueValues }
}

/// A controller that always says the same.
struct StillControl: Controller {
  let period: Double
  let commands: [Double]

  init(period: Double, _ plan: CommunicationPlan) {
    self.period = period
    commands = [Double](repeating: 1, count: plan.signals.count - plan.sensorCount)
  }

  mutating func scan(_ measurements: [Double], at time: Double) -> [Double] { commands }
}
