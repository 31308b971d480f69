/// Why a text is not a site file: every problem found, in line order.
public struct SiteError: Error, Equatable, CustomStringConvertible {
  /// The problems by line and column, never empty, at most `Site.maximumProblems`.
  public let problems: [Problem]
  /// How many further problems were found and left out.
  public let omitted: Int

  /// One line a problem, as compilers write them.
  public var description: String {
    var lines = problems.map(\.description)
    if omitted > 0 { lines.append("and \(omitted) more problems") }
    return lines.joined(separator: "\n")
  }

  /// One thing that is wrong at one place.
  public struct Problem: Sendable, Equatable, CustomStringConvertible {
    /// The file as the caller named it.
    public var file: String
    /// Line, from 1; 0 when the problem has no place (the file as a whole).
    public var line: Int
    /// Column in characters, from 1; 0 when the problem has no place.
    public var column: Int
    /// The way to the value, such as `tags[LIT101].range`; empty at the top.
    public var keyPath: String
    /// What is wrong and what was expected.
    public var message: String
    /// The known word that was probably meant.
    public var suggestion: String?

    /// `file:line:column: keyPath: message, did you mean "suggestion"?`
    public var description: String {
      var text = line > 0 ? "\(file):\(line):\(column): " : "\(file): "
      if !keyPath.isEmpty { text += "\(keyPath): " }
      text += message
      if let suggestion { text += "; did you mean \"\(suggestion)\"?" }
      return text
    }
  }
}
