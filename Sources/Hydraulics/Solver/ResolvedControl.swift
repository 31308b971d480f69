/// A link action with its numbers: the status and the setting the link gets.
struct ResolvedAction: Sendable {
  let link: Int
  let status: LinkStatus
  let setting: Double
}

/// A simple control with names resolved.
struct ResolvedControl: Sendable {
  enum Condition: Sendable {
    /// Head at or below, m.
    case tankBelow(tank: Int, head: Double)
    case tankAbove(tank: Int, head: Double)
    case junctionBelow(node: Int, head: Double)
    case junctionAbove(node: Int, head: Double)
    case time(Int)
    case clockTime(Int)
  }

  let action: ResolvedAction
  let condition: Condition
}

/// A rule with names resolved.
struct ResolvedRule: Sendable {
  enum Quantity: Sendable {
    case demand(Int)
    case head(Int)
    case level(Int)
    case fillTime(Int)
    case drainTime(Int)
    case flow(Int)
    case setting(Int)
    case systemDemand
    case time
    case clockTime
  }

  enum Claim: Sendable {
    case compares(Quantity, WaterNetwork.Rule.Relation, Double, tolerance: Double)
    case hasStatus(link: Int, WaterNetwork.Rule.Status, negated: Bool)
  }

  struct Action: Sendable {
    let link: Int
    let action: WaterNetwork.LinkAction
  }

  let priority: Double
  let premises: [(joint: WaterNetwork.Rule.Joint, claim: Claim)]
  let then: [Action]
  let otherwise: [Action]
}
