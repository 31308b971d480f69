import TwinModel

/// A3: what the historian keeps for training is false, while the plant runs as ever.
///
/// Controllers are not misled and nothing moves: it shows when what was learned is compared with what others learned, or
/// as a drift that no other tag follows.
///
/// Source: MITRE ATLAS AML.T0020 (poison training data); for detectors of industrial plants Kravchik, Biggio and Shabtai
/// (2021), "Poisoning attacks on cyber attack detectors for industrial control systems".
public struct PoisonedTraining: Attack {
  /// What the training data are to teach.
  public enum Lesson: Int, Sendable, CaseIterable {
    /// That another level is normal: a drift over the whole window.
    case drift = 1
    /// That much noise is normal, so that thresholds rise.
    case noise
    /// That a lie is normal whenever a companion shows a small mark.
    case backdoor
  }

  /// Share of each quarter of an hour in which the backdoor's trigger shows.
  static let triggerShare = 0.3
  static let triggerPeriod = 900.0

  /// The tags and the training window.
  public let truth: AttackTruth
  /// What is taught.
  public let lesson: Lesson
  /// What is added at most, in the tag's unit.
  public let size: Double
  private let sensor: Int
  private let mark: (sensor: Int, offset: Double)?
  private var deception: Deception
  private var random: SeededGenerator

  init(_ draft: AttackDraft, lesson: Lesson) throws(AttackError) {
    var draft = draft
    let point = draft.point
    self.lesson = lesson
    sensor = try draft.surface.wiring.sensor(point.sensor)
    size =
      draft.level == .naive
      ? draft.impossible(try draft.range(ofSensor: point.sensor)) - point.middle
      : draft.sign() * draft.dared() * point.lie
    var targets = [point.sensor]
    if lesson == .backdoor, let companion = point.companions.first {
      let index = try draft.surface.wiring.sensor(companion)
      let limits = draft.surface.sensorLimits[index]
      mark = (index, max(3 * draft.surface.steps[index], 0.005 * (limits.upperBound - limits.lowerBound)))
      targets.append(companion)
    } else {
      mark = nil
    }
    deception = try draft.deception()
    random = draft.random
    truth = draft.truth("training data of \(point.sensor) poisoned: \(lesson), \(size)", targets: draft.misled(targets))
  }

  /// Tells the historian what is to be learned.
  public mutating func tamperMeasurements(_ signals: inout Signals) {
    guard truth.isActive(at: signals.time) else {
      deception.listen(to: signals)
      return
    }
    let age = signals.time - truth.start
    let read = signals.reported[sensor]
    switch lesson {
    case .drift: tell([(sensor, read + size * age / (truth.end - truth.start))], &signals)
    case .noise: tell([(sensor, read + 0.5 * size * random.normal())], &signals)
    case .backdoor:
      guard age.truncatingRemainder(dividingBy: Self.triggerPeriod) < Self.triggerShare * Self.triggerPeriod else {
        deception.listen(to: signals)
        return
      }
      var wanted = [(sensor: sensor, value: read + size)]
      if let mark { wanted.append((mark.sensor, signals.reported[mark.sensor] + mark.offset)) }
      tell(wanted, &signals)
    }
  }

  private mutating func tell(_ wanted: [(sensor: Int, value: Double)], _ signals: inout Signals) {
    deception.tell(wanted, in: &signals, misleadsControllers: false)
  }
}
