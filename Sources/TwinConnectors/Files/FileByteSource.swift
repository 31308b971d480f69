#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The bytes of a file, a pipe or a device, in order; closed when the last reference goes.
public final class FileByteSource: ByteSource {
  private let descriptor: Int32
  private var offset = 0

  /// Opens `path` for reading.
  public init(path: String) throws(ByteSourceError) {
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    if descriptor < 0 { throw .cannotOpen(code: errno) }
    #if os(Linux)
      posix_fadvise(descriptor, 0, 0, POSIX_FADV_SEQUENTIAL)
    #endif
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Reads at most `buffer.count` bytes; an interrupted call is made again.
  public func read(into buffer: UnsafeMutableRawBufferPointer) throws(ByteSourceError) -> Int {
    while true {
      #if canImport(Glibc)
        let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      #elseif canImport(Musl)
        let count = Musl.read(descriptor, buffer.baseAddress, buffer.count)
      #else
        let count = Darwin.read(descriptor, buffer.baseAddress, buffer.count)
      #endif
      if count >= 0 {
        offset += count
        return count
      }
      if errno != EINTR { throw .cannotRead(offset: offset, code: errno) }
    }
  }
}
