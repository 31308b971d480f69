/// A control packet of MQTT 3.1.1.
///
/// Source: MQTT Version 3.1.1, OASIS Standard, 29 October 2014, chapters 2 and 3.
public struct MQTTTransfer: Sendable, Equatable {
  /// Which packet.
  public var packet: Packet
  /// Topic name or filter; empty in packets without one.
  public var topic: String
  /// Quality of service, 0 or 1.
  public var quality: UInt8
  /// Packet identifier; 0 in packets without one.
  public var identifier: UInt16

  /// The packets in use, by their type numbers.
  public enum Packet: UInt8, Sendable, CaseIterable {
    case connect = 1
    case connack = 2
    case publish = 3
    case puback = 4
    case subscribe = 8
    case suback = 9
    case pingreq = 12
    case pingresp = 13
    case disconnect = 14
  }

  /// Creates a packet.
  public init(_ packet: Packet, topic: String = "", quality: UInt8 = 0, identifier: UInt16 = 0) {
    self.packet = packet
    self.topic = topic
    self.quality = quality
    self.identifier = identifier
  }

  /// Bytes of the whole packet.
  ///
  /// - Parameter registers: number of published registers; a publication holds eight bytes of time before them.
  /// - Parameter client: the client identifier, which a CONNECT carries.
  public func length(registers: Int, client: String) -> Int {
    let remaining =
      switch packet {
      case .connect: 12 + client.utf8.count
      case .connack, .puback: 2
      case .publish: 2 + topic.utf8.count + (quality > 0 ? 2 : 0) + 8 + 2 * registers
      case .subscribe: 5 + topic.utf8.count
      case .suback: 3
      case .pingreq, .pingresp, .disconnect: 0
      }
    return 1 + (remaining < 128 ? 1 : remaining < 16_384 ? 2 : 3) + remaining
  }
}
