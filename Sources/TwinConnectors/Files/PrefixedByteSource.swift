/// A source whose first bytes were looked at and put back.
struct PrefixedByteSource: ByteSource {
  private var prefix: ArraySlice<UInt8>
  private var rest: any ByteSource

  /// Takes up to `count` bytes off the front of `source` for `prefix`, and gives them out again when read.
  init(peeking count: Int, of source: any ByteSource) throws(ByteSourceError) {
    rest = source
    var seen: [UInt8] = []
    let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: count, alignment: 1)
    defer { piece.deallocate() }
    while seen.count < count {
      let room = UnsafeMutableRawBufferPointer(rebasing: piece[..<(count - seen.count)])
      let got = try rest.read(into: room)
      if got == 0 { break }
      seen += room[..<got]
    }
    prefix = seen[...]
  }

  /// The first bytes, not yet read.
  var peeked: [UInt8] { Array(prefix) }

  mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws(ByteSourceError) -> Int {
    guard !prefix.isEmpty else { return try rest.read(into: buffer) }
    let count = min(buffer.count, prefix.count)
    buffer.copyBytes(from: prefix.prefix(count))
    prefix = prefix.dropFirst(count)
    return count
  }
}
