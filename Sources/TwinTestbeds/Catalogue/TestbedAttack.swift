/// An attack that a testbed knows by name: everything but the moment and the seed is decided.
public struct TestbedAttack: Sendable {
  /// Short name, unique within the testbed.
  public let id: String
  /// What it does, in a sentence.
  public let summary: String
  /// Techniques that it uses, by their ids in MITRE ATT&CK for ICS.
  public let techniques: [String]
  private let prepare: @Sendable (String, Double, UInt64) throws(AttackError) -> any Attack

  /// - Parameter prepare: makes the attack, given an event's name, a start in seconds since the run began, and a seed.
  init(
    _ id: String, _ summary: String, techniques: [String],
    prepare: @escaping @Sendable (String, Double, UInt64) throws(AttackError) -> any Attack
  ) {
    self.id = id
    self.summary = summary
    self.techniques = techniques
    self.prepare = prepare
  }

  /// The attack, ready for a run.
  ///
  /// - Parameter event: its name in recordings; unique within a run.
  /// - Parameter start: seconds since the run began.
  /// - Parameter seed: decides what the attack leaves open: size, ramp, duration.
  public func attack(event: String? = nil, start: Double, seed: UInt64) throws(AttackError) -> any Attack {
    try prepare(event ?? id, start, seed)
  }
}
