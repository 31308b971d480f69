/// Why a plant's book cannot be read.
public enum PlantBookError: Error, Equatable, CustomStringConvertible {
  /// More bytes than a book has.
  case tooLong(limit: Int)
  /// More entries than a book has.
  case tooMany(limit: Int)
  /// A line that is no JSON object with texts.
  case noEntry(line: Int)
  /// A time that is none.
  case noTime(String, line: Int)
  /// A kind that is none.
  case noKind(String, line: Int)

  /// What is wrong, where, and what to do, in one line.
  public var description: String {
    switch self {
    case .tooLong(let limit): "more than \(limit >> 20) MiB; give the entries of the recording's time only"
    case .tooMany(let limit): "more than \(limit) entries; give those of the recording's time only"
    case .noEntry(let line):
      "line \(line): not a JSON object of texts; write {\"time\": …, \"kind\": …, \"asset\": …}"
    case .noTime(let text, let line):
      "line \(line): time \(Self.shown(text)) is none; write it as 2026-03-01T06:10:00Z"
    case .noKind(let text, let line):
      "line \(line): kind \(Self.shown(text)) does not exist; choose update, permit or session"
    }
  }

  /// A foreign text, short and without control characters.
  private static func shown(_ text: String) -> String {
    "'" + String(String.UnicodeScalarView(text.unicodeScalars.filter { $0.value >= 32 && $0.value != 127 }.prefix(40)))
      + "'"
  }
}
