import TwinConnectors
import TwinModel

/// Everything a recording holds, in one block.
func read(
  _ source: any ByteSource, options: RecordingOptions = RecordingOptions(), rowsPerBlock: Int = 7
) throws(RecordingError) -> (rows: FrameBlock, summary: RecordingSummary) {
  var reader = try RecordingReader(source: source, named: "test.csv", options: options)
  var all = FrameBlock(tags: reader.tags)
  var block = FrameBlock(tags: reader.tags)
  while try reader.refill(&block, maximumRows: rowsPerBlock) {
    for row in 0..<block.count {
      let frame = block.frame(at: row)
      all.append(
        series: frame.series, sequence: frame.sequence, sourceTime: frame.sourceTime, values: frame.values,
        quality: frame.quality, label: block.labels.isEmpty ? nil : block.labels[row],
        event: block.events.isEmpty ? nil : block.events[row])
    }
  }
  return (all, reader.summary)
}

/// Everything a recording's text holds, in one block.
func read(
  _ text: String, options: RecordingOptions = RecordingOptions(), rowsPerBlock: Int = 7
) throws(RecordingError) -> FrameBlock {
  try read(PiecewiseSource(text.utf8), options: options, rowsPerBlock: rowsPerBlock).rows
}

/// What is wrong with a recording's text; `nil` when nothing is.
func problem(_ text: String, options: RecordingOptions = RecordingOptions()) -> RecordingError.Problem? {
  do throws(RecordingError) {
    _ = try read(text, options: options)
    return nil
  } catch { return error.problem }
}

/// The one line said about a recording's text; empty when nothing is wrong.
func complaint(_ text: String, options: RecordingOptions = RecordingOptions()) -> String {
  problem(text, options: options).map { RecordingError(file: "test.csv", problem: $0).description } ?? ""
}

/// The bits of numbers, so that `NaN` equals `NaN` and 0 differs from -0.
func bits(_ numbers: some Sequence<Double>) -> [UInt64] { numbers.map(\.bitPattern) }

extension FrameBlock {
  /// Equality in which `NaN` equals `NaN` and 0 differs from -0.
  func isIdentical(to other: FrameBlock) -> Bool {
    tags == other.tags && seriesNames == other.seriesNames && seriesIndices == other.seriesIndices
      && sequences == other.sequences && sourceTimes == other.sourceTimes && bits(values) == bits(other.values)
      && qualities == other.qualities && labels == other.labels && events == other.events
  }
}
