/// Writes the canonical encoding: big-endian numbers, lengths before content, no padding.
struct WireWriter {
  private(set) var bytes: [UInt8] = []

  init() {}
  init(bytes: [UInt8]) { self.bytes = bytes }

  mutating func raw(_ content: [UInt8]) { bytes.append(contentsOf: content) }
  mutating func byte(_ value: UInt8) { bytes.append(value) }
  mutating func uint16(_ value: Int) { withUnsafeBytes(of: UInt16(value).bigEndian) { bytes.append(contentsOf: $0) } }
  mutating func uint32(_ value: Int) { withUnsafeBytes(of: UInt32(value).bigEndian) { bytes.append(contentsOf: $0) } }
  mutating func uint64(_ value: UInt64) { withUnsafeBytes(of: value.bigEndian) { bytes.append(contentsOf: $0) } }
  mutating func digest(_ value: Digest32) { value.withBytes { bytes.append(contentsOf: $0) } }

  /// Content behind a length of two bytes.
  mutating func short(_ content: [UInt8]) {
    uint16(content.count)
    raw(content)
  }

  /// Elements behind their count in four bytes.
  mutating func list<Element>(_ elements: [Element], _ write: (Element, inout WireWriter) -> Void) {
    uint32(elements.count)
    for element in elements { write(element, &self) }
  }
}
