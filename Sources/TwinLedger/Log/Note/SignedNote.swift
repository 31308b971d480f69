/// A text with the signatures of one or more keys.
///
/// The text is worth nothing until a known key's signature has been verified. Source: C2SP signed-note.
public struct SignedNote: Sendable, Hashable {
  /// Most bytes of a note: a hundred signers with a post-quantum signature each.
  public static let byteLimit = 1 << 20
  /// Most signature lines.
  public static let signatureLimit = 256

  /// The text, which ends in a line feed.
  public let text: String
  /// The signature lines, at least one.
  public private(set) var signatures: [NoteSignature]

  /// Puts a text that ends in a line feed together with its first signature.
  ///
  /// - Parameter text: valid text; nothing is checked, as only parsing meets foreign bytes.
  public init(text: String, signature: NoteSignature) {
    self.text = text
    signatures = [signature]
  }

  /// Reads a note.
  public init(_ bytes: some Collection<UInt8>) throws(NoteError) {
    guard bytes.count <= Self.byteLimit else { throw .tooLarge(bytes: bytes.count, limit: Self.byteLimit) }
    let newline = UInt8(ascii: "\n")
    guard bytes.allSatisfy({ $0 >= 0x20 || $0 == newline }), let note = String(validating: bytes, as: UTF8.self)
    else { throw .invalidText }
    let end = try Self.endOfText(in: note.utf8)
    text = String(Substring(note.utf8[..<end]))
    signatures = []
    var lines = note.utf8[note.utf8.index(after: end)...].split(separator: newline, omittingEmptySubsequences: false)
    guard lines.popLast()?.isEmpty == true else { throw .noSignatures }
    guard lines.count <= Self.signatureLimit else { throw .tooManySignatures(limit: Self.signatureLimit) }
    for (number, line) in lines.enumerated() {
      guard let signature = NoteSignature(line: line) else { throw .malformedSignature(line: number + 1) }
      signatures.append(signature)
    }
    if signatures.isEmpty { throw .noSignatures }
  }

  /// The second line feed of the last blank line: text before it, signatures behind it.
  private static func endOfText(in note: String.UTF8View) throws(NoteError) -> String.UTF8View.Index {
    let newline = UInt8(ascii: "\n")
    var position = note.endIndex
    var previous: UInt8 = 0
    while position > note.startIndex {
      let next = note.index(before: position)
      if note[next] == newline, previous == newline { return position }
      previous = note[next]
      position = next
    }
    throw .noSignatures
  }

  /// The note as bytes.
  public var bytes: [UInt8] { Array((text + "\n" + signatures.map(\.line).joined()).utf8) }

  /// Adds a signature line; one that is there already stays alone.
  public mutating func add(_ signature: NoteSignature) {
    if !signatures.contains(signature) { signatures.append(signature) }
  }
}
