public import TwinModel

/// Messages as a packet capture that any network analyser reads: Ethernet, IPv4, TCP with handshakes, and in it Modbus/TCP,
/// MQTT 3.1.1 and HTTP/1.1 as they are on the wire.
///
/// The capture stands at every receiver's port: it holds what reached its destination, also where that was too busy to
/// take it, in the order in which it was taken. What was lost on the way is in the message log alone. A pair of client and
/// server has one TCP conversation; forged messages go on in that of the node they claim to come from.
///
/// A pure encoder: it gives bytes, and somebody else writes them.
///
/// Source: "PCAP Capture File Format" (draft-ietf-opsawg-pcap), with nanoseconds and link type 1.
public struct PacketCapture: Sendable {
  /// Ports of the servers.
  public enum Port {
    /// Modbus/TCP.
    public static let modbus: UInt16 = 502
    /// MQTT.
    public static let mqtt: UInt16 = 1883
    /// HTTP.
    public static let http: UInt16 = 8080
  }

  /// Bytes that may wait for being acknowledged before the receiver does so without having anything to say.
  private static let unacknowledgedBytes: UInt32 = 16_384

  private let plan: CommunicationPlan
  private let start: SourceTime
  private let addresses: [CaptureAddress]
  private var conversations: [Pair: Conversation] = [:]
  private var identification: UInt16 = 0

  /// Who speaks with whom: looked up, never gone through.
  private struct Pair: Hashable {
    var client: Int
    var server: Int
    var port: UInt16
  }

  /// The state of one TCP conversation; index 0 is what the client sends, 1 what the server sends.
  private struct Conversation {
    var clientPort: UInt16
    var sent: [UInt32]
    var acknowledged: [UInt32]
  }

  /// A capture of a network's messages.
  ///
  /// - Parameter start: source time of the run's beginning.
  public init(of plan: CommunicationPlan, start: SourceTime) {
    self.plan = plan
    self.start = start
    addresses = CaptureAddress.all(of: plan.topology)
  }

  /// The IPv4 address of a node, such as `10.2.0.1`.
  public func address(of node: Int) -> String { addresses[node].network.map { String($0) }.joined(separator: ".") }

  /// The beginning of a capture file.
  public static var fileHeader: [UInt8] {
    var bytes: [UInt8] = []
    bytes.appendLittleEndian(UInt32(0xA1B2_3C4D))
    bytes.appendLittleEndian(UInt16(2))
    bytes.appendLittleEndian(UInt16(4))
    bytes.appendLittleEndian(UInt64(0))
    bytes.appendLittleEndian(UInt32(262_144))
    bytes.appendLittleEndian(UInt32(1))
    return bytes
  }

  /// The packets of a message, and of the handshake before the first of a conversation; nothing for a message that did
  /// not reach its destination.
  public mutating func packets(of message: NetworkMessage) -> [UInt8] {
    switch message.outcome {
    case .inFlight: return []
    case .dropped(let reason, _) where reason != .overloaded: return []
    default: break
    }
    var file: [UInt8] = []
    let time = message.outcome.time ?? message.sent
    if case .datagram(let port) = message.operation {
      let frame = InternetFrame.udp(
        from: addresses[message.source], to: addresses[message.destination], sourcePort: 40_000,
        destinationPort: port, identification: nextIdentification(),
        payload: [UInt8](repeating: 0, count: min(1472, max(0, message.size - 42))))
      Self.append(frame, at: instant(time), to: &file)
    } else {
      converse(payload(of: message), message, at: instant(time), to: &file)
    }
    return file
  }

  // MARK: - Application

  private func payload(of message: NetworkMessage) -> [UInt8] {
    switch message.operation {
    case .modbus(let transfer): return transfer.bytes(message.registers)
    case .mqtt(let transfer):
      return transfer.bytes(
        message.registers, sampled: instant(message.sampled), client: plan.topology.nodes[message.source].id)
    case .http(let transfer):
      let server = transfer.status == nil ? message.destination : message.source
      let head = Array(transfer.headText(host: plan.topology.nodes[server].id).utf8)
      let body =
        transfer.bodyBytes > 0
        ? [UInt8](repeating: 0, count: transfer.bodyBytes) : Array(transfer.bodyText.utf8)
      return head + body
    case .datagram: return []
    }
  }

  /// The server's port, and whether the message is from the client.
  private func role(of message: NetworkMessage) -> (port: UInt16, isFromClient: Bool) {
    switch message.operation {
    case .modbus(let transfer): (Port.modbus, transfer.kind == .request)
    case .mqtt: (Port.mqtt, message.destination == plan.broker)
    case .http(let transfer): (Port.http, transfer.status == nil)
    case .datagram(let port): (port, true)
    }
  }

  // MARK: - Transport

  private mutating func converse(
    _ payload: [UInt8], _ message: NetworkMessage, at time: SourceTime, to file: inout [UInt8]
  ) {
    let (port, isFromClient) = role(of: message)
    let pair =
      isFromClient
      ? Pair(client: message.source, server: message.destination, port: port)
      : Pair(client: message.destination, server: message.source, port: port)
    var conversation = conversations[pair] ?? open(pair, at: time, to: &file)
    let (own, other) = isFromClient ? (0, 1) : (1, 0)
    var rest = payload[...]
    repeat {
      let part = rest.prefix(CommunicationPlan.segmentBytes)
      rest = rest.dropFirst(part.count)
      // Having heard everything, one says so.
      conversation.acknowledged[other] = conversation.sent[other]
      write(pair, conversation, own, [.push, .acknowledge], part, at: time, to: &file)
      conversation.sent[own] &+= UInt32(part.count)
      if conversation.sent[own] &- conversation.acknowledged[own] > Self.unacknowledgedBytes {
        conversation.acknowledged[own] = conversation.sent[own]
        write(pair, conversation, other, .acknowledge, [], at: time, to: &file)
      }
    } while !rest.isEmpty
    conversations[pair] = conversation
  }

  private mutating func open(_ pair: Pair, at time: SourceTime, to file: inout [UInt8]) -> Conversation {
    let number = UInt32(conversations.count)
    // Initial numbers differ from conversation to conversation and are the same in every run.
    var conversation = Conversation(
      clientPort: 49_152 + UInt16(number % 16_384), sent: [number &* 2_654_435_761, number &* 2_246_822_519 &+ 1],
      acknowledged: [0, 0])
    write(pair, conversation, 0, .synchronise, [], at: time, to: &file)
    conversation.sent[0] &+= 1
    write(pair, conversation, 1, [.synchronise, .acknowledge], [], at: time, to: &file)
    conversation.sent[1] &+= 1
    write(pair, conversation, 0, .acknowledge, [], at: time, to: &file)
    conversation.acknowledged = conversation.sent
    return conversation
  }

  private mutating func write(
    _ pair: Pair, _ conversation: Conversation, _ side: Int, _ flags: InternetFrame.Flags, _ payload: ArraySlice<UInt8>,
    at time: SourceTime, to file: inout [UInt8]
  ) {
    let ports = [conversation.clientPort, pair.port]
    let nodes = [addresses[pair.client], addresses[pair.server]]
    let segment = InternetFrame.Segment(
      sourcePort: ports[side], destinationPort: ports[1 - side], sequence: conversation.sent[side],
      acknowledgement: flags.contains(.acknowledge) ? conversation.sent[1 - side] : 0, flags: flags)
    let frame = InternetFrame.tcp(
      from: nodes[side], to: nodes[1 - side], segment, identification: nextIdentification(), payload: payload)
    Self.append(frame, at: time, to: &file)
  }

  // MARK: - File

  private mutating func nextIdentification() -> UInt16 {
    identification &+= 1
    return identification
  }

  private func instant(_ time: Double) -> SourceTime {
    SourceTime(nanoseconds: start.nanoseconds &+ (time.isFinite ? Int64((time * 1e9).rounded()) : 0))
  }

  private static func append(_ frame: [UInt8], at time: SourceTime, to file: inout [UInt8]) {
    file.appendLittleEndian(UInt32(truncatingIfNeeded: time.nanoseconds / 1_000_000_000))
    file.appendLittleEndian(UInt32(truncatingIfNeeded: time.nanoseconds % 1_000_000_000))
    file.appendLittleEndian(UInt32(frame.count))
    file.appendLittleEndian(UInt32(frame.count))
    file += frame
  }
}
