import CZlib

/// Compresses bytes as one gzip member; the same bytes always give the same result (no time, no name inside).
///
/// Source: RFC 1952.
public final class GzipEncoder {
  private let stream: UnsafeMutablePointer<z_stream>
  private let output: UnsafeMutableBufferPointer<UInt8>

  /// Begins a member.
  ///
  /// - Parameter level: 1 fast … 9 small.
  public init(level: Int32 = 6) {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    output = .allocate(capacity: 1 << 16)
    let status = deflateInit2_(
      stream, level, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    precondition(status == Z_OK, "zlib cannot start: \(status)")
  }

  deinit {
    deflateEnd(stream)
    stream.deinitialize(count: 1)
    stream.deallocate()
    output.deallocate()
  }

  /// Compresses `bytes` (fewer than 4 GiB) and writes what is ready; with `isLast`, everything.
  public func compress(
    _ bytes: UnsafeBufferPointer<UInt8>, isLast: Bool, to file: inout AtomicFile
  ) throws(FileError) {
    stream.pointee.next_in = UnsafeMutablePointer(mutating: bytes.baseAddress)
    stream.pointee.avail_in = UInt32(bytes.count)
    repeat {
      stream.pointee.next_out = output.baseAddress
      stream.pointee.avail_out = UInt32(output.count)
      deflate(stream, isLast ? Z_FINISH : Z_NO_FLUSH)
      let ready = output.count - Int(stream.pointee.avail_out)
      try file.write(contentsOf: UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: output[..<ready])))
    } while stream.pointee.avail_out == 0
  }
}
