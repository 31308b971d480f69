public import TwinModel

/// Why a recording could not be read: which file, and what is the matter with it.
public struct RecordingError: Error, Equatable, Sendable {
  /// The file's path, or what the caller called the stream.
  public let file: String
  /// What is the matter.
  public let problem: Problem

  /// Creates an error about one file.
  public init(file: String, problem: Problem) {
    self.file = file
    self.problem = problem
  }

  /// What can be the matter with a recording. Lines and columns count from 1.
  public enum Problem: Error, Equatable, Sendable {
    /// The bytes do not arrive; `line` is the last line that was read whole.
    case unreadable(ByteSourceError, line: Int)
    /// The file is no text at all; `format` says what it looks like.
    case notText(format: String)
    /// There is not a single byte.
    case empty
    /// There is a header and nothing else.
    case noRows
    /// No column is left for tags.
    case noTags
    /// A column has no name.
    case unnamedColumn(column: Int)
    /// Two columns have the same name.
    case duplicateColumn(name: String, first: Int, second: Int)
    /// Two columns claim the same role.
    case duplicateRole(role: ColumnRole, first: String, second: String)
    /// The caller named a column that is not there.
    case missingColumn(role: ColumnRole, name: String)
    /// A name is not valid UTF-8.
    case notUTF8(line: Int, column: Int)
    /// Lines end with carriage returns only.
    case carriageReturnsOnly
    /// A row has another number of cells than the header.
    case raggedRow(line: Int, expected: Int, got: Int)
    /// Something follows the closing quote of a cell.
    case textAfterQuote(line: Int, column: Int)
    /// A quoted cell that starts in the row of `line` never ends.
    case unterminatedQuote(line: Int)
    /// A row is longer than `limit` bytes.
    case rowTooLong(line: Int, limit: Int)
    /// A tag's cell is neither a number nor a known word.
    case notANumber(RecordingCell)
    /// A tag's cell is infinite, or too large for a double.
    case notFinite(RecordingCell)
    /// A label is neither 0 nor 1.
    case notALabel(RecordingCell)
    /// A step is no whole number.
    case notAStep(RecordingCell)
    /// A time is neither ISO 8601 nor a number of seconds or milliseconds.
    case notATime(RecordingCell)
    /// A quality is neither a known word nor an OPC quality code.
    case notAQuality(RecordingCell)
    /// A row names no series.
    case unnamedSeries(line: Int)
    /// A series goes on after another one began.
    case seriesResumed(line: Int, series: String)
    /// There are more series than `limit`.
    case tooManySeries(line: Int, limit: Int)
    /// A step is the same as in the row before.
    case stepRepeated(line: Int, series: String, step: Int)
    /// A step is smaller than in the row before.
    case stepWentBack(line: Int, series: String, from: Int, to: Int)
    /// A time is earlier than in the row before.
    case timeWentBack(line: Int, series: String, from: SourceTime, to: SourceTime)
  }
}
