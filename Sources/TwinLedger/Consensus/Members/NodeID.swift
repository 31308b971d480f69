/// A node's name in member files and between replicas: 1 ... 32 characters of a-z, 0-9, ".", "-", "_".
public struct NodeID: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// The name.
  public let description: String

  /// What a name looks like, in words.
  public static let form = "1 to 32 characters of a-z, 0-9, dot, hyphen and underscore"

  /// Checks a name; nil where it is not one.
  public init?(_ name: String) {
    let letters = name.utf8
    guard (1...32).contains(letters.count), letters.allSatisfy(Self.isAllowed) else { return nil }
    description = name
  }

  private static func isAllowed(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
    case UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"): true
    default: false
    }
  }

  /// The order of the bytes.
  public static func < (left: Self, right: Self) -> Bool { left.description < right.description }
}
