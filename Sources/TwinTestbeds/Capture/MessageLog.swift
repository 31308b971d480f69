import TwinModel

/// Messages as JSON lines: one object a message, in the order in which they were delivered or dropped.
///
/// Keys, always in this order; those in brackets only where they apply:
///
/// | key | meaning |
/// |---|---|
/// | `number` | counts all messages of the run, from 0 |
/// | `sent`, [`delivered`, `dropped`] | seconds since the run began |
/// | [`reason`] | why it was dropped: `lost`, `queue-full`, `overloaded`, `link-down`, `node-down`, `intercepted` |
/// | `source`, `destination` | node ids; the source is what the message claims |
/// | `sequence` | counts what the source sends |
/// | `protocol` | `modbus-tcp`, `mqtt`, `http`, `federation`, `udp` |
/// | `operation` | `read`, `write`; `connect`, `publish`, …; `GET`, `PUT`, …; `datagram` |
/// | `direction` | `request` or `response` |
/// | [`function`, `transaction`, `unit`, `address`, `count`, `exception`] | Modbus |
/// | [`topic`, `qos`, `id`] | MQTT |
/// | [`path`, `status`, `value`] | HTTP |
/// | [`port`] | UDP |
/// | [`sampled`] | what a publication says of when its oldest value was measured, in seconds since the run began |
/// | [`tags`, `registers`] | the tags addressed, and the raw registers (or bits) of all of them in order |
/// | [`values`] | what the registers say, in the order of `tags`; `null` where there is no value |
/// | `size` | bytes on the wire |
/// | `authentication`, [`key`] | `none`, `authenticated`, `failed`; the key's number |
/// | [`truth`] | `injected` or `altered` by an attacker; never shown to a detector |
/// | [`entry`] | the node at which it entered the network, where that is not its source; truth, too |
public struct MessageLog: Sendable {
  private let plan: CommunicationPlan

  /// A log of a network's messages.
  public init(of plan: CommunicationPlan) { self.plan = plan }

  /// A message's line, its line feed included.
  public func line(for message: NetworkMessage) -> String {
    var object = JSONObject()
    object.add("number", "\(message.number)")
    object.add("sent", seconds: message.sent)
    switch message.outcome {
    case .inFlight: break
    case .delivered(let time): object.add("delivered", seconds: time)
    case .dropped(let reason, let time):
      object.add("dropped", seconds: time)
      object.add("reason", text: reason.rawValue)
    }
    object.add("source", text: plan.topology.nodes[message.source].id)
    object.add("destination", text: plan.topology.nodes[message.destination].id)
    object.add("sequence", "\(message.sequence)")
    object.add("protocol", text: message.operation.protocolName)
    add(message.operation, sampled: message.sampled, to: &object)
    let contents = plan.contents(of: message)
    if !contents.isEmpty { object.add("tags", texts: contents.map { plan.signals[$0.entry.signal].name }) }
    if !message.registers.isEmpty {
      object.add("registers", "[" + message.registers.map { String($0) }.joined(separator: ",") + "]")
      let values = contents.map { $0.entry.encoding.value(in: message.registers, at: $0.place) }
      if !values.isEmpty {
        object.add("values", "[" + values.map { $0.isFinite ? "\($0)" : "null" }.joined(separator: ",") + "]")
      }
    }
    object.add("size", "\(message.size)")
    switch message.authentication {
    case .none: object.add("authentication", text: "none")
    case .authenticated(let key):
      object.add("authentication", text: "authenticated")
      object.add("key", "\(key)")
    case .failed(let key):
      object.add("authentication", text: "failed")
      object.add("key", "\(key)")
    }
    if message.origin != .genuine { object.add("truth", text: message.origin.rawValue) }
    if message.entry != message.source { object.add("entry", text: plan.topology.nodes[message.entry].id) }
    return object.text + "\n"
  }

  private func add(_ operation: NetworkOperation, sampled: Double, to object: inout JSONObject) {
    switch operation {
    case .modbus(let transfer):
      object.add("operation", text: transfer.function.isWrite ? "write" : "read")
      object.add("direction", text: transfer.kind == .request ? "request" : "response")
      object.add("function", "\(transfer.function.rawValue)")
      object.add("transaction", "\(transfer.transaction)")
      object.add("unit", "\(transfer.unit)")
      object.add("address", "\(transfer.address)")
      object.add("count", "\(transfer.count)")
      if case .exception(let code) = transfer.kind { object.add("exception", "\(code)") }
    case .mqtt(let transfer):
      object.add("operation", text: "\(transfer.packet)")
      object.add("direction", text: transfer.packet.isAnswer ? "response" : "request")
      if !transfer.topic.isEmpty { object.add("topic", text: transfer.topic) }
      object.add("qos", "\(transfer.quality)")
      if transfer.identifier > 0 { object.add("id", "\(transfer.identifier)") }
      if transfer.packet == .publish { object.add("sampled", seconds: sampled) }
    case .http(let transfer):
      object.add("operation", text: transfer.method)
      object.add("direction", text: transfer.status == nil ? "request" : "response")
      object.add("path", text: transfer.path)
      if let status = transfer.status { object.add("status", "\(status)") }
      if let value = transfer.value { object.add("value", value.isFinite ? "\(value)" : "null") }
    case .datagram(let port):
      object.add("operation", text: "datagram")
      object.add("direction", text: "request")
      object.add("port", "\(port)")
    }
  }
}

extension MQTTTransfer.Packet {
  /// Whether it answers another.
  var isAnswer: Bool { [.connack, .puback, .suback, .pingresp].contains(self) }
}
