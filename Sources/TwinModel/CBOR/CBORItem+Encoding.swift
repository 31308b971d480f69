extension CBORItem {
  /// The deterministic encoding: shortest lengths, keys of maps in the order of their bytes.
  public var encoded: [UInt8] {
    var bytes: [UInt8] = []
    append(to: &bytes)
    return bytes
  }

  private func append(to bytes: inout [UInt8]) {
    switch self {
    case .unsigned(let value): Self.append(0, value, to: &bytes)
    case .negative(let value): Self.append(1, value, to: &bytes)
    case .bytes(let content):
      Self.append(2, UInt64(content.count), to: &bytes)
      bytes += content
    case .text(let content):
      Self.append(3, UInt64(content.utf8.count), to: &bytes)
      bytes += content.utf8
    case .array(let items):
      Self.append(4, UInt64(items.count), to: &bytes)
      for item in items { item.append(to: &bytes) }
    case .map(let pairs):
      Self.append(5, UInt64(pairs.count), to: &bytes)
      let encoded = pairs.map { ($0.key.encoded, $0.value) }
      for (key, value) in encoded.sorted(by: { $0.0.lexicographicallyPrecedes($1.0) }) {
        bytes += key
        value.append(to: &bytes)
      }
    case .tagged(let tag, let item):
      Self.append(6, tag, to: &bytes)
      item.append(to: &bytes)
    case .bool(let value): bytes.append(value ? 0xF5 : 0xF4)
    case .null: bytes.append(0xF6)
    }
  }

  private static func append(_ major: UInt8, _ argument: UInt64, to bytes: inout [UInt8]) {
    let type = major << 5
    let width: Int
    switch argument {
    case 0..<24: return bytes.append(type | UInt8(argument))
    case 24...0xFF: (width, _) = (1, bytes.append(type | 24))
    case 0x100...0xFFFF: (width, _) = (2, bytes.append(type | 25))
    case 0x1_0000...0xFFFF_FFFF: (width, _) = (4, bytes.append(type | 26))
    default: (width, _) = (8, bytes.append(type | 27))
    }
    for byte in (0..<width).reversed() { bytes.append(UInt8(truncatingIfNeeded: argument >> UInt64(8 * byte))) }
  }
}
