import TwinModel

extension MQTTTransfer {
  /// The control packet.
  ///
  /// A publication's payload is the time at which the oldest of its values was measured, in nanoseconds since 1970 as a
  /// signed 64-bit number, and then the registers, all highest byte first.
  ///
  /// - Parameter client: the client identifier, which a CONNECT carries.
  ///
  /// Source: MQTT Version 3.1.1, sections 2.2 and 3.1 to 3.13.
  func bytes(_ registers: [UInt16], sampled: SourceTime, client: String) -> [UInt8] {
    var rest: [UInt8] = []
    var flags: UInt8 = 0
    switch packet {
    case .connect:
      Self.append("MQTT", to: &rest)
      // Protocol level 4, clean session, twice the time between two signs of life.
      rest += [4, 0x02]
      rest.appendBigEndian(UInt16(2 * BrokerSession.keepAlive))
      Self.append(client, to: &rest)
    case .connack: rest = [0, 0]
    case .publish:
      flags = quality << 1
      Self.append(topic, to: &rest)
      if quality > 0 { rest.appendBigEndian(identifier) }
      rest.appendBigEndian(sampled.nanoseconds)
      for register in registers { rest.appendBigEndian(register) }
    case .puback: rest.appendBigEndian(identifier)
    case .subscribe:
      flags = 2
      rest.appendBigEndian(identifier)
      Self.append(topic, to: &rest)
      rest.append(quality)
    case .suback:
      rest.appendBigEndian(identifier)
      rest.append(quality)
    case .pingreq, .pingresp, .disconnect: break
    }
    return [packet.rawValue << 4 | flags] + Self.remainingLength(rest.count) + rest
  }

  private static func append(_ text: String, to bytes: inout [UInt8]) {
    bytes.appendBigEndian(UInt16(truncatingIfNeeded: text.utf8.count))
    bytes += text.utf8
  }

  /// Seven bits a byte, lowest first, the eighth saying that more follow.
  private static func remainingLength(_ length: Int) -> [UInt8] {
    var (rest, bytes) = (length, [UInt8]())
    repeat {
      bytes.append(UInt8(rest % 128) | (rest >= 128 ? 0x80 : 0))
      rest /= 128
    } while rest > 0
    return bytes
  }
}
