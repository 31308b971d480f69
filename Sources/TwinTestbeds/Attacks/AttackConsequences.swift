import TwinModel

/// What an attack did to the process, found by comparing a run with the same run without it.
public struct AttackConsequences: Sendable, Equatable {
  /// Seconds since the run began at which a signal or set point first was not what it should be; `nil` for never.
  public var firstChange: Double?
  /// Seconds since the run began at which the process first differed measurably from the run without; `nil` for never.
  public var firstEffect: Double?
  /// Seconds since the run began at which a safety envelope was first violated that is not violated without; `nil` for
  /// never.
  public var firstViolation: Double?
  /// The tag of that envelope.
  public var violatedTag: String?
  /// Targets of the attack whose signals were changed, sorted.
  public var changedTags: [String] = []

  /// Lets a loop run to a moment, twice from the attack's start on: with the attack and without it.
  ///
  /// A difference is measurable when some sensor without noise would read a different step.
  ///
  /// - Parameter loop: at its beginning, with the attack among others.
  /// - Parameter id: of the attack.
  /// - Parameter end: seconds since the run began.
  public init<Process: Plant, Control: Controller>(
    of id: String, in loop: ClosedLoop<Process, Control>, until end: Double
  ) {
    var attacked = loop
    let start = loop.truths.first { $0.id == id }?.start ?? end
    while attacked.time < min(start, end) { attacked.advance() }
    var clean = attacked.removingAttack(id: id)
    let site = loop.process.site
    var watch = EnvelopeWatch(site.envelopes, sensors: loop.process.sensors)
    var cleanWatch = watch
    let steps = loop.process.sensors.map { site.tag(named: $0)?.resolvableStep ?? 0 }
    var changed: Set<String> = []
    while attacked.time < end {
      attacked.advance()
      clean.advance()
      let names = attacked.changedTags
      let isOperated =
        attacked.signals.setpoints != clean.signals.setpoints || attacked.signals.load != clean.signals.load
      if firstChange == nil, !names.isEmpty || isOperated {
        firstChange = attacked.signals.time
      }
      changed.formUnion(names)
      let (with, without) = (attacked.process.trueValues, clean.process.trueValues)
      if firstEffect == nil, steps.indices.contains(where: { abs(with[$0] - without[$0]) > steps[$0] }) {
        firstEffect = attacked.time
      }
      let violated = watch.observe(with, at: attacked.time)
      let anyway = cleanWatch.observe(without, at: attacked.time)
      if firstViolation == nil, let tag = violated.first(where: { !anyway.contains($0) }) {
        firstViolation = attacked.time
        violatedTag = tag
      }
    }
    changedTags = changed.sorted()
  }
}

extension Tag {
  /// The smallest difference that a perfect instrument shows: a step, a thousandth of the range without steps.
  fileprivate var resolvableStep: Double {
    quantisation ?? range.map { 0.001 * ($0.upperBound - $0.lowerBound) } ?? 0
  }
}

extension ClosedLoop {
  /// Sensors and actuators whose signals are not what they should be in this scan.
  fileprivate var changedTags: [String] {
    func differ(_ left: Double, _ right: Double) -> Bool { left != right && !(left.isNaN && right.isNaN) }
    var names: [String] = []
    for (index, name) in process.sensors.enumerated()
    where differ(signals.received[index], signals.measured[index])
      || differ(signals.reported[index], signals.measured[index])
    {
      names.append(name)
    }
    for (index, name) in process.actuators.enumerated()
    where differ(signals.actuated[index], signals.commanded[index])
      || differ(signals.reportedCommands[index], signals.commanded[index])
    {
      names.append(name)
    }
    return names
  }
}
