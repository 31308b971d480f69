/// Somebody between sensors, controllers, actuators and historian.
///
/// An attack sees all signals of every scan, also before it begins (it may record what it will replay), and changes some
/// of them while it is active. Its choices come from a seed of its own, drawn when it is made.
public protocol Attack: Sendable {
  /// What it really does, for those who judge a detector.
  var truth: AttackTruth { get }

  /// Stands between sensors and those who read them: may change `received` and `reported`.
  mutating func tamperMeasurements(_ signals: inout Signals)

  /// Stands between controllers and actuators: may change `actuated` and `reportedCommands`.
  mutating func tamperCommands(_ signals: inout Signals)
}

extension Attack {
  /// Leaves the measurements alone.
  public mutating func tamperMeasurements(_ signals: inout Signals) {}
  /// Leaves the commands alone.
  public mutating func tamperCommands(_ signals: inout Signals) {}
}
