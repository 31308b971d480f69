/// How one watcher did on a group of attacks. Attacks that left no trace are counted apart and judged by none.
public struct EventFigures: Sendable, Equatable {
  /// Attacks that left a trace.
  public let events: Int
  /// Attacks that left none.
  public let withoutTrace: Int
  /// Attacks with an alarm before they ended.
  public let found: Int
  /// Attacks with an alarm before the first violation of an envelope, or before they ended where there was none.
  public let inTime: Int
  /// Median delay of those found, in seconds; `nil` when none was.
  public let medianDelay: Double?
  /// 95th percentile of the delay of those found, in seconds.
  public let slowDelay: Double?

  init(_ findings: [EventFinding], _ watcher: ExperimentWatcher) {
    let traced = findings.filter { !$0.isWithoutTrace }
    events = traced.count
    withoutTrace = findings.count - traced.count
    let delays = traced.compactMap { $0.delay(watcher) }.sorted()
    found = delays.count
    inTime = traced.count { $0.isFoundInTime(by: watcher) }
    medianDelay = Self.quantile(delays, 0.5)
    slowDelay = Self.quantile(delays, 0.95)
  }

  /// Share found in time, 0…1; `nil` without events.
  public var shareInTime: Double? { events > 0 ? Double(inTime) / Double(events) : nil }
  /// Share found at all, 0…1; `nil` without events.
  public var recall: Double? { events > 0 ? Double(found) / Double(events) : nil }

  /// The smallest value that so much of them do not exceed.
  private static func quantile(_ sorted: [Double], _ share: Double) -> Double? {
    guard !sorted.isEmpty else { return nil }
    return sorted[min(sorted.count - 1, max(0, Int((share * Double(sorted.count)).rounded(.up)) - 1))]
  }
}
