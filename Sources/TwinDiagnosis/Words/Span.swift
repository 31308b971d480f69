/// A piece of a finished text, with where it comes from.
public enum Span: Sendable, Equatable, Codable {
  /// Words of the language; without digits.
  case words(String)
  /// A number of the record.
  case figure(String, Figure)
  /// A name of the record, in full.
  case name(String, source: String)
  /// The beginning of a name of the record, such as of a digest.
  case prefix(String, source: String)
  /// The path of a fact within the record.
  case path(String)

  /// What is read.
  public var text: String {
    switch self {
    case .words(let text), .figure(let text, _), .name(let text, _), .prefix(let text, _), .path(let text): text
    }
  }
}

extension [Span] {
  /// What is read.
  public var text: String { map(\.text).joined() }
}
