internal import TwinModel

/// Gathers the first rows of a recording for mining, in bounded memory.
struct OperatingRows {
  private let tags: [String]
  private var stretches: [OperatingRecord.Stretch] = []
  private var times: [[Double]] = []
  private var cells = 0

  /// Most values that are kept: 256 MB.
  private static let limit = 32 << 20

  init(tags: [String]) { self.tags = tags }

  /// Takes the next rows; labelled ones and what is beyond the limit are left out.
  mutating func append(_ block: FrameBlock) {
    for row in 0..<block.count where cells < Self.limit {
      let name = block.series(at: row)
      let isLabelled = !block.labels.isEmpty && block.labels[row]
      if stretches.last?.series != name {
        stretches.append(OperatingRecord.Stretch(series: name, sequences: [], values: [], seconds: []))
        times.append([])
      }
      if isLabelled { continue }
      let last = stretches.count - 1
      stretches[last].values += block.values[row * tags.count..<(row + 1) * tags.count]
      stretches[last].sequences.append(block.sequences[row])
      times[last].append(block.sourceTimes.isEmpty ? .nan : Double(block.sourceTimes[row].nanoseconds) / 1e9)
      cells += tags.count
    }
  }

  /// The rows as a record; where the source states no time, rows are counted.
  func record(period: Double?) -> OperatingRecord {
    var record = OperatingRecord(tags: tags, period: period)
    for (var stretch, times) in zip(stretches, times) {
      stretch.seconds = zip(times, stretch.sequences).map { time, sequence in
        time.isNaN ? Double(sequence) * (period ?? .nan) : time
      }
      record.append(stretch)
    }
    return record
  }
}
