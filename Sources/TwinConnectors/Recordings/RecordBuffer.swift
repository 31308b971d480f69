#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Cuts a byte source into records: lines, except that a quoted cell may hold line breaks.
///
/// Memory is bounded by the longest record. The byte behind a record is always readable and is never a digit, so that
/// a number can be read without asking for the end at every byte.
/// Source: RFC 4180, section 2; a lone line feed ends a record too.
struct RecordBuffer: ~Copyable {
  private var source: any ByteSource
  private var storage: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  /// First byte not yet given out.
  private var start = 0
  /// Behind the last byte read.
  private var filled = 0
  private var isAtEnd = false
  private let limit: Int
  private var nextLine = 1
  /// Line on which the record given out last begins, from 1.
  private(set) var line = 0
  /// The byte between cells; while it is not known, any that could be one.
  var delimiter: UInt8?

  init(source: any ByteSource, limit: Int, capacity: Int = 1 << 18) {
    self.source = source
    self.limit = max(limit, 64)
    self.capacity = min(capacity, self.limit + 1)
    storage = .allocate(capacity: self.capacity + 1)
  }

  deinit { storage.deallocate() }

  /// The next record without its line end, valid and changeable until the next call; `nil` behind the last.
  mutating func next() throws(RecordingError.Problem) -> UnsafeMutableBufferPointer<UInt8>? {
    var scan = Scan()
    while true {
      if let length = findEnd(&scan) { return take(length: length, lineEnd: 1, innerLines: scan.innerLines) }
      if isAtEnd {
        if start == filled { return nil }
        if scan.state == .quoted { throw .unterminatedQuote(line: nextLine) }
        storage[filled] = UInt8(ascii: "\n")
        return take(length: filled - start, lineEnd: 0, innerLines: scan.innerLines)
      }
      try fill()
    }
  }

  /// Drops a byte order mark, and says what the next bytes are, eight of them where there are as many; call before the
  /// first record.
  mutating func firstBytes() throws(RecordingError.Problem) -> [UInt8] {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    while filled < mark.count + 8 && !isAtEnd { try fill() }
    if UnsafeBufferPointer(start: storage, count: filled).starts(with: mark) { start = mark.count }
    return Array(UnsafeBufferPointer(start: storage + start, count: min(8, filled - start)))
  }

  /// How far the search for the end of a record got, relative to the record's start.
  private struct Scan {
    var offset = 0
    var hasQuotes = false
    var state = State.cellStart
    var innerLines = 0

    enum State { case cellStart, plain, quoted, quoteInQuoted }
  }

  /// Length of the record at `start`, without its line feed, if it ends within what is read.
  private func findEnd(_ scan: inout Scan) -> Int? {
    let record = storage + start
    let available = filled - start
    if !scan.hasQuotes {
      let found = memchr(record + scan.offset, 0x0A, available - scan.offset)
      let end = found.map { UnsafePointer($0.assumingMemoryBound(to: UInt8.self)) - UnsafePointer(record) }
      if memchr(record + scan.offset, 0x22, (end ?? available) - scan.offset) == nil {
        scan.offset = end ?? available
        return end
      }
      scan.hasQuotes = true
      scan.offset = 0
    }
    return findQuotedEnd(&scan)
  }

  private func findQuotedEnd(_ scan: inout Scan) -> Int? {
    let record = storage + start
    while scan.offset < filled - start {
      let byte = record[scan.offset]
      switch scan.state {
      case .quoted:
        if byte == UInt8(ascii: "\"") { scan.state = .quoteInQuoted }
        if byte == UInt8(ascii: "\n") { scan.innerLines += 1 }
      case .cellStart where byte == UInt8(ascii: "\""): scan.state = .quoted
      case .quoteInQuoted where byte == UInt8(ascii: "\""): scan.state = .quoted
      case .cellStart, .plain, .quoteInQuoted:
        if byte == UInt8(ascii: "\n") { return scan.offset }
        scan.state = isDelimiter(byte) ? .cellStart : .plain
      }
      scan.offset += 1
    }
    return nil
  }

  private func isDelimiter(_ byte: UInt8) -> Bool {
    if let delimiter { return byte == delimiter }
    return byte == UInt8(ascii: ",") || byte == UInt8(ascii: ";") || byte == UInt8(ascii: "\t")
  }

  private mutating func take(length: Int, lineEnd: Int, innerLines: Int) -> UnsafeMutableBufferPointer<UInt8> {
    line = nextLine
    nextLine += 1 + innerLines
    let record = storage + start
    start += length + lineEnd
    let hasReturn = length > 0 && record[length - 1] == UInt8(ascii: "\r")
    return UnsafeMutableBufferPointer(start: record, count: hasReturn ? length - 1 : length)
  }

  /// Reads more behind what is there, first making room.
  private mutating func fill() throws(RecordingError.Problem) {
    if filled == capacity { try makeRoom() }
    let room = UnsafeMutableRawBufferPointer(start: storage + filled, count: capacity - filled)
    do throws(ByteSourceError) {
      let count = try source.read(into: room)
      filled += count
      isAtEnd = count == 0
    } catch {
      throw .unreadable(error, line: nextLine - 1)
    }
  }

  private mutating func makeRoom() throws(RecordingError.Problem) {
    let held = filled - start
    if start > capacity / 2 || held <= capacity / 2 && start > 0 {
      memmove(storage, storage + start, held)
    } else {
      if held > limit { throw .rowTooLong(line: nextLine, limit: limit) }
      let larger = min(capacity * 2, limit + 1)
      let grown = UnsafeMutablePointer<UInt8>.allocate(capacity: larger + 1)
      memcpy(grown, storage + start, held)
      storage.deallocate()
      storage = grown
      capacity = larger
    }
    start = 0
    filled = held
  }
}
