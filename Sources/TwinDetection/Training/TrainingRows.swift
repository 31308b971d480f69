public import TwinModel

/// The rows of normal operation to learn from, gathered block by block.
///
/// Rows inside a labelled event are left out and cut their series in two, so that no window spans them.
public struct TrainingRows: Sendable {
  /// One uninterrupted run of rows.
  struct Stretch: Sendable {
    var series: String
    /// Shape `[row, tag]`.
    var values: [Double]
    /// Shape `[row]`: position of each row within its series.
    var sequences: [Int] = []
    /// Shape `[row]`: the source's clock in seconds; `NaN` where it states none.
    var times: [Double] = []
  }

  /// Tag names in column order.
  public let tags: [String]
  private(set) var stretches: [Stretch] = []
  /// Rows taken.
  public private(set) var count = 0
  /// Labelled rows left out.
  public private(set) var leftOut = 0
  /// Names of the series, in order of first row.
  public private(set) var series: [String] = []
  private var continues = false

  /// Creates an empty set for the given columns.
  public init(tags: [String]) { self.tags = tags }

  /// Adds the next rows of the recording.
  public mutating func append(_ block: FrameBlock) {
    precondition(block.tags == tags, "every block has the recording's tags")
    for row in 0..<block.count {
      if !block.labels.isEmpty && block.labels[row] {
        leftOut += 1
        continues = false
        continue
      }
      let name = block.series(at: row)
      if !continues || stretches.last?.series != name {
        if !series.contains(name) { series.append(name) }
        stretches.append(Stretch(series: name, values: []))
      }
      let cells = row * tags.count..<(row + 1) * tags.count
      stretches[stretches.count - 1].values.append(contentsOf: block.values[cells])
      stretches[stretches.count - 1].sequences.append(block.sequences[row])
      stretches[stretches.count - 1].times.append(
        block.sourceTimes.isEmpty ? .nan : block.sourceTimes[row].secondsSinceEpoch)
      count += 1
      continues = true
    }
  }

  /// The last fifth of each stretch, which training calibrates with and does not learn, as frames.
  public var heldOutFrames: [Frame] {
    stretches.flatMap { stretch -> [Frame] in
      let rows = stretch.values.count / max(tags.count, 1)
      return (Int(Double(rows) * DetectorTraining.learnedShare)..<rows).map { row in
        Frame(
          series: stretch.series, sequence: stretch.sequences[row],
          sourceTime: abs(stretch.times[row]) < 9e9
            ? SourceTime(nanoseconds: Int64((stretch.times[row] * 1e9).rounded())) : nil,
          values: Array(stretch.values[row * tags.count..<(row + 1) * tags.count]))
      }
    }
  }
}
