extension CBORItem {
  /// Which encodings are read.
  public enum Rules: Sendable {
    /// Only the one deterministic encoding of an item.
    case deterministic
    /// Also longer lengths than needed and maps in any order, as other programs write them; no key twice, though.
    case wellFormed
  }

  /// Deepest nesting that is read.
  public static let depthLimit = 16

  /// Reads one item that fills all of `bytes`.
  public init(decoding bytes: [UInt8], rules: Rules = .deterministic) throws(CBORError) {
    var reader = CBORReader(bytes: bytes, rules: rules)
    self = try reader.item(depth: 0)
    guard reader.position == bytes.count else { throw .trailingBytes(bytes.count - reader.position) }
  }
}

/// Reads items from the front of bytes.
private struct CBORReader {
  let bytes: [UInt8]
  let rules: CBORItem.Rules
  var position = 0

  mutating func item(depth: Int) throws(CBORError) -> CBORItem {
    guard depth < CBORItem.depthLimit else { throw .tooDeep }
    let start = position
    let (major, minor) = try initial()
    if major == 7 {
      switch minor {
      case 20: return .bool(false)
      case 21: return .bool(true)
      case 22: return .null
      default: throw .unsupported(at: start)
      }
    }
    let argument = try argument(minor, at: start)
    switch major {
    case 0: return .unsigned(argument)
    case 1: return .negative(argument)
    case 2: return .bytes(Array(try take(argument)))
    case 3:
      guard let text = String(validating: try take(argument), as: UTF8.self) else { throw .invalidText(at: start) }
      return .text(text)
    case 4:
      var items: [CBORItem] = []
      for _ in 0..<(try count(argument, widthOfEach: 1)) { items.append(try item(depth: depth + 1)) }
      return .array(items)
    case 5: return .map(try pairs(count(argument, widthOfEach: 2), depth: depth))
    default: return .tagged(argument, try item(depth: depth + 1))
    }
  }

  private mutating func pairs(_ count: Int, depth: Int) throws(CBORError) -> [CBORPair] {
    var pairs: [CBORPair] = []
    var keys: [ArraySlice<UInt8>] = []
    for _ in 0..<count {
      let start = position
      let key = try item(depth: depth + 1)
      let spelling = bytes[start..<position]
      if let last = keys.last, rules == .deterministic, !last.lexicographicallyPrecedes(spelling) {
        throw .unsortedKey(at: start)
      }
      keys.append(spelling)
      pairs.append(CBORPair(key, try item(depth: depth + 1)))
    }
    if rules == .wellFormed { try refuseDuplicates(pairs) }
    return pairs
  }

  private func refuseDuplicates(_ pairs: [CBORPair]) throws(CBORError) {
    let keys = pairs.map(\.key.encoded).sorted { $0.lexicographicallyPrecedes($1) }
    for (key, next) in zip(keys, keys.dropFirst()) where key == next { throw .duplicateKey(at: position) }
  }

  private mutating func initial() throws(CBORError) -> (major: UInt8, minor: UInt8) {
    guard position < bytes.count else { throw .truncated(at: position) }
    defer { position += 1 }
    return (bytes[position] >> 5, bytes[position] & 31)
  }

  private mutating func argument(_ minor: UInt8, at start: Int) throws(CBORError) -> UInt64 {
    if minor < 24 { return UInt64(minor) }
    guard minor < 28 else { throw .unsupported(at: start) }
    let value = try take(1 << UInt64(minor - 24)).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    let least: UInt64 = minor == 24 ? 24 : 1 << (4 << UInt64(minor - 24))
    guard value >= least || rules == .wellFormed else { throw .longerThanNeeded(at: start) }
    return value
  }

  private mutating func take(_ count: UInt64) throws(CBORError) -> ArraySlice<UInt8> {
    guard count <= UInt64(bytes.count - position) else { throw .truncated(at: bytes.count) }
    defer { position += Int(count) }
    return bytes[position..<position + Int(count)]
  }

  /// A number of items that the bytes left can hold.
  private func count(_ argument: UInt64, widthOfEach width: Int) throws(CBORError) -> Int {
    guard argument <= UInt64((bytes.count - position) / width) else { throw .truncated(at: bytes.count) }
    return Int(argument)
  }
}
