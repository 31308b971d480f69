/// How to read a recording where its header does not say it all.
///
/// A role that is `nil` falls to the column with the usual name: `series`, `step`, `ts` or `timestamp` or `datetime`,
/// `label`, `event`, in any case. A column `X.quality` beside a column `X` is the quality of `X`. Everything else is a
/// tag.
public struct RecordingOptions: Sendable, Equatable {
  /// The column that names the series; without one the whole file is one series.
  public var seriesColumn: String?
  /// The column that counts rows; without one the rows of each series are counted from 0.
  public var stepColumn: String?
  /// The column of source times.
  public var timeColumn: String?
  /// The column of labels.
  public var labelColumn: String?
  /// The column of events.
  public var eventColumn: String?
  /// Columns not to be read; names that do not occur are no error.
  public var ignoredColumns: [String] = []
  /// Name of the only series of a file without a series column; `nil` is the file's base name.
  public var seriesName: String?
  /// The byte between cells; `nil` infers comma, semicolon or tab from the header.
  public var delimiter: UInt8?
  /// Values of words in tags' cells, in lower case, beside the usual ones (`on`, `off`, `open`, `closed`, `true`, …).
  public var stateWords: [String: Double] = [:]
  /// Longest row, in bytes, at least 64; memory is bounded by it.
  public var maximumRowBytes = 1 << 24
  /// Most series in one recording; memory is bounded by it.
  public var maximumSeries = 1 << 20

  /// Creates options that infer everything.
  public init() {}
}
