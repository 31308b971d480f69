/// One item of CBOR, without floating-point numbers and indefinite lengths.
///
/// `encoded` writes the deterministic form, of which every item has exactly one. Source: RFC 8949, sections 3 and 4.2.1.
public indirect enum CBORItem: Sendable, Hashable {
  /// A number from 0 on.
  case unsigned(UInt64)
  /// −1 − n for the n given.
  case negative(UInt64)
  /// Bytes.
  case bytes([UInt8])
  /// Text.
  case text(String)
  /// Items in order.
  case array([CBORItem])
  /// Keys with values; the order given does not matter to `encoded`.
  case map([CBORPair])
  /// An item with a tag.
  case tagged(UInt64, CBORItem)
  /// False or true.
  case bool(Bool)
  /// Null.
  case null

  /// A signed number.
  public static func integer(_ value: Int64) -> CBORItem {
    value >= 0 ? .unsigned(UInt64(value)) : .negative(UInt64(-1 - value))
  }
}

/// A key of a map with its value.
public struct CBORPair: Sendable, Hashable {
  /// The key.
  public var key: CBORItem
  /// The value.
  public var value: CBORItem

  /// Pairs a key with a value.
  public init(_ key: CBORItem, _ value: CBORItem) {
    self.key = key
    self.value = value
  }
}
