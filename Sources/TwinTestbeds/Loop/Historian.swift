public import TwinModel

/// What writes down, at a fixed period, what the plant reports: the rows of a recording.
public struct Historian: Sendable {
  /// Columns: the plant's sensors, then its actuators.
  public let tags: [String]
  /// Seconds between two rows, a whole number of scans.
  public let period: Double
  /// Rows that were recorded and not yet taken.
  public private(set) var block: FrameBlock

  private let scansPerRow: Int
  private let series: String
  private let start: SourceTime
  private let isLabelled: Bool
  private var rows = 0

  /// Creates a historian.
  ///
  /// - Parameter period: seconds between two rows; rounded to a whole number of scans, at least one.
  /// - Parameter scanPeriod: seconds between two scans, > 0.
  /// - Parameter start: source time of the first row.
  /// - Parameter isLabelled: whether rows carry label and event columns.
  public init(
    of plant: some Plant, series: String, period: Double, scanPeriod: Double, start: SourceTime, isLabelled: Bool
  ) {
    precondition(period > 0 && scanPeriod > 0, "periods are positive")
    tags = plant.sensors + plant.actuators
    scansPerRow = max(1, Int((period / scanPeriod).rounded()))
    self.period = Double(scansPerRow) * scanPeriod
    self.series = series
    self.start = start
    self.isLabelled = isLabelled
    block = FrameBlock(tags: tags)
  }

  /// Records the signals of a scan when a row is due.
  ///
  /// - Parameter scan: number of the scan, from 0.
  public mutating func record(_ signals: Signals, scan: Int, event: String) {
    guard scan.isMultiple(of: scansPerRow) else { return }
    let time = SourceTime(nanoseconds: start.nanoseconds + Int64((signals.time * 1e9).rounded()))
    block.append(
      series: series, sequence: rows, sourceTime: time, values: signals.reported + signals.reportedCommands,
      quality: signals.reportedQualities.allSatisfy { $0 == .good } ? [] : signals.reportedQualities,
      label: isLabelled ? !event.isEmpty : nil, event: isLabelled ? event : nil)
    rows += 1
  }

  /// Hands over the rows recorded so far and begins an empty block.
  public mutating func take() -> FrameBlock {
    defer { block.removeAll() }
    return block
  }
}
