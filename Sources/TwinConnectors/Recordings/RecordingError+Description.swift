internal import TwinModel

extension RecordingError: CustomStringConvertible {
  /// One line that says what is wrong, where, and what to do.
  public var description: String { "\(file)\(problem.place): \(problem.explanation)" }
}

extension RecordingError.Problem {
  /// Where in the file, to be put behind its name.
  fileprivate var place: String {
    switch self {
    case .raggedRow(let line, _, _), .unterminatedQuote(let line), .rowTooLong(let line, _),
      .unnamedSeries(let line), .seriesResumed(let line, _), .tooManySeries(let line, _),
      .stepRepeated(let line, _, _), .stepWentBack(let line, _, _, _), .timeWentBack(let line, _, _, _):
      ", line \(line)"
    case .notUTF8(let line, let column), .textAfterQuote(let line, let column):
      ", line \(line), column \(column)"
    case .notANumber(let cell), .notFinite(let cell), .notALabel(let cell), .notAStep(let cell),
      .notATime(let cell), .notAQuality(let cell):
      ", line \(cell.line), column \(cell.column) (\(RecordingCell.shortened(cell.name)))"
    case .unnamedColumn(let column): ", line 1, column \(column)"
    case .unreadable, .notText, .empty, .noRows, .noTags, .duplicateColumn, .duplicateRole, .missingColumn,
      .carriageReturnsOnly:
      ""
    }
  }

  /// What is wrong and what to do.
  fileprivate var explanation: String {
    switch self {
    case .unreadable, .notText, .empty, .noRows, .carriageReturnsOnly, .rowTooLong: fileExplanation
    case .noTags, .unnamedColumn, .duplicateColumn, .duplicateRole, .missingColumn, .notUTF8: headerExplanation
    case .raggedRow, .textAfterQuote, .unterminatedQuote, .notANumber, .notFinite, .notALabel, .notAStep, .notATime,
      .notAQuality:
      cellExplanation
    case .unnamedSeries, .seriesResumed, .tooManySeries, .stepRepeated, .stepWentBack, .timeWentBack:
      orderExplanation
    }
  }

  private var fileExplanation: String {
    switch self {
    case .unreadable(let error, let line) where line > 0:
      "\(error), after line \(line); copy or export the file again"
    case .unreadable(let error, _): "\(error); check the path or copy the file again"
    case .notText(let format): "this is \(format), not CSV or gzipped CSV; export it as CSV in UTF-8"
    case .empty: "the file is empty; a recording has a header line and at least one row"
    case .noRows: "there is a header but not a single row; record again"
    case .carriageReturnsOnly: "lines end with a lone carriage return; save the file with line feeds"
    case .rowTooLong(_, let limit): "the row is longer than \(limit) bytes; check for a quote that is never closed"
    default: ""
    }
  }

  private var headerExplanation: String {
    switch self {
    case .noTags: "no column is left for tags; check the header and the ignored columns"
    case .unnamedColumn: "the column has no name; name it in the header or remove it"
    case .duplicateColumn(let name, let first, let second):
      "columns \(first) and \(second) are both called '\(RecordingCell.shortened(name))'; rename or remove one"
    case .duplicateRole(let role, let first, let second):
      "'\(RecordingCell.shortened(first))' and '\(RecordingCell.shortened(second))' both look like the \(role.rawValue) column; "
        + "say which it is and ignore the other"
    case .missingColumn(let role, let name):
      "there is no column '\(RecordingCell.shortened(name))' to be the \(role.rawValue) column; check the header"
    case .notUTF8: "the text is not UTF-8; save the file as UTF-8"
    default: ""
    }
  }

  private var cellExplanation: String {
    switch self {
    case .raggedRow(_, let expected, let got):
      "the row has \(got) cells where the header has \(expected); correct or remove the row"
    case .textAfterQuote: "something follows a closing quote; double the quotes inside a quoted cell"
    case .unterminatedQuote: "a quote opens here and is never closed; close it or double it"
    case .notANumber(let cell): "'\(cell.text)' is not a number; correct it, leave it empty, or ignore the column"
    case .notFinite(let cell): "'\(cell.text)' is not a finite number; correct it or leave the cell empty"
    case .notALabel(let cell): "'\(cell.text)' is not a label; write 0 (normal) or 1 (attack or fault)"
    case .notAStep(let cell): "'\(cell.text)' is not a step; write a whole number"
    case .notATime(let cell):
      "'\(cell.text)' is not a time; write ISO 8601 (2026-01-31T23:59:59Z) or seconds since 1970"
    case .notAQuality(let cell):
      "'\(cell.text)' is not a quality; write good, uncertain, bad, missing or an OPC code 0...255"
    default: ""
    }
  }

  private var orderExplanation: String {
    switch self {
    case .unnamedSeries: "the row names no series; fill the cell"
    case .seriesResumed(_, let series):
      "series '\(RecordingCell.shortened(series))' goes on after another began; sort the rows by series and step"
    case .tooManySeries(_, let limit): "there are more than \(limit) series; check which column names the series"
    case .stepRepeated(_, let series, let step):
      "step \(step) of series '\(RecordingCell.shortened(series))' occurs twice; remove one of the rows"
    case .stepWentBack(_, let series, let from, let to):
      "the step goes back from \(from) to \(to) in series '\(RecordingCell.shortened(series))'; sort the rows by step"
    case .timeWentBack(_, let series, let from, let to):
      "the time goes back from \(from.iso8601) to \(to.iso8601) in series '\(RecordingCell.shortened(series))'; "
        + "sort the rows by time"
    default: ""
    }
  }
}
