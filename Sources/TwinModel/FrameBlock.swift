/// A run of consecutive frames stored side by side, so that reading and scoring touch memory in order.
///
/// `values` is row-major with shape `[row, tag]`. A block may hold rows of several series; a series' rows are
/// contiguous within a recording. The optional truth columns exist only in labelled recordings and never reach a
/// detector.
public struct FrameBlock: Sendable, Equatable {
  /// Tag names in column order; every block of one stream has the same.
  public let tags: [String]
  /// Names of the series that occur in this block, in order of first row.
  public private(set) var seriesNames: [String] = []
  /// Shape `[row]`, indices into `seriesNames`.
  public private(set) var seriesIndices: [Int32] = []
  /// Shape `[row]`.
  public private(set) var sequences: [Int] = []
  /// Shape `[row]`; empty when the stream states no time.
  public private(set) var sourceTimes: [SourceTime] = []
  /// Shape `[row, tag]`, row-major; `NaN` where there is no usable value.
  public private(set) var values: [Double] = []
  /// Shape `[row, tag]`, row-major; empty when no value of the block has a stated quality.
  public private(set) var qualities: [Quality] = []
  /// Shape `[row]`: true inside an attack or fault; empty when the recording has no label column.
  public private(set) var labels: [Bool] = []
  /// Shape `[row]`: the event a row belongs to, empty text outside events; empty when there is no event column.
  public private(set) var events: [String] = []

  /// Number of rows.
  public var count: Int { sequences.count }

  /// Creates an empty block for the given columns.
  public init(tags: [String]) { self.tags = tags }

  /// Appends one row. Optional columns must be given for every row of a block or for none.
  ///
  /// - Parameter values: shape `[tag]`.
  /// - Parameter quality: shape `[tag]`, or empty for "not stated".
  public mutating func append(
    series: String, sequence: Int, sourceTime: SourceTime?, values row: some Collection<Double>,
    quality: [Quality] = [], label: Bool? = nil, event: String? = nil
  ) {
    precondition(row.count == tags.count, "a row has one value per tag")
    precondition((sourceTime != nil) == (sourceTimes.count == count) || count == 0, "times in all rows or none")
    if seriesNames.last != series {
      seriesNames.append(series)
    }
    if !quality.isEmpty && qualities.isEmpty {
      qualities = values.map { $0.isNaN ? .missing : .good }
    }
    if !quality.isEmpty || !qualities.isEmpty {
      qualities += quality.isEmpty ? row.map { $0.isNaN ? .missing : .good } : quality
    }
    seriesIndices.append(Int32(seriesNames.count - 1))
    sequences.append(sequence)
    if let sourceTime { sourceTimes.append(sourceTime) }
    values.append(contentsOf: row)
    if let label { labels.append(label) }
    if let event { events.append(event) }
  }

  /// The series of a row.
  public func series(at row: Int) -> String { seriesNames[Int(seriesIndices[row])] }

  /// One row as a frame of its own.
  public func frame(at row: Int) -> Frame {
    let cells = row * tags.count..<(row + 1) * tags.count
    return Frame(
      series: series(at: row), sequence: sequences[row],
      sourceTime: sourceTimes.isEmpty ? nil : sourceTimes[row],
      values: Array(values[cells]), quality: qualities.isEmpty ? [] : Array(qualities[cells]))
  }

  /// Forgets all rows but keeps the storage, so that a reader can fill one block again and again.
  public mutating func removeAll() {
    seriesNames.removeAll(keepingCapacity: true)
    seriesIndices.removeAll(keepingCapacity: true)
    sequences.removeAll(keepingCapacity: true)
    sourceTimes.removeAll(keepingCapacity: true)
    values.removeAll(keepingCapacity: true)
    qualities.removeAll(keepingCapacity: true)
    labels.removeAll(keepingCapacity: true)
    events.removeAll(keepingCapacity: true)
  }
}
