import TwinConnectors
import TwinModel

/// Any bytes are messages or an error that names a line; how they are cut makes no difference.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzMessageLog(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  let whole = outcome(of: bytes, piece: 1 << 16)
  guard outcome(of: bytes, piece: 7) == whole else { fatalError("how the bytes are cut makes a difference") }
  return 0
}

struct Pieces: ByteSource {
  var bytes: ArraySlice<UInt8>
  var piece: Int

  mutating func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    let count = min(piece, buffer.count, bytes.count)
    buffer.copyBytes(from: bytes.prefix(count))
    bytes = bytes.dropFirst(count)
    return count
  }
}

func outcome(of bytes: [UInt8], piece: Int) -> String {
  var reader = MessageLogReader(Pieces(bytes: bytes[...], piece: piece), start: SourceTime(nanoseconds: 0))
  var text = ""
  do throws(MessageLogError) {
    while let message = try reader.next() { text += "\(message)\n" }
  } catch {
    text += error.description
  }
  return text
}
