/// An explanation in words, for one reader: sentences in the fixed order of eleven parts, and tables.
public struct Explanation: Sendable, Equatable, Codable {
  /// For whom it is written.
  public var reader: Reader
  /// Parts in order.
  public var sentences: [Sentence]
  /// Tables below.
  public var tables: [Table]

  /// For whom an explanation is written.
  public enum Reader: String, Sendable, Codable, CaseIterable {
    /// Who must act: at most ninety words and a table.
    case `operator`
    /// Who must find out: all tags, methods and steps.
    case engineer
    /// Who must be able to check: every number with its source and in full.
    case auditor
  }

  /// The eleven parts, in their order.
  public enum Part: Int, Sendable, Codable, CaseIterable {
    case what = 1, since, evidence, counterfactual, physics, consequence, action, respond, against, confidence, ids
  }

  /// What is said of one part.
  public struct Sentence: Sendable, Equatable, Codable {
    /// The part.
    public var part: Part
    /// The words.
    public var spans: [Span]
  }

  /// Rows of cells; the first row is the heading.
  public struct Table: Sendable, Equatable, Codable {
    /// Shape `[row][column]`.
    public var rows: [[[Span]]]
  }

  /// Most words of an operator's version, tables not counted.
  public static let operatorLimit = 90

  /// The sentences as running text.
  public var prose: String { sentences.map(\.spans.text).joined(separator: " ") }

  /// Words of the running text: pieces between blanks that hold a letter or a digit.
  public var wordCount: Int {
    prose.split(whereSeparator: \.isWhitespace).count { $0.contains { $0.isLetter || $0.isNumber } }
  }

  /// Every span, in the order in which `text` shows it.
  public var spans: [Span] { sentences.flatMap(\.spans) + tables.flatMap { $0.rows.flatMap { $0.flatMap { $0 } } } }

  /// The finished text: running text in the operator's version, one line a sentence in the others, and tables.
  public var text: String {
    let lines = reader == .operator ? [prose] : sentences.map(\.spans.text)
    let tables = tables.map { Self.aligned($0.rows.map { $0.map(\.text) }).joined(separator: "\n") }
    return ([lines.joined(separator: "\n")] + tables).joined(separator: "\n\n") + "\n"
  }

  private static func aligned(_ rows: [[String]]) -> [String] {
    let columns = rows.map(\.count).max() ?? 0
    let widths = (0..<columns).map { column in rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0 }
    return rows.map { row in
      var line = ""
      for (column, cell) in row.enumerated() {
        line += cell
        if column + 1 < row.count { line += String(repeating: " ", count: widths[column] - cell.count + 2) }
      }
      return line
    }
  }
}
