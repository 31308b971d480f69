extension WaterNetwork {
  /// IF premises THEN actions ELSE actions.
  public struct Rule: Sendable, Equatable {
    /// How a premise joins the ones before it.
    public enum Joint: Sendable, Equatable {
      /// All before it and this one.
      case and
      /// All before it or this one.
      case or
    }

    /// What a premise looks at.
    public enum Quantity: Sendable, Equatable {
      /// Demand of a node (inflow of a tank), m³/s.
      case demand(node: String)
      /// Head of a node, m.
      case head(node: String)
      /// Level of a tank, m above its bottom; pressure of a junction, m.
      case level(node: String)
      /// Time until a tank is full, s.
      case fillTime(node: String)
      /// Time until a tank is empty, s.
      case drainTime(node: String)
      /// Magnitude of the flow through a link, m³/s.
      case flow(link: String)
      /// Setting of a link, SI.
      case setting(link: String)
      /// Total demand, m³/s.
      case systemDemand
      /// Seconds since the start.
      case time
      /// Seconds since midnight.
      case clockTime
    }

    /// Comparison in a premise.
    public enum Relation: Sendable, Equatable {
      /// Equal, within the tolerance of the quantity.
      case equal
      /// Not equal.
      case notEqual
      /// Less.
      case less
      /// Less or equal.
      case lessOrEqual
      /// Greater.
      case greater
      /// Greater or equal.
      case greaterOrEqual
    }

    /// The status a premise may ask for.
    public enum Status: Sendable, Equatable {
      /// Lets water pass and does not control.
      case open
      /// Lets none pass.
      case closed
      /// Controls.
      case active
    }

    /// What a premise claims.
    public enum Claim: Sendable, Equatable {
      /// A quantity compared with a number. `tolerance` is .001 of the unit the author wrote in, in SI.
      case compares(Quantity, Relation, Double, tolerance: Double)
      /// A link has, or has not, a status.
      case hasStatus(link: String, Status, negated: Bool)
    }

    /// One line of the condition.
    public struct Premise: Sendable, Equatable {
      /// How it joins the lines before.
      public var joint: Joint
      /// What it claims.
      public var claim: Claim

      /// A premise.
      public init(joint: Joint, claim: Claim) {
        self.joint = joint
        self.claim = claim
      }
    }

    /// One line of the consequence.
    public struct Action: Sendable, Equatable {
      /// Name of the link acted upon.
      public var link: String
      /// What is done.
      public var action: LinkAction

      /// An action.
      public init(link: String, action: LinkAction) {
        self.link = link
        self.action = action
      }
    }

    /// For people and errors.
    public var name: String
    /// The condition.
    public var premises: [Premise] = []
    /// What is done when it holds.
    public var then: [Action] = []
    /// What is done when it does not.
    public var otherwise: [Action] = []
    /// The rule with the higher priority wins a link; among equals the first.
    public var priority: Double = 0

    /// A rule without premises and actions.
    public init(name: String) { self.name = name }
  }
}
