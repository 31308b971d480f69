import TwinConnectors
import TwinModel

/// Reads hostile bytes as a recording, whole and in pieces; both must end alike. The first byte chooses the pieces.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzRecording(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  guard let start, count > 0 else { return 0 }
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  let whole = outcome(PieceSource(rest: bytes.dropFirst(), largest: .max))
  let pieces = outcome(PieceSource(rest: bytes.dropFirst(), largest: 1 + Int(bytes[0])))
  precondition(whole == pieces, "the outcome depends on how the bytes arrive:\n\(whole)\n\(pieces)")
  return 0
}

/// Bytes from memory in pieces of at most `largest`.
struct PieceSource: ByteSource {
  var rest: ArraySlice<UInt8>
  let largest: Int

  mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws(ByteSourceError) -> Int {
    let piece = rest.prefix(min(largest, buffer.count))
    buffer.copyBytes(from: piece)
    rest = rest.dropFirst(piece.count)
    return piece.count
  }
}

/// What reading gives: the rows' bits, or the error.
func outcome(_ source: any ByteSource) -> [String] {
  var options = RecordingOptions()
  options.maximumRowBytes = 1 << 16
  options.maximumSeries = 1000
  options.ignoredColumns = ["note"]
  var rows: [String] = []
  do throws(RecordingError) {
    var reader = try RecordingReader(source: source, named: "fuzz", options: options)
    var row = RecordingRow()
    while try reader.next(into: &row) {
      rows.append("\(row.frame.series) \(row.frame.sequence) \(row.frame.values.map(\.bitPattern)) \(row.event ?? "")")
    }
    rows.append("\(reader.summary)")
  } catch {
    // Where exactly zlib notices a damage depends on how much it was given at once.
    if case .unreadable(.damagedGzip, let line) = error.problem {
      rows.append("damaged after line \(line)")
    } else {
      rows.append(error.description)
    }
  }
  return rows
}
