internal import Yams

/// The fields of one mapping of a site file, read by key, each with the type it should have.
///
/// A field that is absent or null is `nil` without complaint unless it is required; a field of the wrong type is
/// reported and `nil`.
struct SiteFields {
  let place: SitePlace
  let diagnostics: SiteDiagnostics
  private var nodes: [String: Node] = [:]

  /// Names and ids are at most this long, in UTF-8 bytes; descriptions sixteen times that.
  static let longestName = 256

  /// - Parameter keys: every key the mapping may have.
  init?(_ node: Node, at keyPath: String, keys: [String], _ diagnostics: SiteDiagnostics) {
    place = SitePlace(node.mark, keyPath)
    self.diagnostics = diagnostics
    guard case .mapping(let mapping) = node else {
      diagnostics.report("expected a mapping with the keys \(keys.joined(separator: ", "))", at: place)
      return nil
    }
    for (key, value) in mapping {
      guard case .scalar(let name) = key else {
        diagnostics.report("expected plain text as key", at: SitePlace(key.mark, keyPath))
        continue
      }
      if keys.contains(name.string) {
        nodes[name.string] = value
      } else {
        diagnostics.report(
          "unknown key \"\(name.string.shortened)\"; expected one of \(keys.joined(separator: ", "))",
          at: SitePlace(key.mark, keyPath), wrong: name.string, among: keys)
      }
    }
  }

  /// The key path of a field.
  func path(_ key: String) -> String { place.keyPath.isEmpty ? key : "\(place.keyPath).\(key)" }

  /// Where a field's value stands; the mapping itself when the field is absent.
  func place(_ key: String) -> SitePlace {
    nodes[key].map { SitePlace($0.mark, path(key)) }
      ?? SitePlace(line: place.line, column: place.column, keyPath: path(key))
  }

  /// The value of a field that is there and not null.
  func node(_ key: String) -> Node? {
    guard let node = nodes[key] else { return nil }
    if case .scalar(let scalar) = node, scalar.isNull { return nil }
    return node
  }

  /// Text of a field, at most `longest` bytes.
  func word(_ key: String, required: Bool = false, longest: Int = longestName) -> SiteWord? {
    guard let node = node(key) else {
      if required { diagnostics.report("missing; expected text", at: place(key)) }
      return nil
    }
    return word(node, path(key), longest: longest)
  }

  /// Text of a field without its place.
  func text(_ key: String, longest: Int = longestName) -> String? { word(key, longest: longest)?.text }

  /// One of the words of a vocabulary.
  func choice<Choice: RawRepresentable & CaseIterable>(_ key: String, of: Choice.Type) -> Choice?
  where Choice.RawValue == String {
    guard let word = word(key) else { return nil }
    if let choice = Choice(rawValue: word.text) { return choice }
    let words = Choice.allCases.map(\.rawValue)
    diagnostics.report(
      "expected one of \(words.joined(separator: ", ")), found \"\(word.text.shortened)\"", at: word.place,
      wrong: word.text,
      among: words)
    return nil
  }

  /// A whole number within bounds.
  func integer(_ key: String, in bounds: ClosedRange<Int>) -> Int? {
    guard let word = word(key) else { return nil }
    if let value = Int(word.text), bounds.contains(value) { return value }
    diagnostics.report(
      "expected a whole number \(bounds.lowerBound)…\(bounds.upperBound), found \"\(word.text.shortened)\"",
      at: word.place)
    return nil
  }

  /// `true` or `false`.
  func boolean(_ key: String) -> Bool? {
    guard let word = word(key) else { return nil }
    if word.text == "true" || word.text == "false" { return word.text == "true" }
    diagnostics.report("expected true or false, found \"\(word.text.shortened)\"", at: word.place)
    return nil
  }

  /// The items of a list; empty when the field is absent.
  func list(_ key: String, of things: String) -> [Node] {
    guard let node = node(key) else { return [] }
    if case .sequence(let items) = node { return Array(items) }
    diagnostics.report("expected a list of \(things)", at: place(key))
    return []
  }

  /// A list of texts.
  func words(_ key: String, of things: String) -> [SiteWord] {
    list(key, of: things).enumerated().compactMap { index, node in
      word(node, "\(path(key))[\(index)]", longest: Self.longestName)
    }
  }

  private func word(_ node: Node, _ path: String, longest: Int) -> SiteWord? {
    let place = SitePlace(node.mark, path)
    guard case .scalar(let scalar) = node else {
      diagnostics.report("expected text, found a list or a mapping", at: place)
      return nil
    }
    guard !scalar.string.isEmpty, scalar.string.utf8.count <= longest else {
      let found = scalar.string.isEmpty ? "nothing" : "\(scalar.string.utf8.count) bytes"
      diagnostics.report("expected text of 1…\(longest) bytes, found \(found)", at: place)
      return nil
    }
    return SiteWord(text: scalar.string, place: place)
  }
}

extension Node.Scalar {
  /// Whether an unquoted value says "nothing".
  fileprivate var isNull: Bool {
    style == .plain && (string.isEmpty || string == "~" || string == "null")
  }
}

extension String {
  /// The text as an error message may quote it: at most 40 characters, without line breaks.
  var shortened: String {
    let line = String(prefix(40).map { $0.isNewline ? " " : $0 })
    return count > 40 ? line + "…" : line
  }
}
