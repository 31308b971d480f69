/// Why a source has no more bytes although it should.
public enum ByteSourceError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The operating system refused to open the file; `code` is its `errno`.
  case cannotOpen(code: Int32)
  /// The operating system failed to read at byte `offset`; `code` is its `errno`.
  case cannotRead(offset: Int, code: Int32)
  /// The gzip stream ends at compressed byte `offset`, in the middle of a member.
  case truncatedGzip(offset: Int)
  /// The gzip stream is damaged at about compressed byte `offset`.
  case damagedGzip(offset: Int, reason: String)
  /// After the last gzip member, at compressed byte `offset`, bytes follow that are not gzip.
  case trailingBytes(offset: Int)

  /// One line that says what is wrong and where.
  public var description: String {
    switch self {
    case .cannotOpen(let code): "cannot be opened: \(systemMessage(code))"
    case .cannotRead(let offset, let code): "cannot be read at byte \(offset): \(systemMessage(code))"
    case .truncatedGzip(let offset): "the gzip file is cut off at byte \(offset)"
    case .damagedGzip(let offset, let reason): "the gzip file is damaged near byte \(offset) (\(reason))"
    case .trailingBytes(let offset): "the gzip file goes on at byte \(offset) with bytes that are not gzip"
    }
  }
}
