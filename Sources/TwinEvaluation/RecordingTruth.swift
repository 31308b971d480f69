/// The labels of a recording as stretches, runs and events.
struct RecordingTruth: Sendable {
  /// Unbroken rows of one series, covering the recording in order.
  let stretches: [Range<Int>]
  /// Maximal runs of labelled rows; none crosses a stretch.
  let runs: [Range<Int>]
  /// The events in order of their first rows.
  let events: [LabelledEvent]
  /// Number of labelled rows.
  let anomalousRows: Int
  /// Number of rows that are not labelled.
  let normalRows: Int

  init(_ recording: ScoredRecording) {
    stretches = Self.stretches(of: recording.seriesIndices)
    runs = Self.runs(of: recording.labels, within: stretches)
    events = Self.events(of: recording, within: stretches)
    anomalousRows = runs.reduce(0) { $0 + $1.count }
    normalRows = recording.count - anomalousRows
  }

  /// Cuts the rows wherever the series changes.
  static func stretches(of seriesIndices: [Int32]) -> [Range<Int>] {
    var result: [Range<Int>] = []
    var start = 0
    for row in seriesIndices.indices.dropFirst() where seriesIndices[row] != seriesIndices[row - 1] {
      result.append(start..<row)
      start = row
    }
    if start < seriesIndices.count { result.append(start..<seriesIndices.count) }
    return result
  }

  /// Maximal runs of true rows within each stretch, in order.
  static func runs(of flags: [Bool], within stretches: [Range<Int>]) -> [Range<Int>] {
    var result: [Range<Int>] = []
    for stretch in stretches {
      var start: Int?
      for row in stretch {
        if flags[row] {
          start = start ?? row
        } else if let first = start {
          result.append(first..<row)
          start = nil
        }
      }
      if let first = start { result.append(first..<stretch.upperBound) }
    }
    return result
  }

  private static func events(of recording: ScoredRecording, within stretches: [Range<Int>]) -> [LabelledEvent] {
    var result: [LabelledEvent] = []
    for stretch in stretches {
      var places: [String: Int] = [:]
      var current: (id: String, start: Int)?
      func close(at row: Int) {
        guard let (id, start) = current else { return }
        current = nil
        if let place = places[id], !id.isEmpty {
          result[place].runs.append(start..<row)
        } else {
          places[id] = result.count
          result.append(
            LabelledEvent(name: id, series: Int(recording.seriesIndices[start]), runs: [start..<row]))
        }
      }
      for row in stretch {
        guard recording.labels[row] else {
          close(at: row)
          continue
        }
        let id = recording.events.isEmpty ? "" : recording.events[row]
        if let open = current, open.id == id { continue }
        close(at: row)
        current = (id, row)
      }
      close(at: stretch.upperBound)
    }
    for place in result.indices where result[place].name.isEmpty { result[place].name = "\(place + 1)" }
    return result
  }
}
