import TwinModel

/// A6: a node that nobody enrolled reports a tag that another one owns.
///
/// It shows as two sources for one tag, a value that jumps at hand-over, an unknown key; and in the process, because
/// controllers believe it.
///
/// Source: ATT&CK for ICS T0848 (rogue master), T0849 (masquerading), T0859 (valid accounts).
public struct RogueNode: Attack {
  /// How it comes in.
  public enum Entrance: Int, Sendable, CaseIterable {
    /// Both report; whichever comes last counts, in turn.
    case secondSource = 1
    /// From one scan to the next only the rogue is heard.
    case takeover
    /// It tells the truth first and takes leave of it slowly.
    case handover
  }

  /// The tag and the span of time.
  public let truth: AttackTruth
  /// How it comes in.
  public let entrance: Entrance
  /// What it makes the tag tell in the end, in its unit.
  public let goal: Double
  private let sensor: Int
  private let noise: Double
  private let turn: Double
  private var wander: OrnsteinUhlenbeck
  private var deception: Deception
  private var random: SeededGenerator
  private var heard = Double.nan
  private let period: Double

  init(_ draft: AttackDraft, entrance: Entrance) throws(AttackError) {
    var draft = draft
    let point = draft.point
    self.entrance = entrance
    sensor = try draft.surface.wiring.sensor(point.sensor)
    noise = point.noise
    period = draft.surface.scanPeriod
    turn = max(period, draft.uniform(10...60))
    goal =
      draft.level == .naive
      ? draft.impossible(try draft.range(ofSensor: point.sensor))
      : point.middle + draft.sign() * draft.dared() * point.lie
    wander = OrnsteinUhlenbeck(deviation: 0.1 * point.width, timeConstant: 600)
    deception = try draft.deception()
    random = draft.random
    truth = draft.truth(
      "a second node reports \(point.sensor): \(entrance), towards \(goal)", targets: draft.misled([point.sensor]))
  }

  /// Speaks for the tag.
  public mutating func tamperMeasurements(_ signals: inout Signals) {
    guard truth.isActive(at: signals.time) else {
      heard = signals.received[sensor].isNaN ? heard : signals.received[sensor]
      deception.listen(to: signals)
      return
    }
    wander.advance(by: period, using: &random)
    let age = signals.time - truth.start
    if entrance == .secondSource, age.truncatingRemainder(dividingBy: 2 * turn) >= turn {
      deception.listen(to: signals)
      return
    }
    if heard.isNaN { heard = signals.received[sensor] }
    let share = entrance == .handover ? min(1, 1.25 * age / (truth.end - truth.start)) : 1
    let value = heard + share * (goal - heard) + share * wander.value + noise * random.normal()
    deception.tell([(sensor, value)], in: &signals)
  }
}
