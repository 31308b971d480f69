internal import TwinConnectors

/// A file that the user asked for: it appears whole or not at all, and is gzipped where its name ends in `.gz`.
struct OutputFile: ~Copyable {
  private var file: AtomicFile
  private let gzip: GzipEncoder?

  /// Finds out that a path cannot be written before the work is done.
  ///
  /// - Parameter isCompressible: whether a name in `.gz` asks for compression.
  init(path: String, isCompressible: Bool = false) throws(Failure) {
    do throws(FileError) {
      file = try AtomicFile(path: path)
    } catch {
      throw Failure(error)
    }
    gzip = isCompressible && path.hasSuffix(".gz") ? GzipEncoder() : nil
  }

  /// Adds bytes.
  mutating func write(_ bytes: [UInt8]) throws(Failure) {
    try put(bytes, isLast: false)
  }

  /// Puts the file in place.
  consuming func commit() throws(Failure) {
    if gzip != nil { try put([], isLast: true) }
    do throws(FileError) {
      try file.commit()
    } catch {
      throw Failure(error)
    }
  }

  private mutating func put(_ bytes: [UInt8], isLast: Bool) throws(Failure) {
    do throws(FileError) {
      guard let gzip else { return try file.write(contentsOf: bytes) }
      try bytes.withUnsafeBufferPointer { bytes throws(FileError) in
        try gzip.compress(bytes, isLast: isLast, to: &file)
      }
    } catch {
      throw Failure(error)
    }
  }
}
