public import TwinDetection
internal import TwinModel
public import TwinTestbeds

/// Learns and watches a testbed's messages as a passive sensor on its network sees them.
public struct MonitoredMessages: MessageSchool {
  private var sensor: MessageSensor
  private var learning: MessageLearning
  private let plan: CommunicationPlan
  private let seconds: Double
  /// Days of the run that are learned, at most: what is said every minute is known soon, what is lost by chance is not.
  static let mostDays = 14.0

  /// - Parameter days: of the run that is learned.
  /// - Parameter falseAlarmsPerDay: the budget of all detectors of messages together, > 0.
  public init(of plan: CommunicationPlan, days: Double, falseAlarmsPerDay: Double) {
    self.plan = plan
    sensor = MessageSensor(of: plan)
    seconds = min(days, Self.mostDays) * 86_400
    let begin = Testbed.usualStart
    learning = MessageLearning(
      from: begin, to: SourceTime(nanoseconds: begin.nanoseconds + Int64(seconds * 1e9)),
      falseAlarmsPerDay: falseAlarmsPerDay)
  }

  /// Takes messages of normal operation.
  public mutating func learn(_ messages: [NetworkMessage], until time: Double) {
    guard time <= seconds else { return }
    for message in messages {
      if let seen = sensor.observation(of: message) { learning.observe(seen) }
    }
  }

  /// Whether it still learns.
  public func isLearning(at time: Double) -> Bool { time <= seconds }

  /// Who hears the network from now on; `nil` when the run was too short to learn from.
  public consuming func listener() -> (any MessageListener)? {
    guard let baseline = try? learning.finish() else { return nil }
    return Self.listener(of: plan, baseline)
  }

  /// Who hears a network of which it is known what is normal.
  public static func listener(of plan: CommunicationPlan, _ baseline: MessageBaseline) -> any MessageListener {
    Listener(sensor: MessageSensor(of: plan), monitor: MessageMonitor(baseline: baseline))
  }

  /// A monitor that holds an alarm until its evidence has been silent for a while.
  private struct Listener: MessageListener {
    var sensor: MessageSensor
    var monitor: MessageMonitor
    /// Seconds since the run began until which the last alarm lasts.
    var end = -Double.infinity
    var lastCause = ""
    var baseline: MessageBaseline { monitor.baseline }
    /// Seconds for which evidence is part of one alarm.
    static let separation = 600.0

    mutating func hear(_ messages: [NetworkMessage], until seconds: Double) -> Bool {
      var evidence: [Evidence] = []
      for message in messages {
        if let seen = sensor.observation(of: message) { evidence += monitor.observe(seen) }
      }
      let now = SourceTime(nanoseconds: Testbed.usualStart.nanoseconds + Int64(seconds * 1e9))
      evidence += monitor.advance(to: now)
      if let loudest = evidence.filter({ $0.strength >= 1 }).max(by: { $0.strength < $1.strength }) {
        if seconds >= end { lastCause = loudest.sign?.rawValue ?? "message" }
        end = seconds + Self.separation
      }
      return seconds < end
    }
  }
}
