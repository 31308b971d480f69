import TwinModel

/// Checks that rows come as a recording promises: each series in one piece, its steps growing, its times not falling.
struct SeriesOrder {
  /// How a row breaks the order.
  enum Fault: Error, Equatable {
    case seriesResumed
    case tooManySeries(limit: Int)
    case stepRepeated(Int)
    case stepWentBack(from: Int, to: Int)
    case timeWentBack(from: SourceTime, to: SourceTime)
  }

  private(set) var series: String?
  private var seen: Set<String> = []
  private let limit: Int
  private(set) var lastStep: Int?
  private(set) var lastTime: SourceTime?

  /// At most `limit` series.
  init(limit: Int) { self.limit = limit }

  /// Begins another series.
  mutating func begin(_ name: String) throws(Fault) {
    if seen.contains(name) { throw .seriesResumed }
    if seen.count >= limit { throw .tooManySeries(limit: limit) }
    seen.insert(name)
    series = name
    lastStep = nil
    lastTime = nil
  }

  /// Takes the next row of the current series.
  mutating func advance(step: Int, time: SourceTime?) throws(Fault) {
    if let lastStep, step <= lastStep {
      throw step == lastStep ? .stepRepeated(step) : .stepWentBack(from: lastStep, to: step)
    }
    if let lastTime, let time, time < lastTime { throw .timeWentBack(from: lastTime, to: time) }
    lastStep = step
    lastTime = time ?? lastTime
  }
}
