/// Why the bytes of a tile or a bundle are none.
public enum TileError: Error, Sendable, Equatable {
  /// A tile of hashes has another number of bytes.
  case byteCount(expected: Int, got: Int)
  /// A bundle holds fewer entries than it must.
  case width(expected: Int, got: Int)
  /// The bundle ends within the entry at this position of the bundle.
  case truncatedEntry(Int)
  /// The bundle goes on behind its last entry.
  case surplusBytes(Int)
}

extension TileError: CustomStringConvertible {
  /// One line for people.
  public var description: String {
    switch self {
    case .byteCount(let expected, let got): "has \(got) bytes and must have \(expected)"
    case .width(let expected, let got): "holds \(got) entries and must hold \(expected)"
    case .truncatedEntry(let position): "ends within entry \(position) of the bundle"
    case .surplusBytes(let count): "goes on for \(count) bytes behind its last entry"
    }
  }
}
