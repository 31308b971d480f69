import Foundation
import Testing
import TwinModel

@testable import TwinTestbeds

@Suite struct PacketCaptureTests {
  static let start = SourceTime(nanoseconds: 1_767_571_200_000_000_000)

  /// A run's messages, and the capture of them.
  struct Run {
    var plan: CommunicationPlan
    var log: [NetworkMessage]
    var measured: [[Double]] = []

    var capture: [UInt8] {
      var capture = PacketCapture(of: plan, start: PacketCaptureTests.start)
      return log.reduce(into: PacketCapture.fileHeader) { $0 += capture.packets(of: $1) }
    }

    /// What is in the capture: what reached its destination.
    var arrived: [NetworkMessage] {
      log.filter {
        switch $0.outcome {
        case .inFlight: false
        case .delivered: true
        case .dropped(let reason, _): reason == .overloaded
        }
      }
    }
  }

  /// Requests that are refused, a call of the interface, and a datagram.
  static func forgery(_ plan: CommunicationPlan, plc: String) throws -> Forger {
    let target = try #require(plan.topology.node(plc))
    let messages = [
      plan.modbusRequest(from: plan.workstation, to: target, .readInputRegisters, address: 9999, count: 2),
      plan.modbusRequest(from: plan.workstation, to: target, .readHoldingRegisters, address: 9999, count: 1),
      plan.modbusRequest(from: plan.workstation, to: target, .readCoils, address: 9999, count: 1),
      plan.modbusRequest(
        from: plan.workstation, to: target, .writeSingleRegister, address: 9999, count: 1, registers: [7]),
      plan.http(from: plan.operatorClient, to: plan.twin, HTTPTransfer("GET", "/v1/tags/\(plan.signals[0].name)")),
      plan.http(
        from: plan.operatorClient, to: plan.twin,
        HTTPTransfer("PUT", "/v1/commands/\(plan.signals[plan.sensorCount].name)", value: 1)),
      plan.http(from: plan.operatorClient, to: plan.twin, HTTPTransfer("DELETE", "/v1/tags/none")),
      plan.datagram(from: plan.workstation, to: plan.twin, port: 9, size: 200),
    ]
    return Forger(injections: messages.enumerated().map { .init($1, at: $1.source, time: 70 + Double($0)) })
  }

  static func run<P, C>(_ start: ClosedLoop<P, C>, until end: Double) throws -> Run {
    var loop = start
    var run = Run(plan: try #require(loop.network).plan, log: [])
    while loop.time < end {
      loop.advance()
      run.log += loop.network?.takeLog() ?? []
      run.measured.append(loop.signals.measured)
    }
    return run
  }

  static func town() throws -> Run {
    let forger = try forgery(SmartCity.network(seed: 1).plan, plc: "LC")
    return try run(
      SmartCity.loop(seed: 1, network: try SmartCity.network(seed: 1, attackers: [forger], isLogging: true)),
      until: 7500)
  }

  static func grid() throws -> Run {
    let process = try SmartGridProcess(.ieee14, configuration: .init())
    let forger = try forgery(SmartGrid.network(for: process, seed: 1).plan, plc: "EMS")
    let network = try SmartGrid.network(for: process, seed: 1, attackers: [forger], isLogging: true)
    return try run(SmartGrid.loop(seed: 1, network: network), until: 90)
  }

  static let runs: [(name: String, make: @Sendable () throws -> Run)] = [("town", town), ("grid", grid)]

  @Test(
    .enabled(if: NetworkAnalyser.isThere, "tshark is not installed: nobody dissects the captures"), arguments: 0..<2)
  func `Wireshark dissects every frame, has no complaint, and counts what the message log counts`(place: Int) throws {
    let run = try Self.runs[place].make()
    let capture = run.capture
    let bad = try NetworkAnalyser.fields(
      ["frame.number", "_ws.col.Info", "_ws.expert.message"], of: capture,
      filter: "_ws.malformed || _ws.expert.severity >= 0x400000 || tcp.analysis.flags")
    #expect(bad.isEmpty, "\(bad.prefix(5))")
    let frames = try NetworkAnalyser.fields(
      [
        "frame.protocols", "modbus.func_code", "modbus.exception_code", "mqtt.msgtype", "http.request.method",
        "http.response.code", "frame.len",
      ], of: capture)
    var (functions, exceptions, packets) = ([String: Int](), 0, [String: Int]())
    var (methods, statuses, bytes) = ([String: Int](), [String: Int](), 0)
    for frame in frames {
      if !frame[1].isEmpty { functions[frame[1], default: 0] += 1 }
      if !frame[2].isEmpty { exceptions += 1 }
      for type in frame[3].split(separator: ",") { packets[String(type), default: 0] += 1 }
      if !frame[4].isEmpty { methods[frame[4], default: 0] += 1 }
      if !frame[5].isEmpty { statuses[frame[5], default: 0] += 1 }
      let known = ["modbus", "mqtt", "http", "udp", "tcp"].contains { frame[0].contains($0) }
      #expect(known, "\(frame)")
      bytes += Int(frame[6]) ?? 0
    }
    var (expected, refused, expectedPackets) = ([String: Int](), 0, [String: Int]())
    var (expectedMethods, expectedStatuses, size) = ([String: Int](), [String: Int](), 0)
    for message in run.arrived {
      size += message.size
      switch message.operation {
      case .modbus(let transfer):
        expected["\(transfer.function.rawValue)", default: 0] += 1
        if case .exception = transfer.kind { refused += 1 }
      case .mqtt(let transfer): expectedPackets["\(transfer.packet.rawValue)", default: 0] += 1
      case .http(let transfer):
        if let status = transfer.status {
          expectedStatuses["\(status)", default: 0] += 1
        } else {
          expectedMethods[transfer.method, default: 0] += 1
        }
      case .datagram: break
      }
    }
    #expect(functions == expected && exceptions == refused)
    #expect(packets == expectedPackets)
    #expect(methods == expectedMethods && statuses == expectedStatuses)
    #expect(refused >= 4 && expectedStatuses.count >= 3)
    // Handshakes and bare acknowledgements are all that the log does not count.
    let bare = try NetworkAnalyser.fields(["frame.len"], of: capture, filter: "tcp && tcp.len == 0")
    #expect(bytes == size + bare.reduce(0) { $0 + (Int($1[0]) ?? 0) })
    if Self.runs[place].name == "town" {
      #expect((expectedMethods["POST"] ?? 0) == 2, "an update every hour")
    }
    #expect(Set(["1", "3", "4", "5", "16"]).isSubset(of: expected.keys), "\(expected)")
  }

  @Test(.enabled(if: NetworkAnalyser.isThere, "tshark is not installed: nobody dissects the captures"))
  func `all eight functions that the testbeds' devices serve are in their captures`() throws {
    let frames = try NetworkAnalyser.fields(["modbus.func_code"], of: try Self.grid().capture, filter: "modbus")
    #expect(Set(frames.map { $0[0] }) == Set(ModbusFunction.served.map { "\($0.rawValue)" }))
  }

  @Test(.enabled(if: NetworkAnalyser.isThere, "tshark is not installed: nobody dissects the captures"))
  func `a register that Wireshark shows is the value that was measured`() throws {
    let run = try Self.run(WaterCell.loop(seed: 1, network: try WaterCell.network(seed: 1, isLogging: true)), until: 60)
    let device = try #require(run.plan.topology.node("RIO-T101"))
    let capture = PacketCapture(of: run.plan, start: Self.start)
    let answers = try NetworkAnalyser.fields(
      ["modbus.regval_uint16", "frame.time_epoch"], of: run.capture,
      filter: "modbus.func_code == 4 && ip.src == \(capture.address(of: device)) && tcp.srcport == 502")
    #expect(answers.count == run.measured.count)
    for (scan, (answer, measured)) in zip(answers, run.measured).enumerated() {
      #expect(Double(answer[0]).map { $0 * 0.0005 } ?? -1 == measured[0].rounded(toStep: 0.0005))
      let time = (Double(answer[1]) ?? 0) - 1_767_571_200
      #expect(time > Double(scan) * 0.4 && time < Double(scan) * 0.4 + 0.05)
    }
    // The same value in a publication, behind eight bytes of time.
    let topic = "water-cell/PLC1/input-registers/0"
    let publications = try NetworkAnalyser.fields(
      ["mqtt.msg"], of: run.capture,
      filter: "mqtt.topic == \"\(topic)\" && ip.dst == \(capture.address(of: run.plan.twin))")
    #expect(publications.count == run.measured.count / 5)
    for (number, publication) in publications.enumerated() {
      let bytes = publication[0].replacingOccurrences(of: ":", with: "")
      let time = Int64(bytes.prefix(16), radix: 16) ?? 0
      let register = Int(bytes.dropFirst(16).prefix(4), radix: 16) ?? 0
      #expect(abs(time - Self.start.nanoseconds - Int64(number) * 2_000_000_000) <= 1)
      #expect(Double(register) / 2000 == run.measured[number * 5][0])
    }
  }

  @Test func `a capture without lost messages has sizes that add up, and one seed gives the same bytes`() throws {
    let run = try Self.run(WaterCell.loop(seed: 1, network: try WaterCell.network(seed: 1, isLogging: true)), until: 20)
    let capture = run.capture
    var (place, records) = (24, 0)
    while place + 16 <= capture.count {
      let length = (0..<4).reduce(0) { $0 | Int(capture[place + 8 + $1]) << (8 * $1) }
      place += 16 + length
      records += 1
    }
    #expect(place == capture.count && records > run.log.count)
    let again = try Self.run(
      WaterCell.loop(seed: 1, network: try WaterCell.network(seed: 1, isLogging: true)), until: 20)
    #expect(again.capture == capture)
  }

  @Test func `what was lost on the way is in the message log and not in the capture`() throws {
    let plan = try WaterCell.network(seed: 1).plan
    var capture = PacketCapture(of: plan, start: Self.start)
    var message = plan.datagram(from: plan.workstation, to: plan.twin, port: 9, size: 100)
    #expect(capture.packets(of: message).isEmpty)
    message.outcome = .dropped(.lost, 1)
    #expect(capture.packets(of: message).isEmpty)
    message.outcome = .dropped(.overloaded, 1)
    #expect(capture.packets(of: message).count == 116)
    #expect(MessageLog(of: plan).line(for: message).contains("\"reason\":\"overloaded\""))
  }

  @Test(arguments: 0..<200) func `hostile transfers are encoded without a trap, as long as they say`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let kinds: [ModbusTransfer.Kind] = [.request, .response, .exception(UInt8(random.uniform() * 256))]
    let transfer = ModbusTransfer(
      kinds[Int(random.uniform() * 3)], ModbusFunction(rawValue: UInt8(random.uniform() * 256)),
      address: UInt16(random.uniform() * 65_536), count: UInt16(random.uniform() * 65_536))
    let served = ModbusTransfer(
      transfer.kind, ModbusFunction.served[Int(seed) % 8], address: transfer.address, count: transfer.count)
    let registers = (0..<Int(random.uniform() * 20)).map { _ in UInt16(random.uniform() * 65_536) }
    for transfer in [transfer, served] { #expect(transfer.bytes(registers).count == transfer.length) }
  }

  /// Octets of the standard's own examples.
  ///
  /// Source: MODBUS Application Protocol Specification V1.1b3, sections 6.1, 6.2, 6.3, 6.4, 6.5, 6.6, 6.11, 6.12.
  static let examples: [(ModbusTransfer, [UInt16], [UInt8])] = [
    (.init(.request, .readCoils, address: 0x13, count: 0x13), [], [0x01, 0x00, 0x13, 0x00, 0x13]),
    (
      .init(.response, .readCoils, address: 0x13, count: 0x13),
      [1, 0, 1, 1, 0, 0, 1, 1, 1, 1, 0, 1, 0, 1, 1, 0, 1, 0, 1], [0x01, 0x03, 0xCD, 0x6B, 0x05]
    ),
    (.init(.request, .readDiscreteInputs, address: 0xC4, count: 0x16), [], [0x02, 0x00, 0xC4, 0x00, 0x16]),
    (.init(.request, .readHoldingRegisters, address: 0x6B, count: 3), [], [0x03, 0x00, 0x6B, 0x00, 0x03]),
    (
      .init(.response, .readHoldingRegisters, address: 0x6B, count: 3), [0x022B, 0, 0x64],
      [0x03, 0x06, 0x02, 0x2B, 0x00, 0x00, 0x00, 0x64]
    ),
    (.init(.response, .readInputRegisters, address: 8, count: 1), [0x000A], [0x04, 0x02, 0x00, 0x0A]),
    (.init(.request, .writeSingleCoil, address: 0xAC, count: 1), [1], [0x05, 0x00, 0xAC, 0xFF, 0x00]),
    (.init(.response, .writeSingleCoil, address: 0xAC, count: 1), [1], [0x05, 0x00, 0xAC, 0xFF, 0x00]),
    (.init(.request, .writeSingleRegister, address: 1, count: 1), [3], [0x06, 0x00, 0x01, 0x00, 0x03]),
    (
      .init(.request, .writeMultipleCoils, address: 0x13, count: 10), [1, 0, 1, 1, 0, 0, 1, 1, 1, 0],
      [0x0F, 0x00, 0x13, 0x00, 0x0A, 0x02, 0xCD, 0x01]
    ),
    (.init(.response, .writeMultipleCoils, address: 0x13, count: 10), [], [0x0F, 0x00, 0x13, 0x00, 0x0A]),
    (
      .init(.request, .writeMultipleRegisters, address: 1, count: 2), [0x000A, 0x0102],
      [0x10, 0x00, 0x01, 0x00, 0x02, 0x04, 0x00, 0x0A, 0x01, 0x02]
    ),
    (.init(.response, .writeMultipleRegisters, address: 1, count: 2), [], [0x10, 0x00, 0x01, 0x00, 0x02]),
    (.init(.exception(2), .readCoils, address: 0x4A1, count: 1), [], [0x81, 0x02]),
  ]

  @Test(arguments: examples.indices) func `data units are those of the standard's examples`(place: Int) {
    var (transfer, registers, expected) = Self.examples[place]
    transfer.transaction = 0x1501
    let header: [UInt8] = [0x15, 0x01, 0, 0, 0, UInt8(expected.count + 1), 1]
    #expect(transfer.bytes(registers) == header + expected)
  }

  @Test func `a line of the message log is JSON with the documented keys`() throws {
    let run = try Self.town()
    let log = MessageLog(of: run.plan)
    let allowed: Set<String> = [
      "number", "sent", "delivered", "dropped", "reason", "source", "destination", "sequence", "protocol", "operation",
      "direction", "function", "transaction", "unit", "address", "count", "exception", "topic", "qos", "id", "path",
      "status", "value", "port", "sampled", "tags", "registers", "values", "size", "authentication", "key", "truth",
      "entry",
    ]
    var seen: Set<String> = []
    for message in run.log.prefix(5000) + run.log.filter({ $0.origin != .genuine }) {
      let line = log.line(for: message)
      #expect(line.hasSuffix("}\n") && line.filter { $0 == "\n" }.count == 1)
      let object = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
      seen.formUnion(object.keys)
      #expect(object["size"] as? Int == message.size && object["number"] as? Int == Int(message.number))
      guard case .modbus(let transfer) = message.operation, transfer.kind == .response, !message.registers.isEmpty
      else {
        continue
      }
      let tags = try #require(object["tags"] as? [String])
      let values = tags.compactMap { run.plan.signal($0) }.compactMap { run.plan.value(of: $0, in: message) }
      #expect(values.count == tags.count)
    }
    #expect(seen.isSubset(of: allowed), "\(seen.subtracting(allowed))")
    #expect(Set(["tags", "registers", "topic", "path", "exception", "truth", "function", "key"]).isSubset(of: seen))
  }
}
