/// A signature line of a note.
public struct NoteSignature: Sendable, Hashable {
  /// The name of the key that signed.
  public var name: String
  /// The first four bytes of the key's hash; with the name it says which key signed, and how.
  public var keyID: UInt32
  /// The signature itself, without the key ID.
  public var bytes: [UInt8]

  /// Creates a signature line.
  public init(name: String, keyID: UInt32, bytes: [UInt8]) {
    self.name = name
    self.keyID = keyID
    self.bytes = bytes
  }

  /// The line with its line feed.
  public var line: String { "\u{2014} \(name) \(Base64.encode(keyID.bigEndianBytes + bytes))\n" }

  /// Reads a line without its line feed; `nil` unless it is exactly as `line` writes it.
  init?(line: Substring.UTF8View) {
    guard line.starts(with: "\u{2014} ".utf8) else { return nil }
    let rest = line.dropFirst(4)
    guard let blank = rest.firstIndex(of: UInt8(ascii: " ")) else { return nil }
    guard let decoded = Base64.decode(rest[rest.index(after: blank)...]), decoded.count > 4 else { return nil }
    name = String(Substring(rest[..<blank]))
    guard Self.isValid(name: name) else { return nil }
    keyID = UInt32(bigEndianBytes: decoded[..<4])
    bytes = Array(decoded[4...])
  }

  /// Whether a key may be called so: not empty, without blanks, plus signs and control characters.
  static func isValid(name: String) -> Bool {
    !name.isEmpty
      && name.unicodeScalars.allSatisfy { $0 != "+" && !$0.properties.isWhitespace && $0.value >= 0x20 }
  }
}

extension UInt32 {
  /// Most significant byte first.
  var bigEndianBytes: [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: self >> UInt32(24 - 8 * $0)) } }

  /// Takes four bytes, most significant first.
  init(bigEndianBytes bytes: some Collection<UInt8>) { self = bytes.reduce(0) { $0 << 8 | UInt32($1) } }
}

extension UInt64 {
  /// Most significant byte first.
  var bigEndianBytes: [UInt8] { (0..<8).map { UInt8(truncatingIfNeeded: self >> UInt64(56 - 8 * $0)) } }

  /// Takes eight bytes, most significant first.
  init(bigEndianBytes bytes: some Collection<UInt8>) { self = bytes.reduce(0) { $0 << 8 | UInt64($1) } }

  /// Reads a decimal number without sign and leading zeros.
  init?(canonicalDecimal text: some StringProtocol) {
    guard let value = UInt64(text), String(value) == text else { return nil }
    self = value
  }
}
