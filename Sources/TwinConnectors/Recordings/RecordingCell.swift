/// A cell of a recording that could not be understood: where it stands and what it says.
public struct RecordingCell: Equatable, Sendable {
  /// Line of the file, from 1; a quoted cell with line breaks makes later lines' numbers grow accordingly.
  public let line: Int
  /// Column of the file, from 1.
  public let column: Int
  /// Name of the column.
  public let name: String
  /// What the cell says, shortened and with control characters made visible.
  public let text: String

  /// Creates a cell's description; `bytes` may be anything.
  init(line: Int, column: Int, name: String, bytes: UnsafeBufferPointer<UInt8>) {
    self.line = line
    self.column = column
    self.name = name
    text = Self.shortened(String(decoding: bytes.prefix(200), as: UTF8.self))
  }

  /// At most 40 characters of `text`, on one line.
  static func shortened(_ text: String) -> String {
    let visible = text.unicodeScalars.prefix(41).map { $0.value < 0x20 || $0.value == 0x7F ? "\u{FFFD}" : String($0) }
    return visible.count > 40 ? visible.prefix(40).joined() + "…" : visible.joined()
  }
}
