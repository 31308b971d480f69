/// Reads numbers and byte strings from bytes of which nothing is assumed.
struct ByteReader {
  private let bytes: ArraySlice<UInt8>
  private var position: Int

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    position = bytes.startIndex
  }

  var left: Int { bytes.endIndex - position }
  var isAtEnd: Bool { left == 0 }

  mutating func number<Number: FixedWidthInteger>(_: Number.Type) -> Number? {
    let size = Number.bitWidth / 8
    guard let raw = raw(size) else { return nil }
    return raw.reduce(0) { $0 << 8 | Number($1) }
  }

  mutating func raw(_ count: Int) -> ArraySlice<UInt8>? {
    guard count >= 0, count <= left else { return nil }
    defer { position += count }
    return bytes[position..<position + count]
  }

  /// Bytes behind their count in four bytes.
  mutating func string() -> [UInt8]? {
    guard let count = number(UInt32.self), let raw = raw(Int(count)) else { return nil }
    return Array(raw)
  }
}

extension [UInt8] {
  /// A number, most significant byte first.
  mutating func append(number: some FixedWidthInteger) {
    Swift.withUnsafeBytes(of: number.bigEndian) { append(contentsOf: $0) }
  }

  /// Bytes behind their count in four bytes.
  mutating func append(string: [UInt8]) {
    append(number: UInt32(string.count))
    append(contentsOf: string)
  }
}
