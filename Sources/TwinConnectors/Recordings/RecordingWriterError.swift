/// Why a recording could not be written; the file of that name, if there was one, is as before.
public enum RecordingWriterError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The operating system refused.
  case file(FileError)
  /// A reader would not take the column's name for a tag: it is empty, means something else, or occurs twice.
  case unusableTagName(String)
  /// A row does not have what the layout says: another number of values, or a missing time, label or event.
  case rowDoesNotFit(row: Int)
  /// A value is infinite; recordings hold finite values and `NaN`.
  case infiniteValue(row: Int, tag: String)
  /// A series' name is empty.
  case unnamedSeries(row: Int)
  /// An event's name would be read back as another one, such as `0` or `none`.
  case unusableEventName(row: Int, name: String)
  /// A series goes on after another one began, or its steps do not grow, or its times fall.
  case outOfOrder(row: Int, series: String)

  /// One line that says what is wrong, where, and what to do. Rows count from 1.
  public var description: String {
    switch self {
    case .file(let error): "\(error)"
    case .unusableTagName(let name):
      "'\(RecordingCell.shortened(name))' cannot name a tag's column: it is empty, reserved or used twice; rename the tag"
    case .rowDoesNotFit(let row): "row \(row) has other columns than the recording; start another recording for it"
    case .infiniteValue(let row, let tag):
      "row \(row), tag \(RecordingCell.shortened(tag)): the value is infinite; write NaN where there is no usable value"
    case .unnamedSeries(let row): "row \(row) names no series; give it a name"
    case .unusableEventName(let row, let name):
      "row \(row): '\(RecordingCell.shortened(name))' would not be read back as the name of an event; rename the event"
    case .outOfOrder(let row, let series):
      "row \(row) of series '\(RecordingCell.shortened(series))' is out of order; sort rows by series and step"
    }
  }
}
