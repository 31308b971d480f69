/// Somebody between sensors, controllers, actuators, operators and historian.
///
/// An attack sees all signals of every scan, also before it begins (it may record what it will replay), and changes some
/// of them while it is active. Its choices come from a seed of its own, drawn when it is made.
public protocol Attack: Sendable {
  /// What it really does, for those who judge a detector.
  var truth: AttackTruth { get }

  /// Whether `tamperSetpoints` is to be asked; a constant.
  var changesSetpoints: Bool { get }

  /// Stands between sensors and those who read them: may change `received` and `reported`.
  mutating func tamperMeasurements(_ signals: inout Signals)

  /// Stands at the controllers' operating interface: may change `setpoints`, which then stay until changed again, and
  /// the `load` that the plant has to serve.
  mutating func tamperSetpoints(_ signals: inout Signals)

  /// Stands between controllers and actuators: may change `actuated` and `reportedCommands`.
  mutating func tamperCommands(_ signals: inout Signals)
}

extension Attack {
  /// It stands elsewhere.
  public var changesSetpoints: Bool { false }
  /// Leaves the measurements alone.
  public mutating func tamperMeasurements(_ signals: inout Signals) {}
  /// Leaves the set points alone.
  public mutating func tamperSetpoints(_ signals: inout Signals) {}
  /// Leaves the commands alone.
  public mutating func tamperCommands(_ signals: inout Signals) {}
}
