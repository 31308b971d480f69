public import TwinModel

/// What a passive sensor makes of a testbed's messages: the neutral observations that a monitor of real traffic gets.
///
/// It sees what reaches a receiver's port, when the receiver takes it: messages that were lost on the way, or that found a
/// link or node down, or that somebody took away, it does not see; what an overloaded receiver threw away it does. It
/// knows the plant's register maps. It never looks at what only an attacker knows: a message's origin, the node where it
/// entered, its number.
public struct MessageSensor: Sendable {
  private let plan: CommunicationPlan
  private let start: SourceTime
  private let names: [String]
  private let keys: [String]
  private var layouts: [Place: Layout] = [:]

  /// Layouts that are kept; attackers who address ever new registers do not fill the memory.
  private static let layoutLimit = 4096

  /// Registers of a server, or a published block, or a command's topic.
  private enum Place: Hashable {
    case table(server: Int, function: UInt8, address: UInt16, count: UInt16)
    case block(Int)
    case command(String)
  }

  /// Which tags stand in a payload, and where.
  private struct Layout {
    var tags: [String] = []
    var entries: [(encoding: RegisterEncoding, place: Int)] = []

    func values(in registers: [UInt16]) -> [Double] {
      entries.map { $0.encoding.value(in: registers, at: $0.place) }
    }
  }

  /// A sensor on a plant's network.
  ///
  /// - Parameter start: the instant at which the run began.
  public init(of plan: CommunicationPlan, start: SourceTime = Testbed.usualStart) {
    self.plan = plan
    self.start = start
    names = plan.topology.nodes.map(\.id)
    keys = plan.topology.nodes.indices.map { "key \(plan.key(of: $0))" }
  }

  /// What the sensor sees of a message; `nil` when it does not see it.
  public mutating func observation(of message: NetworkMessage) -> MessageObservation? {
    let seen: Double
    switch message.outcome {
    case .delivered(let time), .dropped(.overloaded, let time): seen = time
    case .dropped, .inFlight: return nil
    }
    var observation = MessageObservation(
      time: instant(seen), from: names[message.source], to: names[message.destination],
      protocolName: message.operation.protocolName, operation: "")
    observation.sequence = message.sequence
    observation.bytes = message.size
    observation.digest = MessageDigest.of(registers: message.registers)
    switch message.authentication {
    case .none: break
    case .authenticated(let key): (observation.identity, observation.authentication) = (name(ofKey: key), .proven)
    case .failed(let key): (observation.identity, observation.authentication) = (name(ofKey: key), .failed)
    }
    switch message.operation {
    case .modbus(let transfer): describe(transfer, of: message, in: &observation)
    case .mqtt(let transfer): describe(transfer, of: message, in: &observation)
    case .http(let transfer): describe(transfer, in: &observation)
    case .datagram(let port):
      observation.operation = "datagram"
      observation.target = .port(port)
    }
    return observation
  }

  private func name(ofKey key: UInt16) -> String {
    key >= 1 && key <= keys.count ? keys[Int(key) - 1] : "key \(key)"
  }

  private func instant(_ seconds: Double) -> SourceTime {
    SourceTime(nanoseconds: start.nanoseconds &+ Int64((seconds * 1e9).rounded()))
  }

  private mutating func describe(
    _ transfer: ModbusTransfer, of message: NetworkMessage, in observation: inout MessageObservation
  ) {
    observation.code = UInt16(transfer.function.rawValue)
    observation.isWrite = transfer.function.isWrite
    observation.operation = transfer.function.isWrite ? "write" : "read"
    observation.transaction = UInt32(transfer.transaction)
    observation.target = .registers(unit: transfer.unit, address: transfer.address, count: transfer.count)
    let server: Int
    switch transfer.kind {
    case .request: server = message.destination
    case .response: (server, observation.direction) = (message.source, .response)
    case .exception(let code):
      (server, observation.direction) = (message.source, .response)
      observation.outcome = .refused(UInt16(code))
    }
    let place = Place.table(
      server: server, function: transfer.function.rawValue, address: transfer.address, count: transfer.count)
    fill(&observation, with: layout(at: place, of: message), from: message.registers)
  }

  private mutating func describe(
    _ transfer: MQTTTransfer, of message: NetworkMessage, in observation: inout MessageObservation
  ) {
    observation.code = UInt16(transfer.packet.rawValue)
    observation.operation = transfer.packet.name
    observation.direction = transfer.packet.isAnswer ? .response : .request
    if transfer.identifier > 0 { observation.transaction = UInt32(transfer.identifier) }
    guard !transfer.topic.isEmpty else { return }
    observation.target = .path(transfer.topic)
    guard transfer.packet == .publish else { return }
    if message.sampled.isFinite { observation.sampled = instant(message.sampled) }
    observation.isWrite = transfer.topic.hasPrefix(plan.commandTopics)
    let place: Place = observation.isWrite ? .command(transfer.topic) : .block(message.block)
    fill(&observation, with: layout(at: place, of: message), from: message.registers)
  }

  private func describe(_ transfer: HTTPTransfer, in observation: inout MessageObservation) {
    observation.operation = transfer.method
    observation.target = .path(transfer.path)
    observation.isWrite = !["GET", "HEAD", "OPTIONS"].contains(transfer.method)
    if let status = transfer.status {
      observation.direction = .response
      if status >= 400 { observation.outcome = .refused(UInt16(clamping: status)) }
    }
    guard let value = transfer.value else { return }
    observation.digest = MessageDigest.of(value: value)
    if let leaf = transfer.path.split(separator: "/").last, !transfer.isFederation {
      observation.tags = [String(leaf)]
      observation.values = [value]
    }
  }

  private func fill(_ observation: inout MessageObservation, with layout: Layout, from registers: [UInt16]) {
    observation.tags = layout.tags
    if !registers.isEmpty { observation.values = layout.values(in: registers) }
  }

  private mutating func layout(at place: Place, of message: NetworkMessage) -> Layout {
    if let known = layouts[place] { return known }
    var layout = Layout()
    for content in plan.contents(of: message) {
      layout.tags.append(plan.signals[content.entry.signal].name)
      layout.entries.append((content.entry.encoding, content.place))
    }
    if layouts.count < Self.layoutLimit { layouts[place] = layout }
    return layout
  }
}

extension MQTTTransfer.Packet {
  /// The packet's name in message logs.
  var name: String {
    switch self {
    case .connect: "connect"
    case .connack: "connack"
    case .publish: "publish"
    case .puback: "puback"
    case .subscribe: "subscribe"
    case .suback: "suback"
    case .pingreq: "pingreq"
    case .pingresp: "pingresp"
    case .disconnect: "disconnect"
    }
  }
}
