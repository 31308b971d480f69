import CZlib

/// The decompressed bytes of a gzip source with one or several members.
///
/// A source that ends within a member, fails a check sum or goes on with something that is not gzip is an error; zero
/// bytes after the last member are padding and are ignored, as gzip itself does.
/// Source: RFC 1952, section 2.2 (a file is a series of members).
public final class GzipByteSource: ByteSource {
  private var source: any ByteSource
  private let stream: UnsafeMutablePointer<z_stream>
  private let input: UnsafeMutableRawBufferPointer
  /// Compressed bytes taken from the source so far.
  private var taken = 0
  private var state = State.betweenMembers(isFirst: true)
  /// What is wrong behind the bytes given out so far.
  private var failure: ByteSourceError?

  private enum State: Equatable {
    case betweenMembers(isFirst: Bool)
    case inMember
    case padding
    case finished
  }

  /// Decompresses `source`, in memory bounded by `inputCapacity` (bytes, > 0) and zlib's window of 32 KiB.
  public init(_ source: any ByteSource, inputCapacity: Int = 1 << 17) {
    self.source = source
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    input = .allocate(byteCount: inputCapacity, alignment: 16)
    let status = inflateInit2_(stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    precondition(status == Z_OK, "zlib cannot start: \(status)")
  }

  deinit {
    inflateEnd(stream)
    stream.deinitialize(count: 1)
    stream.deallocate()
    input.deallocate()
  }

  /// Compressed bytes used up so far.
  private var offset: Int { taken - Int(stream.pointee.avail_in) }

  /// Decompresses until `buffer` holds at least one byte or the source ends. What stands before a damage is given out
  /// before the damage is reported.
  public func read(into buffer: UnsafeMutableRawBufferPointer) throws(ByteSourceError) -> Int {
    let room = min(buffer.count, Int(UInt32.max))
    stream.pointee.next_out = buffer.baseAddress?.assumingMemoryBound(to: UInt8.self)
    stream.pointee.avail_out = UInt32(room)
    if failure == nil {
      do throws(ByteSourceError) { try advance(until: room) } catch { failure = error }
    }
    let count = room - Int(stream.pointee.avail_out)
    if count == 0, let failure { throw failure }
    return count
  }

  /// Goes on until less than `room` bytes of output are free.
  private func advance(until room: Int) throws(ByteSourceError) {
    while state != .finished && Int(stream.pointee.avail_out) == room {
      if stream.pointee.avail_in == 0 {
        if try !refill() { break }
      }
      switch state {
      case .betweenMembers(let isFirst): try beginMember(isFirst: isFirst)
      case .inMember: try inflateSome()
      case .padding: try skipPadding()
      case .finished: break
      }
    }
  }

  /// Fetches compressed bytes; false when the source has ended where it may.
  private func refill() throws(ByteSourceError) -> Bool {
    let count = try source.read(into: input)
    if count == 0 {
      if state == .inMember || state == .betweenMembers(isFirst: true) { throw .truncatedGzip(offset: taken) }
      state = .finished
      return false
    }
    taken += count
    stream.pointee.next_in = input.baseAddress?.assumingMemoryBound(to: UInt8.self)
    stream.pointee.avail_in = UInt32(count)
    return true
  }

  private func beginMember(isFirst: Bool) throws(ByteSourceError) {
    if !isFirst && stream.pointee.next_in.pointee == 0 {
      state = .padding
      return
    }
    if !isFirst && stream.pointee.next_in.pointee != 0x1F { throw .trailingBytes(offset: offset) }
    inflateReset(stream)
    state = .inMember
  }

  private func inflateSome() throws(ByteSourceError) {
    let status = inflate(stream, Z_NO_FLUSH)
    switch status {
    case Z_STREAM_END: state = .betweenMembers(isFirst: false)
    case Z_OK, Z_BUF_ERROR: break
    default:
      let reason = stream.pointee.msg.map { String(cString: $0) } ?? "zlib status \(status)"
      throw .damagedGzip(offset: offset, reason: reason)
    }
  }

  private func skipPadding() throws(ByteSourceError) {
    while stream.pointee.avail_in > 0 {
      if stream.pointee.next_in.pointee != 0 { throw .trailingBytes(offset: offset) }
      stream.pointee.next_in += 1
      stream.pointee.avail_in -= 1
    }
  }
}
