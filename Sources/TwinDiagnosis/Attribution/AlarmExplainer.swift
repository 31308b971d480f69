public import TwinDetection
public import TwinModel

/// Explains the alarms of a stream as they come: each when it is raised, and again one, five and thirty rows later.
///
/// A machine beside a detector. An alarm that returns within `quietRows` belongs to the one before.
public struct AlarmExplainer: Sendable {
  /// Rows after an alarm at which it is explained again.
  public static let revisions = [1, 5, 30]
  /// Rows without an alarm after which the next one is a new event.
  public static let quietRows = 12
  /// Rows of a window.
  public static let windowRows = 24

  private let attributor: Attributor
  private let context: ExplanationContext
  private let wanted: Wanted
  private var history = FrameHistory()
  private var open: Open?
  private var calm = quietRows
  private var count = 0

  /// Which rows are explained.
  public enum Wanted: Sendable, Equatable {
    /// Every alarm.
    case alarms
    /// One row, alarmed or not, of a series; of any when `nil`.
    case row(Int, series: String?)
  }

  /// An event that is still explained further.
  private struct Open: Sendable {
    var record: ExplanationRecord
    var later: [(rows: Int, attribution: Attribution)] = []
    var rows = 0
    var series: String
  }

  /// - Parameter context: what all records say; incidents are numbered from its own id on.
  public init(tags: [String], context: ExplanationContext, explaining wanted: Wanted = .alarms) {
    attributor = Attributor(tags: tags, site: context.site)
    self.context = context
    self.wanted = wanted
  }

  /// Takes a frame that the detector has just assessed; gives the record of an event once its last revision is there.
  public mutating func observe(
    _ frame: Frame, _ assessment: Assessment, after detector: AnomalyDetector
  ) -> ExplanationRecord? {
    var finished: ExplanationRecord?
    if let series = open?.series, series != frame.series {
      finished = finish()
      calm = Self.quietRows
    }
    history.observe(frame, score: assessment.score, after: detector)
    if open != nil {
      finished = revise() ?? finished
    } else if isWanted(frame, assessment) {
      begin(frame)
    }
    calm = assessment.isAlarm ? 0 : calm + 1
    return finished
  }

  /// The record of the event that is still open, as far as it was explained.
  public mutating func finish() -> ExplanationRecord? {
    guard let ended = open else { return nil }
    open = nil
    return ended.record.revised(by: ended.later, tags: attributor.tags)
  }

  private func isWanted(_ frame: Frame, _ assessment: Assessment) -> Bool {
    switch wanted {
    case .alarms: assessment.isAlarm && calm >= Self.quietRows
    case .row(let sequence, let series): frame.sequence == sequence && frame.series == series ?? frame.series
    }
  }

  private mutating func begin(_ frame: Frame) {
    guard let window = history.window(rows: Self.windowRows) else { return }
    count += 1
    var context = context
    context.incident += "\(count)"
    context.ids.data = window.digest
    let record = ExplanationRecord(
      attributor.explain(window), of: window, tags: attributor.tags, in: context)
    open = Open(record: record, series: frame.series)
  }

  private mutating func revise() -> ExplanationRecord? {
    guard var event = open else { return nil }
    event.rows += 1
    if Self.revisions.contains(event.rows), let window = history.window(rows: Self.windowRows + event.rows) {
      event.later.append((event.rows, attributor.explain(window)))
    }
    open = event
    return event.rows >= Self.revisions[Self.revisions.count - 1] ? finish() : nil
  }
}

extension SuspectWindow {
  /// SHA-256 over the window's values, little-endian and row by row: what the explanation was made of.
  var digest: String {
    DetectorModel.digest(
      of: values.flatMap { value in withUnsafeBytes(of: value.bitPattern.littleEndian) { Array($0) } })
  }
}
