public import TwinModel

/// Reads a log of messages, one JSON object a line, as ``MessageObservation``s: plain or gzipped, in bounded memory.
///
/// It takes what a passive sensor would have seen: messages that were delivered, and those that an overloaded receiver
/// threw away. What `truth` and `entry` say of attackers it does not read. Unknown keys are passed over.
///
/// Source: RFC 8259 (JSON); keys as written by `sat testbed run --messages`.
public struct MessageLogReader: ~Copyable {
  /// Most bytes of a line.
  public static let lineLimit = 1 << 20
  /// Lines read so far.
  public private(set) var lines = 0

  private let start: SourceTime
  private var source: any ByteSource
  private var buffer: [UInt8] = []
  private var position = 0
  private var hasEnded = false
  private var fields = MessageLogFields()

  private static let pieceBytes = 1 << 17

  /// Reads a log from a source of bytes.
  ///
  /// - Parameter start: the instant from which the log counts seconds.
  public init(_ source: any ByteSource, start: SourceTime) {
    self.source = source
    self.start = start
  }

  /// Opens a log; gzip is recognised by its first bytes.
  public init(path: String, start: SourceTime) throws(MessageLogError) {
    do throws(ByteSourceError) {
      let whole = try PrefixedByteSource(peeking: 2, of: try FileByteSource(path: path))
      self.init(whole.peeked == [0x1F, 0x8B] ? GzipByteSource(whole) : whole, start: start)
    } catch {
      throw .source(error)
    }
  }

  /// The next message that a sensor would have seen; `nil` behind the last.
  public mutating func next() throws(MessageLogError) -> MessageObservation? {
    while let line = try nextLine() {
      if line.isEmpty { continue }
      let parsed = buffer.withUnsafeBufferPointer { bytes in
        fields.parse(UnsafeBufferPointer(rebasing: bytes[line]))
      }
      if case .failed(let column, let expected) = parsed {
        throw .syntax(line: lines, column: column, expected: expected)
      }
      if let observation = try fields.observation(line: lines, start: start) { return observation }
    }
    return nil
  }

  /// The next line's place in the buffer, without its end; `nil` behind the last.
  private mutating func nextLine() throws(MessageLogError) -> Range<Int>? {
    var searched = position
    while true {
      if let end = lineFeed(from: searched) {
        lines += 1
        let line = position..<end
        position = end + 1
        return trimmed(line)
      }
      guard buffer.count - position <= Self.lineLimit else {
        throw .longLine(line: lines + 1, limit: Self.lineLimit)
      }
      if hasEnded {
        guard position < buffer.count else { return nil }
        lines += 1
        let line = position..<buffer.count
        position = buffer.count
        return trimmed(line)
      }
      searched = buffer.count - position
      buffer.removeSubrange(..<position)
      position = 0
      try fill()
    }
  }

  private func lineFeed(from start: Int) -> Int? {
    buffer.withUnsafeBufferPointer { bytes in
      var index = start
      while index < bytes.count {
        if bytes[index] == UInt8(ascii: "\n") { return index }
        index += 1
      }
      return nil
    }
  }

  private func trimmed(_ line: Range<Int>) -> Range<Int> {
    var end = line.upperBound
    while end > line.lowerBound, [UInt8(ascii: "\r"), UInt8(ascii: " ")].contains(buffer[end - 1]) { end -= 1 }
    return line.lowerBound..<end
  }

  private mutating func fill() throws(MessageLogError) {
    let count = buffer.count
    buffer.append(contentsOf: repeatElement(0, count: Self.pieceBytes))
    do throws(ByteSourceError) {
      let more = try Self.read(&source, into: &buffer, from: count)
      buffer.removeLast(Self.pieceBytes - more)
      hasEnded = more == 0
    } catch {
      throw .source(error)
    }
  }

  private static func read(
    _ source: inout any ByteSource, into bytes: inout [UInt8], from start: Int
  ) throws(ByteSourceError) -> Int {
    var result: Result<Int, ByteSourceError> = .success(0)
    bytes.withUnsafeMutableBytes { raw in
      do throws(ByteSourceError) {
        result = .success(try source.read(into: UnsafeMutableRawBufferPointer(rebasing: raw[start...])))
      } catch {
        result = .failure(error)
      }
    }
    return try result.get()
  }
}
