/// The texts of one language.
///
/// A text holds words and slots in braces, `{tag} reads {observed}`, and no digit: every number of an explanation comes
/// through a slot from the record. Another language is another table, in Swift or in a JSON file of the same keys.
public struct Language: Sendable {
  /// A part of a text.
  enum Piece: Sendable, Equatable {
    case words(String)
    case slot(String)
  }

  private let pieces: [TextKey: [Piece]]

  /// Reads a table from key to text.
  ///
  /// - Throws: what is missing, unknown or wrong in it; the first in the order of keys.
  public init(_ table: [String: String]) throws(LanguageError) {
    let known = Set(TextKey.allCases.map(\.rawValue))
    if let unknown = table.keys.sorted().first(where: { !known.contains($0) }) { throw .unknownKey(unknown) }
    var pieces: [TextKey: [Piece]] = [:]
    for key in TextKey.allCases {
      guard let text = table[key.rawValue] else { throw .missingKey(key.rawValue) }
      let parsed = try Self.parse(text, key: key.rawValue)
      let slots = parsed.compactMap { piece -> String? in
        if case .slot(let name) = piece { name } else { nil }
      }
      guard slots.sorted() == key.slots.sorted() else {
        throw .wrongSlots(key.rawValue, needs: key.slots, found: slots)
      }
      pieces[key] = parsed
    }
    self.pieces = pieces
  }

  /// The plain words of a text without slots.
  subscript(_ key: TextKey) -> String {
    (pieces[key] ?? []).map { piece in
      switch piece {
      case .words(let words): words
      case .slot(let name): "{\(name)}"
      }
    }.joined()
  }

  /// The parts of a text.
  func pieces(of key: TextKey) -> [Piece] { pieces[key] ?? [] }

  private static func parse(_ text: String, key: String) throws(LanguageError) -> [Piece] {
    guard text.utf8.count <= 400 else { throw .tooLong(key) }
    guard !text.contains(where: \.isNumber) else { throw .digit(key) }
    var pieces: [Piece] = []
    var words = ""
    var slot: String?
    for character in text {
      switch (character, slot) {
      case ("{", nil):
        if !words.isEmpty { pieces.append(.words(words)) }
        words = ""
        slot = ""
      case ("}", let name?):
        pieces.append(.slot(name))
        slot = nil
      case ("{", _), ("}", _): throw .unbalancedBraces(key)
      case (_, let name?): slot = name + String(character)
      case (_, nil): words.append(character)
      }
    }
    guard slot == nil else { throw .unbalancedBraces(key) }
    if !words.isEmpty { pieces.append(.words(words)) }
    return pieces
  }
}

/// What is wrong with a table of texts.
public enum LanguageError: Error, Equatable, CustomStringConvertible {
  case missingKey(String)
  case unknownKey(String)
  case wrongSlots(String, needs: [String], found: [String])
  case digit(String)
  case unbalancedBraces(String)
  case tooLong(String)

  /// One line: what is wrong, where, and what to do.
  public var description: String {
    switch self {
    case .missingKey(let key): "the text \"\(key)\" is missing; add it to the table"
    case .unknownKey(let key): "no text is called \"\(key)\"; remove it or correct its name"
    case .wrongSlots(let key, let needs, let found):
      "the text \"\(key)\" has the slots \(found.sorted()) and needs \(needs.sorted()), each once"
    case .digit(let key): "the text \"\(key)\" has a digit; numbers come through slots alone"
    case .unbalancedBraces(let key): "the text \"\(key)\" has unbalanced braces"
    case .tooLong(let key): "the text \"\(key)\" is longer than 400 bytes"
    }
  }
}
