/// What one operator may be burdened with.
///
/// Source: EEMUA 191 and ANSI/ISA-18.2: more than ten alarms in ten minutes are a flood, in which operators miss what
/// matters.
public struct AlarmBudget: Sendable, Equatable {
  /// Announcements within `window`, a summary included; ≥ 4 so that every priority has a share.
  public var announcements = 10
  /// Seconds.
  public var window = 600.0

  /// The usual budget: ten in ten minutes.
  public init() {}

  /// A budget of one's own.
  public init(announcements: Int, window: Double) {
    self.announcements = announcements
    self.window = window
  }

  /// Whether the figures make sense.
  public var isValid: Bool { announcements >= 4 && window > 0 && window.isFinite }

  /// How many announcements may be out when one of a priority comes: the last places are kept for what is urgent, the
  /// very last for the summary.
  func share(of priority: Int) -> Int { max(1, announcements - 1 - max(0, 3 - priority)) }
}
