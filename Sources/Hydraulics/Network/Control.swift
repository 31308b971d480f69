extension WaterNetwork {
  /// What a control or a rule does to a link.
  public enum LinkAction: Sendable, Equatable {
    /// Open it (a pump runs at full speed, a control valve stops controlling).
    case open
    /// Close it.
    case close
    /// Give it a setting: a pump its relative speed, a valve its setting in SI units.
    case setting(Double)
  }

  /// One simple control: one condition, one action.
  public struct Control: Sendable, Equatable {
    /// When a control acts.
    public enum Condition: Sendable, Equatable {
      /// The level (tank) or pressure (junction) of a node is at or below this many m.
      case below(node: String, level: Double)
      /// The level (tank) or pressure (junction) of a node is at or above this many m.
      case above(node: String, level: Double)
      /// So many seconds have passed.
      case time(Int)
      /// It is so many seconds after midnight, every day.
      case clockTime(Int)
    }

    /// Name of the link acted upon.
    public var link: String
    /// What is done.
    public var action: LinkAction
    /// When.
    public var condition: Condition

    /// A control.
    public init(link: String, action: LinkAction, condition: Condition) {
      self.link = link
      self.action = action
      self.condition = condition
    }
  }
}
