public import TwinModel

/// What a reader has seen so far; after the last row, what the recording holds.
public struct RecordingSummary: Sendable, Equatable {
  /// One series and how many rows of it were read.
  public struct Series: Sendable, Equatable {
    /// Its name.
    public let name: String
    /// Its rows.
    public var rows: Int

    /// Creates the extent of a series.
    public init(name: String, rows: Int) {
      self.name = name
      self.rows = rows
    }
  }

  /// Tag names in column order.
  public let tags: [String]
  /// Rows of all series together.
  public var rows = 0
  /// In order of first row.
  public var series: [Series] = []
  /// Shape `[tag]`: rows in which the tag had no usable value; equal to `rows` for a column without any.
  public var missing: [Int]
  /// Rows inside an attack or fault; `nil` when neither labels nor events are recorded.
  public var labelledRows: Int?
  /// The first row's time.
  public var firstTime: SourceTime?
  /// The last row's time.
  public var lastTime: SourceTime?
  /// Median difference between the times of neighbouring rows of one series, in seconds, > 0; `nil` when the recording
  /// states no times, holds too few rows, or most rows share a time. Exact unless there are more than 16,384 distinct
  /// differences.
  public var rowPeriod: Double?
}
