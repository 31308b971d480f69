import TwinDetection
import TwinModel
import TwinTestbeds

/// A monitor, and its alarms: evidence at or above its threshold, of which everything within ten minutes is one.
struct Watch {
  var monitor: MessageMonitor
  private(set) var alarms: [Alarm] = []
  private(set) var told = 0
  /// From when on evidence counts, in seconds since the run began.
  var begin = 0.0

  static let separation = 600.0

  struct Alarm: CustomStringConvertible {
    var first: Double
    var last: Double
    var detectors: [String]
    var example: Evidence

    var description: String {
      "\(rounded(first)) s: \(detectors.joined(separator: ", ")); first \(example.source) \(rounded(example.strength)) "
        + "\(example.conversation ?? "") \(example.tag ?? "")"
        + " observed \(example.observed.map { "\($0)" } ?? "-") expected \(example.expected.map { "\($0)" } ?? "-")"
    }
  }

  init(_ baseline: MessageBaseline) { monitor = MessageMonitor(baseline: baseline) }

  mutating func observe(_ message: MessageObservation) {
    let evidence = monitor.observe(message)
    guard !evidence.isEmpty else { return }
    told += evidence.count
    let time = message.time.seconds(since: Testbed.usualStart)
    guard time >= begin else { return }
    for piece in evidence where piece.strength >= 1 {
      let name = String(piece.source.dropFirst("message/".count))
      if let last = alarms.last, time - last.last <= Self.separation {
        alarms[alarms.count - 1].last = time
        if !last.detectors.contains(name) { alarms[alarms.count - 1].detectors.append(name) }
      } else {
        alarms.append(Alarm(first: time, last: time, detectors: [name], example: piece))
      }
    }
  }
}
