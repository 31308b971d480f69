import Testing
import TwinModel
import TwinTestbeds

struct MessageTransportTests {
  /// Two nodes and one link.
  static func pair(
    _ quality: NetworkLink.Quality, processingTime: Double = 0, queueCapacity: Int = 1 << 30
  ) throws -> NetworkTopology {
    try NetworkTopology(
      nodes: [
        NetworkNode(id: "a", role: .plc, zone: "z", processingTime: 0),
        NetworkNode(
          id: "b", role: .fieldDevice, zone: "z", processingTime: processingTime, queueCapacity: queueCapacity),
      ], links: [NetworkLink("a", "b", quality)])
  }

  static func message(size: Int = 125) -> NetworkMessage {
    NetworkMessage(from: 0, to: 1, .datagram(port: 9), size: size)
  }

  /// All messages delivered until `end`.
  static func delivered(_ transport: inout MessageTransport, until end: Double) -> [NetworkMessage] {
    var messages: [NetworkMessage] = []
    while let occurrence = transport.next(until: end) {
      if case .delivered(let message) = occurrence { messages.append(message) }
    }
    return messages
  }

  /// Mean time between being sent and being delivered, less the work itself, with Poisson arrivals at an M/D/1 queue.
  static func meanWait(load: Double, service: Double, topology: NetworkTopology, seed: UInt64) -> Double {
    var transport = MessageTransport(topology, seed: seed)
    var random = SeededGenerator(seed: seed)
    var (time, wait, count) = (0.0, 0.0, 0)
    for _ in 0..<400 {
      for _ in 0..<1000 {
        // An exponential interval by the method of von Neumann would do; the inverse needs a logarithm.
        time += exponential(mean: service / load, using: &random)
        transport.send(message(), at: time)
      }
      for message in delivered(&transport, until: time) {
        guard let end = message.outcome.time else { continue }
        wait += end - message.sent - service
        count += 1
      }
    }
    return wait / Double(count)
  }

  /// The sum of squares of two normal numbers is exponential with mean 2.
  static func exponential(mean: Double, using random: inout SeededGenerator) -> Double {
    let (x, y) = (random.normal(), random.normal())
    return mean * (x * x + y * y) / 2
  }

  @Test(arguments: [0.3, 0.6, 0.8]) func `waiting for a wire agrees with the theory of the M-D-1 queue`(
    load: Double
  ) throws {
    // 1000 bits at 1 Mbit/s take 1 ms; Pollaczek and Khinchine: W = ρ s / (2 (1 − ρ)).
    let topology = try Self.pair(.init(latency: .constant(0), bandwidth: 1e6, queueBytes: 1e12))
    let wait = Self.meanWait(load: load, service: 1e-3, topology: topology, seed: 5)
    let theory = load * 1e-3 / (2 * (1 - load))
    #expect(abs(wait / theory - 1) < 0.03, "\(wait) s, theory \(theory) s")
  }

  @Test(arguments: [0.3, 0.6, 0.8]) func `waiting for a device agrees with the theory of the M-D-1 queue`(
    load: Double
  ) throws {
    let topology = try Self.pair(.ideal, processingTime: 2e-3)
    let wait = Self.meanWait(load: load, service: 2e-3, topology: topology, seed: 6)
    let theory = load * 2e-3 / (2 * (1 - load))
    #expect(abs(wait / theory - 1) < 0.03, "\(wait) s, theory \(theory) s")
  }

  @Test func `a burst leaves one by one, and what does not fit the queue is dropped`() throws {
    // 125 bytes at 1 Mbit/s take 1 ms; 3 messages of 125 bytes fit.
    let topology = try Self.pair(.init(latency: .constant(0.01), bandwidth: 1e6, queueBytes: 375))
    var transport = MessageTransport(topology, seed: 1)
    for _ in 0..<5 { transport.send(Self.message()) }
    let times = Self.delivered(&transport, until: 1).compactMap(\.outcome.time)
    #expect(zip(times, [0.011, 0.012, 0.013]).allSatisfy { abs($0 - $1) < 1e-12 } && times.count == 3)
    #expect(transport.counts[.queueFull] == 2)
  }

  @Test func `a device with a full queue drops what comes`() throws {
    let topology = try Self.pair(.ideal, processingTime: 0.1, queueCapacity: 4)
    var transport = MessageTransport(topology, seed: 1)
    for _ in 0..<10 { transport.send(Self.message()) }
    let times = Self.delivered(&transport, until: 1).compactMap(\.outcome.time)
    #expect(zip(times, [0.1, 0.2, 0.3, 0.4]).allSatisfy { abs($0 - $1) < 1e-12 } && times.count == 4)
    #expect(transport.counts[.overloaded] == 6)
  }

  @Test func `the share that is lost is the link's loss`() throws {
    let topology = try Self.pair(.init(latency: .constant(0), loss: 0.05, bandwidth: .infinity, queueBytes: .infinity))
    var transport = MessageTransport(topology, seed: 2)
    let count = 100_000
    for _ in 0..<count { transport.send(Self.message()) }
    let share = Double(count - Self.delivered(&transport, until: 1).count) / Double(count)
    // Four standard deviations.
    #expect(abs(share - 0.05) < 4 * (0.05 * 0.95 / Double(count)).squareRoot(), "\(share)")
  }

  @Test(arguments: [
    LatencyDistribution.constant(0.02), .uniform(0.01...0.05), .shiftedExponential(minimum: 0.01, mean: 0.005),
  ]) func `latency has its distribution's mean, and a wire keeps the order`(latency: LatencyDistribution) throws {
    let topology = try Self.pair(.init(latency: latency, bandwidth: .infinity, queueBytes: .infinity))
    var transport = MessageTransport(topology, seed: 3)
    for index in 0..<20_000 { transport.send(Self.message(), at: Double(index)) }
    let spread = Self.delivered(&transport, until: 30_000)
    let mean = spread.reduce(0) { $0 + ($1.outcome.time ?? 0) - $1.sent } / Double(spread.count)
    #expect(abs(mean / latency.mean - 1) < 0.02)
    for _ in 0..<100 { transport.send(Self.message()) }
    #expect(Self.delivered(&transport, until: 40_000).map(\.number) == (20_000..<20_100).map { UInt64($0) })
  }

  @Test(arguments: 0..<4) func `every message is delivered, dropped or in flight at every moment`(seed: UInt64) throws {
    let wide = NetworkLink.Quality(
      latency: .uniform(0.001...0.1), loss: 0.1, bandwidth: 1e5, queueBytes: 350)
    let nodes = ["a", "b", "c", "d"].map {
      NetworkNode(id: $0, role: .plc, zone: "z", processingTime: 0.003, queueCapacity: 3)
    }
    let links = [("a", "b"), ("b", "c"), ("c", "d")].map { NetworkLink($0, $1, wide) }
    var transport = MessageTransport(try NetworkTopology(nodes: nodes, links: links), seed: seed)
    transport.isLogging = true
    transport.outages = [.init(.link(1), start: 2, end: 3), .init(.node(3), start: 4, end: 5)]
    var random = SeededGenerator(seed: seed)
    var log: [NetworkMessage] = []
    for step in 1...300 {
      for _ in 0..<Int(random.uniform() * 8) {
        let (source, destination) = (Int(random.uniform() * 4), Int(random.uniform() * 4))
        transport.send(.init(from: source, to: destination, .datagram(port: 9), size: 100))
      }
      _ = Self.delivered(&transport, until: Double(step) * 0.02)
      log += transport.takeLog()
      let counts = transport.counts
      #expect(counts.sent == counts.delivered + counts.dropped + counts.inFlight && counts.inFlight >= 0)
      #expect(log.count == counts.delivered + counts.dropped)
    }
    _ = Self.delivered(&transport, until: 100)
    #expect(transport.counts.inFlight == 0)
    #expect(Set(log.map(\.number)).count == log.count)
    for reason in NetworkMessage.DropReason.allCases where reason != .intercepted {
      #expect(transport.counts[reason] > 0, "\(reason) happened")
    }
  }

  @Test func `impossible networks are refused with what is wrong`() {
    let (a, b) = (NetworkNode(id: "a", role: .plc, zone: ""), NetworkNode(id: "b", role: .plc, zone: ""))
    let slow = NetworkNode(id: "b", role: .plc, zone: "", processingTime: -1)
    let cases: [([NetworkNode], [NetworkLink], TopologyError)] = [
      ([a, a], [], .duplicateNode("a")),
      ([a, b], [NetworkLink("a", "c", .ideal)], .unknownNode("c")),
      ([a, slow], [], .impossible("b")),
      ([a, b], [NetworkLink("a", "b", .init(latency: .constant(.nan), bandwidth: 1))], .impossible("a–b")),
      ([a, b], [NetworkLink("a", "a", .ideal)], .impossible("a–a")),
      ([a, b], [NetworkLink("a", "b", .init(latency: .constant(0), loss: 2, bandwidth: 1))], .impossible("a–b")),
      ([a, b], [], .unreachable(from: "b", to: "a")),
    ]
    for (nodes, links, error) in cases {
      #expect(throws: error) { try NetworkTopology(nodes: nodes, links: links) }
    }
  }
}
