import Testing
import TwinModel

@testable import TwinTestbeds

/// Sends datagrams at a steady rate.
struct Flood: NetworkAttack {
  let truth: AttackTruth
  let source: Int
  let target: Int
  let rate: Double
  let size: Int
  var sent = 0

  init(from source: Int, to target: Int, rate: Double, size: Int = 100, start: Double = 0, end: Double = 1e9) {
    truth = AttackTruth(id: "flood", summary: "", targets: [], start: start, end: end)
    (self.source, self.target, self.rate, self.size) = (source, target, rate, size)
  }

  mutating func emit(from start: Double, to end: Double, in plan: CommunicationPlan) -> [NetworkInjection] {
    var injections: [NetworkInjection] = []
    if Double(sent) / rate < start - truth.start { sent = Int(((start - truth.start) * rate).rounded(.up)) }
    while truth.start + Double(sent) / rate < min(end, truth.end) {
      let message = plan.datagram(from: source, to: target, port: 9, size: size)
      injections.append(NetworkInjection(message, at: source, time: truth.start + Double(sent) / rate))
      sent += 1
    }
    return injections
  }
}

/// Sits on a node's access link and does with each message what it is told.
struct Eavesdropper: NetworkAttack {
  var truth = AttackTruth(id: "eavesdropper", summary: "", targets: [], start: 100, end: 200)
  let node: String
  var act: @Sendable (inout NetworkMessage, CommunicationPlan) -> NetworkInterception

  func taps(in plan: CommunicationPlan) -> [Int] {
    guard let place = plan.topology.node(node), let link = plan.topology.accessLink(of: place) else { return [] }
    return [2 * link, 2 * link + 1]
  }

  mutating func intercept(
    _ message: inout NetworkMessage, on hop: Int, at time: Double, in plan: CommunicationPlan,
    sending injections: inout [NetworkInjection]
  ) -> NetworkInterception {
    truth.isActive(at: time) ? act(&message, plan) : .pass
  }
}

/// Sends prepared messages at prepared times.
struct Forger: NetworkAttack {
  var truth = AttackTruth(id: "forger", summary: "", targets: [], start: 0, end: 1e9)
  var injections: [NetworkInjection]

  mutating func emit(from start: Double, to end: Double, in plan: CommunicationPlan) -> [NetworkInjection] {
    injections.filter { $0.time >= start && $0.time < end }
  }
}

@Suite struct NetworkAttackTests {
  static func plan() throws -> CommunicationPlan { try WaterCell.network(seed: 1).plan }

  static func loop(_ attackers: [any NetworkAttack], seed: UInt64 = 1) throws -> WaterCell.Loop {
    WaterCell.loop(seed: seed, network: try WaterCell.network(seed: seed, attackers: attackers, isLogging: true))
  }

  @Test func `a flooded PLC no longer hears its devices, and the actuators no longer hear the PLC`() throws {
    let plan = try Self.plan()
    let target = try #require(plan.topology.node("PLC1"))
    var loop = try Self.loop([Flood(from: plan.workstation, to: target, rate: 20_000, start: 60, end: 120)])
    var oldest = 0.0
    while loop.time < 130 {
      loop.advance()
      let signals = loop.signals
      if signals.time < 59 { #expect(signals.receivedAges.allSatisfy { $0 == 0 }) }
      if signals.time > 70 && signals.time < 119 { oldest = max(oldest, signals.receivedAges[0]) }
      #expect(loop.currentEvent == (signals.time >= 60 && signals.time < 120 ? "flood" : ""))
    }
    #expect(oldest > 1, "LIT101 was \(oldest) s old")
    #expect(loop.signals.receivedAges[0] == 0)
  }

  @Test func `a value changed on the wire deceives the PLC and moves the plant`() throws {
    let eavesdropper = Eavesdropper(node: "RIO-T101") { message, plan in
      plan.setValue(of: 0, in: &message, to: 0.3)
      return .pass
    }
    var (attacked, clean) = (try Self.loop([eavesdropper]), try Self.loop([]))
    while attacked.time < 240 {
      attacked.advance()
      clean.advance()
      let isActive = attacked.signals.time >= 100.5 && attacked.signals.time < 199.5
      if attacked.signals.time < 100 {
        #expect(attacked.signals == clean.signals)
      } else if isActive {
        #expect(attacked.signals.received[0] == 0.3)
      }
    }
    #expect(attacked.process.rawLevel > clean.process.rawLevel + 0.01, "the valve was opened")
    let log = attacked.network?.takeLog() ?? []
    #expect(log.contains { $0.origin == .altered } && !log.contains { $0.origin == .injected })
  }

  @Test func `messages that somebody takes or delays are missing or late`() throws {
    var taken = try Self.loop([Eavesdropper(node: "RIO-T101") { _, _ in .drop }])
    var delayed = try Self.loop([Eavesdropper(node: "RIO-T101") { _, _ in .delay(2) }])
    while taken.time < 150 {
      taken.advance()
      delayed.advance()
    }
    #expect(taken.signals.receivedAges[0] > 49)
    #expect((taken.network?.transport.counts[.intercepted] ?? 0) > 100)
    // A request and its answer each two seconds late: the answer is no longer waited for.
    #expect(delayed.signals.receivedAges[0] > 3)
  }

  @Test func `a command forged at a PLC holds against its program, and then ends`() throws {
    let plan = try Self.plan()
    let (target, signal) = (try #require(plan.topology.node("PLC1")), try #require(plan.signal("P101")))
    var loop = try Self.loop([])
    for _ in 0..<100 { loop.advance() }
    let opposite = 1 - loop.signals.actuated[1]
    let write = try #require(plan.modbusWrite(from: plan.workstation, to: target, signal: signal, value: opposite))
    loop.network?.add(attackers: [Forger(injections: [.init(write, at: plan.workstation, time: 50)])])
    var held = 0
    while loop.time < 50 + CommunicationNetwork.manualHold + 10 {
      loop.advance()
      if loop.signals.actuated[1] != loop.signals.commanded[1] { held += 1 }
    }
    let expected = CommunicationNetwork.manualHold / 0.4
    #expect(Double(held) <= expected + 1 && Double(held) > 0.3 * expected, "\(held) scans")
    #expect(loop.signals.actuated == loop.signals.commanded)
  }

  @Test func `commands forged at a device faster than the PLC repeats its own move the actuator`() throws {
    let plan = try Self.plan()
    let (target, signal) = (try #require(plan.topology.node("RIO-MV101")), try #require(plan.signal("MV101")))
    let write = try #require(plan.modbusWrite(from: plan.workstation, to: target, signal: signal, value: 1))
    let forger = Forger(injections: (0..<4000).map { .init(write, at: plan.workstation, time: 60 + Double($0) / 100) })
    let close = try #require(plan.modbusWrite(from: plan.workstation, to: target, signal: signal, value: 0))
    let closer = Forger(injections: (0..<4000).map { .init(close, at: plan.workstation, time: 60 + Double($0) / 100) })
    for (attacker, value) in [(forger, 1.0), (closer, 0.0)] {
      var loop = try Self.loop([attacker])
      while loop.time < 95 {
        loop.advance()
        if loop.signals.time > 61 { #expect(loop.signals.actuated[0] == value) }
      }
    }
  }

  @Test func `an operator's command goes by twin, broker, gateway and PLC to the actuator; an unsigned one does not`()
    throws
  {
    let plan = try Self.plan()
    for isSigned in [true, false] {
      var loop = try Self.loop([])
      for _ in 0..<100 { loop.advance() }
      let opposite = 1 - loop.signals.actuated[0]
      var call = plan.http(
        from: plan.operatorClient, to: plan.twin, HTTPTransfer("PUT", "/v1/commands/MV101", value: opposite))
      if !isSigned { call.authentication = .failed(key: 3) }
      loop.network?.add(attackers: [Forger(injections: [.init(call, at: plan.operatorClient, time: 50)])])
      while loop.time < 55 { loop.advance() }
      #expect((loop.signals.actuated[0] == opposite) == isSigned)
      let log = loop.network?.takeLog() ?? []
      let statuses = log.compactMap { message -> Int? in
        if case .http(let transfer) = message.operation, transfer.method == "PUT" { transfer.status } else { nil }
      }
      #expect(statuses.contains(isSigned ? 202 : 401))
    }
  }

  @Test(arguments: [
    (ModbusFunction(rawValue: 43), 0, 1, UInt8(1)), (.readInputRegisters, 9000, 1, 2),
    (.readInputRegisters, 0, 126, 3), (.readInputRegisters, 0, 0, 3), (.writeMultipleCoils, 0, 2, 3),
  ]) func `a PLC refuses what it does not know with the exception that the standard names`(
    request: (function: ModbusFunction, address: Int, count: Int, exception: UInt8)
  ) throws {
    let plan = try Self.plan()
    let target = try #require(plan.topology.node("PLC1"))
    let message = plan.modbusRequest(
      from: plan.workstation, to: target, request.function, address: request.address, count: request.count)
    var loop = try Self.loop([Forger(injections: [.init(message, at: plan.workstation, time: 1)])])
    for _ in 0..<10 { loop.advance() }
    let kinds = (loop.network?.takeLog() ?? []).compactMap { message -> ModbusTransfer.Kind? in
      guard case .modbus(let transfer) = message.operation, message.destination == plan.workstation,
        transfer.function == request.function, transfer.count == request.count
      else { return nil }
      return transfer.kind
    }
    #expect(kinds.contains(.exception(request.exception)), "\(kinds)")
  }

  @Test func `an answer that nobody waits for, or that was heard before, changes nothing`() throws {
    let plan = try Self.plan()
    var listener = try Self.loop([])
    for _ in 0..<50 { listener.advance() }
    let (device, plc) = (try #require(plan.topology.node("RIO-T101")), try #require(plan.topology.node("PLC1")))
    let log = listener.network?.takeLog() ?? []
    let heard = log.first { $0.source == device && $0.destination == plc }
    var old = try #require(heard)
    plan.setValue(of: 0, in: &old, to: 1.5)
    let replay = Forger(injections: (0..<1000).map { .init(old, at: device, time: 30 + Double($0) / 100) })
    var (attacked, clean) = (try Self.loop([replay]), try Self.loop([]))
    while attacked.time < 45 {
      attacked.advance()
      clean.advance()
      #expect(attacked.signals.received == clean.signals.received)
    }
  }

  @Test func `an attacker that goes away leaves the network as it is`() throws {
    var loop = try Self.loop([Eavesdropper(node: "RIO-T101") { _, _ in .drop }])
    while loop.time < 150 { loop.advance() }
    loop.network = loop.network?.removingAttack(id: "eavesdropper")
    for _ in 0..<5 { loop.advance() }
    #expect(loop.signals.receivedAges[0] == 0)
  }
}
