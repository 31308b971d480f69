extension [UInt8] {
  /// Appends a number, highest byte first, as networks have it.
  mutating func appendBigEndian<T: FixedWidthInteger>(_ number: T) {
    Swift.withUnsafeBytes(of: number.bigEndian) { append(contentsOf: $0) }
  }

  /// Appends a number, lowest byte first.
  mutating func appendLittleEndian<T: FixedWidthInteger>(_ number: T) {
    Swift.withUnsafeBytes(of: number.littleEndian) { append(contentsOf: $0) }
  }
}
