/// Writes the canonical encoding: big-endian numbers, lengths before content, no padding.
package struct WireWriter {
  package private(set) var bytes: [UInt8] = []

  package init() {}
  package init(bytes: [UInt8]) { self.bytes = bytes }

  /// Hands the bytes over, without a copy, and begins anew.
  package mutating func finish() -> [UInt8] {
    defer { bytes = [] }
    return bytes
  }

  package mutating func raw(_ content: some Collection<UInt8>) { bytes.append(contentsOf: content) }
  package mutating func byte(_ value: UInt8) { bytes.append(value) }
  package mutating func uint16(_ value: Int) { number(UInt16(value)) }
  package mutating func uint32(_ value: Int) { number(UInt32(value)) }
  package mutating func uint64(_ value: UInt64) { number(value) }
  private mutating func number(_ value: some FixedWidthInteger) {
    withUnsafeBytes(of: value.bigEndian) { bytes.append(contentsOf: $0) }
  }

  package mutating func digest(_ value: Digest32) { value.withBytes { bytes.append(contentsOf: $0) } }

  /// Content behind a length of two bytes.
  package mutating func short(_ content: [UInt8]) {
    uint16(content.count)
    raw(content)
  }

  /// Content behind a length of four bytes.
  package mutating func long(_ content: [UInt8]) {
    uint32(content.count)
    raw(content)
  }

  /// Elements behind their count in four bytes.
  package mutating func list<Element>(_ elements: [Element], _ write: (Element, inout WireWriter) -> Void) {
    uint32(elements.count)
    for element in elements { write(element, &self) }
  }
}
