/// Frames of Ethernet with IPv4 and TCP or UDP, checksums included.
///
/// Source: IEEE 802.3 (Ethernet II framing), RFC 791 (IPv4), RFC 9293 (TCP), RFC 768 (UDP), RFC 1071 (checksum).
enum InternetFrame {
  /// What a TCP segment says besides its payload.
  struct Segment {
    var sourcePort: UInt16
    var destinationPort: UInt16
    var sequence: UInt32
    var acknowledgement: UInt32
    var flags: Flags
  }

  /// Control bits of TCP.
  struct Flags: OptionSet {
    let rawValue: UInt8
    static let synchronise = Flags(rawValue: 0x02)
    static let push = Flags(rawValue: 0x08)
    static let acknowledge = Flags(rawValue: 0x10)
  }

  /// Bytes that a receiver is ready to take.
  static let window: UInt16 = 64_240

  /// A frame with a TCP segment. The first of a direction states the largest segment.
  static func tcp(
    from source: CaptureAddress, to destination: CaptureAddress, _ segment: Segment, identification: UInt16,
    payload: ArraySlice<UInt8>
  ) -> [UInt8] {
    let options: [UInt8] = segment.flags.contains(.synchronise) ? [2, 4, 0x05, 0xB4] : []
    var bytes: [UInt8] = []
    bytes.reserveCapacity(20 + options.count + payload.count)
    bytes.appendBigEndian(segment.sourcePort)
    bytes.appendBigEndian(segment.destinationPort)
    bytes.appendBigEndian(segment.sequence)
    bytes.appendBigEndian(segment.acknowledgement)
    bytes += [UInt8((20 + options.count) / 4) << 4, segment.flags.rawValue]
    bytes.appendBigEndian(window)
    bytes += [0, 0, 0, 0]
    bytes += options
    bytes += payload
    let sum = checksum(of: bytes, following: pseudoHeader(source, destination, 6, bytes.count))
    (bytes[16], bytes[17]) = (UInt8(sum >> 8), UInt8(sum & 0xFF))
    return frame(from: source, to: destination, 6, identification, bytes)
  }

  /// A frame with a UDP datagram.
  static func udp(
    from source: CaptureAddress, to destination: CaptureAddress, sourcePort: UInt16, destinationPort: UInt16,
    identification: UInt16, payload: [UInt8]
  ) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.appendBigEndian(sourcePort)
    bytes.appendBigEndian(destinationPort)
    bytes.appendBigEndian(UInt16(truncatingIfNeeded: 8 + payload.count))
    bytes += [0, 0]
    bytes += payload
    var sum = checksum(of: bytes, following: pseudoHeader(source, destination, 17, bytes.count))
    if sum == 0 { sum = 0xFFFF }
    (bytes[6], bytes[7]) = (UInt8(sum >> 8), UInt8(sum & 0xFF))
    return frame(from: source, to: destination, 17, identification, bytes)
  }

  private static func frame(
    from source: CaptureAddress, to destination: CaptureAddress, _ transport: UInt8, _ identification: UInt16,
    _ payload: [UInt8]
  ) -> [UInt8] {
    // Version 4, five words, no fragments, 64 hops.
    var header: [UInt8] = [0x45, 0]
    header.appendBigEndian(UInt16(truncatingIfNeeded: 20 + payload.count))
    header.appendBigEndian(identification)
    header += [0x40, 0, 64, transport, 0, 0]
    header += source.network + destination.network
    let sum = checksum(of: header, following: 0)
    (header[10], header[11]) = (UInt8(sum >> 8), UInt8(sum & 0xFF))
    return destination.link + source.link + [0x08, 0x00] + header + payload
  }

  private static func pseudoHeader(
    _ source: CaptureAddress, _ destination: CaptureAddress, _ transport: UInt8, _ length: Int
  ) -> UInt32 {
    var sum = UInt32(transport) + UInt32(truncatingIfNeeded: length)
    for address in [source.network, destination.network] {
      sum += UInt32(address[0]) << 8 + UInt32(address[1]) + UInt32(address[2]) << 8 + UInt32(address[3])
    }
    return sum
  }

  /// The ones' complement of the ones' complement sum of 16-bit words.
  private static func checksum(of bytes: [UInt8], following start: UInt32) -> UInt16 {
    var sum = UInt64(start)
    var place = 0
    while place + 1 < bytes.count {
      sum += UInt64(bytes[place]) << 8 + UInt64(bytes[place + 1])
      place += 2
    }
    if place < bytes.count { sum += UInt64(bytes[place]) << 8 }
    while sum > 0xFFFF { sum = (sum & 0xFFFF) + sum >> 16 }
    return ~UInt16(truncatingIfNeeded: sum)
  }
}
