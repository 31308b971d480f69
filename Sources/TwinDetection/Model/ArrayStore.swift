/// Writes arrays one after the other and keeps the list of what was written.
struct ArrayWriter {
  private(set) var bytes: [UInt8] = []
  private(set) var list: [ModelHeader.StoredArray] = []

  mutating func append(_ name: String, _ values: [Float]) {
    list.append(.init(name: name, type: "f32", count: values.count))
    for value in values { append(value.bitPattern.littleEndian) }
  }

  mutating func append(_ name: String, _ values: [Double]) {
    list.append(.init(name: name, type: "f64", count: values.count))
    for value in values { append(value.bitPattern.littleEndian) }
  }

  private mutating func append(_ bits: some FixedWidthInteger) {
    withUnsafeBytes(of: bits) { bytes.append(contentsOf: $0) }
  }
}

/// Reads arrays back in the order in which they were written, and refuses anything else.
struct ArrayReader {
  private let bytes: ArraySlice<UInt8>
  private let list: [ModelHeader.StoredArray]
  private var position: Int
  private var next = 0

  init(_ bytes: ArraySlice<UInt8>, list: [ModelHeader.StoredArray]) {
    self.bytes = bytes
    self.list = list
    position = bytes.startIndex
  }

  /// The next array, which must have this name and length and hold finite numbers only, or `infinite` ones too.
  mutating func floats(_ name: String, count: Int, mayBeInfinite: Bool = false) throws(ModelError) -> [Float] {
    let slice = try take(name, type: "f32", count: count, size: 4)
    var result: [Float] = []
    result.reserveCapacity(count)
    for index in 0..<count {
      let value = Float(bitPattern: Self.bits(slice, at: index, of: UInt32.self))
      guard value.isFinite || (mayBeInfinite && !value.isNaN) else {
        throw .inconsistent("\(name) holds a number that is not finite")
      }
      result.append(value)
    }
    return result
  }

  /// Likewise in double precision.
  mutating func doubles(_ name: String, count: Int) throws(ModelError) -> [Double] {
    let slice = try take(name, type: "f64", count: count, size: 8)
    var result: [Double] = []
    result.reserveCapacity(count)
    for index in 0..<count {
      let value = Double(bitPattern: Self.bits(slice, at: index, of: UInt64.self))
      guard value.isFinite else { throw .inconsistent("\(name) holds a number that is not finite") }
      result.append(value)
    }
    return result
  }

  /// Checks that nothing is left.
  func finish() throws(ModelError) {
    guard next == list.count, position == bytes.endIndex else { throw .inconsistent("numbers are left over") }
  }

  private mutating func take(
    _ name: String, type: String, count: Int, size: Int
  ) throws(ModelError) -> ArraySlice<UInt8> {
    guard next < list.count, list[next] == .init(name: name, type: type, count: count) else {
      throw .inconsistent("expected \(name) with \(count) numbers")
    }
    guard bytes.endIndex - position >= count * size else { throw .inconsistent("\(name) is cut off") }
    defer {
      next += 1
      position += count * size
    }
    return bytes[position..<position + count * size]
  }

  private static func bits<Bits: FixedWidthInteger>(
    _ slice: ArraySlice<UInt8>, at index: Int, of type: Bits.Type
  ) -> Bits {
    var bits: Bits = 0
    let size = Bits.bitWidth / 8
    for byte in 0..<size { bits |= Bits(slice[slice.startIndex + index * size + byte]) << Bits(8 * byte) }
    return bits
  }
}
