@testable import TwinConnectors

/// `bytes` as one gzip member.
func gzipped(_ bytes: some Collection<UInt8>) throws -> [UInt8] {
  let folder = try TemporaryFolder()
  var file = try AtomicFile(path: folder.file("member"))
  let encoder = GzipEncoder()
  try Array(bytes).withUnsafeBufferPointer { try encoder.compress($0, isLast: true, to: &file) }
  try file.commit()
  return folder.bytes("member") ?? []
}

/// The bytes behind a gzip source, read in small pieces.
func unzipped(_ bytes: [UInt8], inputPieces: Int = .max) throws(ByteSourceError) -> [UInt8] {
  let source = GzipByteSource(PiecewiseSource(bytes, largest: inputPieces))
  var result: [UInt8] = []
  let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: 97, alignment: 1)
  defer { piece.deallocate() }
  while true {
    let count = try source.read(into: piece)
    if count == 0 { return result }
    result += piece[..<count]
  }
}
