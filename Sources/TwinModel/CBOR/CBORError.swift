/// Why bytes are no CBOR that is read here, and at which byte.
public enum CBORError: Error, Sendable, Equatable {
  /// The bytes end within an item.
  case truncated(at: Int)
  /// Bytes follow the item.
  case trailingBytes(Int)
  /// A floating-point number, an indefinite length or another item that is not used here.
  case unsupported(at: Int)
  /// A length or number is written with more bytes than needed.
  case longerThanNeeded(at: Int)
  /// A map's keys are not in ascending order of their bytes, or one comes twice.
  case unsortedKey(at: Int)
  /// A map has a key twice.
  case duplicateKey(at: Int)
  /// A text is not UTF-8.
  case invalidText(at: Int)
  /// Items are nested too deeply.
  case tooDeep
}

extension CBORError: CustomStringConvertible {
  /// One line for people.
  public var description: String {
    switch self {
    case .truncated(let place): "the bytes end at \(place), within an item"
    case .trailingBytes(let count): "\(count) bytes follow the item"
    case .unsupported(let place): "an item at byte \(place) that is not used here"
    case .longerThanNeeded(let place): "a length at byte \(place) is longer than needed"
    case .unsortedKey(let place): "the key at byte \(place) is out of order"
    case .duplicateKey(let place): "a key comes twice in the map that ends at byte \(place)"
    case .invalidText(let place): "the text at byte \(place) is not UTF-8"
    case .tooDeep: "items are nested too deeply"
    }
  }
}
