/// Why a scored recording cannot be judged.
public enum EvaluationError: Error, Sendable, Equatable, CustomStringConvertible {
  /// There is no row at all.
  case noRows
  /// There is no label column: nothing says which rows are anomalous.
  case noLabels
  /// There is no detector's output to judge.
  case noDetectors
  /// A column has another number of rows than the recording.
  case lengthMismatch(column: String, expected: Int, got: Int)
  /// A row names a series that is not in the list of series names.
  case unknownSeries(row: Int, index: Int, known: Int)
  /// The row period must be a positive finite number of seconds.
  case invalidPeriod(Double)
  /// The sliding window must lie in the allowed range, in rows.
  case invalidWindow(Int, allowed: ClosedRange<Int>)

  /// One line that says what is wrong and what to do.
  public var description: String {
    switch self {
    case .noRows: "the recording has no row; give one with at least one row"
    case .noLabels: "the recording has no label column; judging needs one, scoring does not"
    case .noDetectors: "no detector's scores were given; score the recording first"
    case .lengthMismatch(let column, let expected, let got):
      "column \(column) has \(got) rows, the recording has \(expected)"
    case .unknownSeries(let row, let index, let known):
      "row \(row) belongs to series \(index), but only \(known) series are named"
    case .invalidPeriod(let seconds): "a row period of \(seconds) s is impossible; give a positive number of seconds"
    case .invalidWindow(let rows, let allowed):
      "a sliding window of \(rows) rows is outside \(allowed.lowerBound)...\(allowed.upperBound)"
    }
  }
}
