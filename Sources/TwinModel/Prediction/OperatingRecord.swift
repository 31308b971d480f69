/// Rows of normal operation from which physics is identified, in uninterrupted stretches.
public struct OperatingRecord: Sendable {
  /// Tag names in column order.
  public let tags: [String]
  /// Seconds from row to row; `nil` when unknown.
  public var period: Double?
  /// Uninterrupted runs of rows.
  public private(set) var stretches: [Stretch] = []

  /// Creates an empty record.
  public init(tags: [String], period: Double?) {
    self.tags = tags
    self.period = period
  }

  /// Adds a stretch; one with a value too few or too many is a mistake of the caller.
  public mutating func append(_ stretch: Stretch) {
    precondition(stretch.values.count == stretch.seconds.count * tags.count, "a row has one value per tag and a time")
    precondition(stretch.sequences.count == stretch.seconds.count, "a row has a position")
    stretches.append(stretch)
  }

  /// One uninterrupted run of rows.
  public struct Stretch: Sendable {
    /// The series it belongs to.
    public var series: String
    /// Shape `[row]`: position of each row within its series.
    public var sequences: [Int]
    /// Shape `[row, tag]`, in the tags' units; `NaN` where there is no value.
    public var values: [Double]
    /// Shape `[row]`: the plant's clock in seconds; `NaN` where unknown.
    public var seconds: [Double]

    /// Creates a stretch.
    public init(series: String, sequences: [Int], values: [Double], seconds: [Double]) {
      self.series = series
      self.sequences = sequences
      self.values = values
      self.seconds = seconds
    }

    /// Number of rows.
    public var count: Int { seconds.count }
  }

  /// Number of rows.
  var count: Int { stretches.reduce(0) { $0 + $1.count } }
}
