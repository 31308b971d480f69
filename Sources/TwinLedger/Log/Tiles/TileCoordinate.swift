/// Which static file of a tiled log: a tile of hashes, or a bundle of entries.
///
/// Source: C2SP tlog-tiles, sections "Merkle Tree" and "Log entries".
public struct TileCoordinate: Sendable, Hashable {
  /// What the file holds.
  public enum Content: Sendable, Hashable {
    /// Hashes of subtrees of 256ᴸ leaves each; L is 0...63 (above 7 no tree of 2⁶⁴ leaves has any).
    case hashes(level: Int)
    /// The entries themselves.
    case entries
  }

  /// Hashes or entries in a full tile.
  public static let fullWidth = 256

  /// What the file holds.
  public var content: Content
  /// Position among the files of the same content.
  public var number: UInt64
  /// Hashes or entries in it, 1...256; below 256 the tile is partial.
  public var width: Int

  /// Creates a coordinate.
  public init(_ content: Content, number: UInt64, width: Int = fullWidth) {
    self.content = content
    self.number = number
    self.width = width
  }

  /// Whether it has all 256 hashes or entries.
  public var isFull: Bool { width == Self.fullWidth }

  /// One past the last leaf that a full tile at this place spans; saturates at the largest number.
  var endIndex: UInt64 {
    let level = if case .hashes(let level) = content { level } else { 0 }
    let bits = UInt64(8 * (level + 1))
    guard bits < 64, number < UInt64.max >> bits else { return .max }
    return (number + 1) << bits
  }
}

extension TileCoordinate {
  /// The path below the log's prefix, for example `tile/1/x001/x234/067.p/8`.
  public var path: String {
    let kind = if case .hashes(let level) = content { "\(level)" } else { "entries" }
    return "tile/\(kind)/\(Self.path(of: number))" + (isFull ? "" : ".p/\(width)")
  }

  private static func path(of number: UInt64) -> String {
    var groups: [String] = []
    var rest = number
    repeat {
      let digits = String(rest % 1000)
      groups.append((groups.isEmpty ? "" : "x") + String(repeating: "0", count: 3 - digits.count) + digits)
      rest /= 1000
    } while rest > 0
    return groups.reversed().joined(separator: "/")
  }

  /// Reads a path; `nil` unless it is exactly as `path` writes it.
  public init?(path: some StringProtocol) {
    var parts = path.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count >= 3, parts[0] == "tile" else { return nil }
    if parts[1] == "entries" {
      content = .entries
    } else {
      guard let level = Int(parts[1]), (0...63).contains(level) else { return nil }
      content = .hashes(level: level)
    }
    width = Self.fullWidth
    if parts[parts.count - 2].hasSuffix(".p") {
      guard let partial = Int(parts.removeLast()), (1..<Self.fullWidth).contains(partial) else { return nil }
      width = partial
      parts[parts.count - 1] = parts[parts.count - 1].dropLast(2)
    }
    number = 0
    for part in parts[2...] {
      guard let group = UInt64(part.drop { $0 == "x" }), group < 1000 else { return nil }
      let (shifted, overflows) = number.multipliedReportingOverflow(by: 1000)
      let (sum, alsoOverflows) = shifted.addingReportingOverflow(group)
      guard !overflows, !alsoOverflows else { return nil }
      number = sum
    }
    // Signs, missing zeros, missing or surplus "x" all show here.
    guard self.path == path else { return nil }
  }
}

extension TileCoordinate {
  /// The files of one content that a tree of `size` leaves needs: how many full ones, and the width of the partial one
  /// behind them (0 when there is none).
  public static func tiles(of content: Content, size: UInt64) -> (full: UInt64, partial: Int) {
    let level = if case .hashes(let level) = content { level } else { 0 }
    let count = 8 * level < 64 ? size >> UInt64(8 * level) : 0
    return (count >> 8, Int(count & 0xFF))
  }

  /// The file that holds position `index` among the hashes or entries of one content, as wide as a tree of `size`
  /// leaves has it; `nil` when that tree does not have it.
  static func holding(_ content: Content, index: UInt64, size: UInt64) -> TileCoordinate? {
    let (full, partial) = tiles(of: content, size: size)
    let number = index >> 8
    if number < full { return TileCoordinate(content, number: number) }
    guard number == full, index & 0xFF < UInt64(partial) else { return nil }
    return TileCoordinate(content, number: number, width: partial)
  }
}
