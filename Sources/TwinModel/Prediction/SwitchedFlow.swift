/// A flow that a two-point controller switches, with what tells when it does so between two rows.
///
/// Where rows are an hour apart, a pump may have run for any part of it; both rows only say how it was at their own
/// moments. The controller's rule and the balance of the level that it watches say when the level came to the threshold.
public struct SwitchedFlow: Sendable, Equatable, Codable {
  /// Index of the rule.
  public var rule: Int
  /// The tag that measures the flow.
  public var flow: Int
  /// Index of the balance that moves the rule's level.
  public var balance: Int
  /// Change of the rule's level per unit of the balance's content while it rises, > 0; 1 where the level is the content.
  public var rising: Double
  /// Likewise while it falls.
  public var falling: Double
  /// Mean flow while the equipment is on, in the flow's unit.
  public var usual: Double

  /// Creates a timed flow.
  public init(rule: Int, flow: Int, balance: Int, rising: Double, falling: Double, usual: Double) {
    self.rule = rule
    self.flow = flow
    self.balance = balance
    self.rising = rising
    self.falling = falling
    self.usual = usual
  }

  /// Whether the indices lie within a physics and the numbers are usable.
  func isSound(in physics: PlantPhysics) -> Bool {
    physics.rules.indices.contains(rule) && physics.balances.indices.contains(balance)
      && physics.tags.indices.contains(flow) && [rising, falling, usual].allSatisfy(\.isFinite) && rising > 0
      && falling > 0
  }
}
