/// The Castagnoli checksum that guards records on the disk.
///
/// Source: RFC 3720, appendix B.4: reflected polynomial 0x82F63B78, start and end inverted.
enum CRC32C {
  private static let tables: [UInt32] = {
    var tables = [UInt32](repeating: 0, count: 8 * 256)
    for byte in 0..<256 {
      var value = UInt32(byte)
      for _ in 0..<8 { value = value & 1 == 1 ? value >> 1 ^ 0x82F6_3B78 : value >> 1 }
      tables[byte] = value
    }
    for byte in 0..<256 {
      for table in 1..<8 {
        let previous = tables[(table - 1) * 256 + byte]
        tables[table * 256 + byte] = previous >> 8 ^ tables[Int(previous & 255)]
      }
    }
    return tables
  }()

  /// The checksum of `bytes`. Cost: eight table look-ups for eight bytes.
  static func checksum(_ bytes: some Collection<UInt8>) -> UInt32 {
    bytes.withContiguousStorageIfAvailable(of) ?? Array(bytes).withUnsafeBufferPointer(of)
  }

  private static func of(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt32 {
    tables.withUnsafeBufferPointer { tables in
      var value: UInt32 = ~0
      var place = 0
      while place + 8 <= bytes.count {
        var next: UInt32 = 0
        for k in 0..<4 {
          next ^= tables[(7 - k) * 256 + Int(UInt8(truncatingIfNeeded: value >> UInt32(8 * k)) ^ bytes[place + k])]
          next ^= tables[(3 - k) * 256 + Int(bytes[place + 4 + k])]
        }
        value = next
        place += 8
      }
      while place < bytes.count {
        value = value >> 8 ^ tables[Int(UInt8(truncatingIfNeeded: value) ^ bytes[place])]
        place += 1
      }
      return ~value
    }
  }
}
