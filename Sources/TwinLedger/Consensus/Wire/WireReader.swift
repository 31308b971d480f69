/// Reads the canonical encoding from bytes of which nothing is assumed.
package struct WireReader {
  private let bytes: [UInt8]
  package private(set) var position: Int

  /// Reads `bytes` from a position on.
  package init(_ bytes: [UInt8], from position: Int = 0) { (self.bytes, self.position) = (bytes, position) }

  /// Bytes not read yet.
  package var left: Int { bytes.count - position }

  package mutating func raw(_ count: Int) throws(WireError) -> ArraySlice<UInt8> {
    guard count >= 0, count <= left else { throw .truncated(expected: count, got: left) }
    defer { position += count }
    return bytes[position..<position + count]
  }

  private mutating func number<Number: FixedWidthInteger>(_: Number.Type) throws(WireError) -> Number {
    let size = MemoryLayout<Number>.size
    guard left >= size else { throw .truncated(expected: size, got: left) }
    defer { position += size }
    return Number(bigEndian: bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: position, as: Number.self) })
  }

  package mutating func byte() throws(WireError) -> UInt8 { try number(UInt8.self) }
  package mutating func uint16() throws(WireError) -> Int { Int(try number(UInt16.self)) }
  package mutating func uint32() throws(WireError) -> Int { Int(try number(UInt32.self)) }
  package mutating func uint64() throws(WireError) -> UInt64 { try number(UInt64.self) }

  package mutating func digest() throws(WireError) -> Digest32 {
    guard let digest = Digest32(try raw(32)) else { throw .truncated(expected: 32, got: left) }
    return digest
  }

  /// Content behind a length of two bytes, at most `limit`.
  package mutating func short(_ what: String, limit: Int) throws(WireError) -> [UInt8] {
    let count = try uint16()
    guard count <= limit else { throw .tooLarge(what: what, value: UInt64(count), limit: UInt64(limit)) }
    return Array(try raw(count))
  }

  /// Content behind a length of four bytes, at most `limit`.
  package mutating func long(_ what: String, limit: Int) throws(WireError) -> [UInt8] {
    let count = try uint32()
    guard count <= limit else { throw .tooLarge(what: what, value: UInt64(count), limit: UInt64(limit)) }
    return Array(try raw(count))
  }

  /// Elements behind their count; a count that cannot fit what is left is refused before anything is reserved.
  package mutating func list<Element>(
    _ what: String, limit: Int, atLeast size: Int, _ read: (inout WireReader) throws(WireError) -> Element
  ) throws(WireError) -> [Element] {
    let count = try uint32()
    guard count <= limit else { throw .tooLarge(what: what, value: UInt64(count), limit: UInt64(limit)) }
    guard count * size <= left else { throw .truncated(expected: count * size, got: left) }
    var elements: [Element] = []
    elements.reserveCapacity(count)
    for _ in 0..<count { elements.append(try read(&self)) }
    return elements
  }

  /// That nothing follows.
  package func finish() throws(WireError) {
    guard left == 0 else { throw .trailing(left) }
  }
}
