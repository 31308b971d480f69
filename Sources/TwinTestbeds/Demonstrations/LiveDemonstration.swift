import TwinModel

/// A plant of the catalogue to be watched live: a stretch of normal operation to learn from, and another one with
/// attacks.
///
/// One seed decides both; the second is another period of the same plant.
public struct LiveDemonstration: Sendable {
  /// The plant.
  public let testbed: Testbed
  /// The seed of everything.
  public let seed: UInt64
  /// Days of normal operation.
  public let normalDays: Double
  /// Hours that are watched.
  public let hours: Double
  /// Seconds between two rows of both.
  public let rowPeriod: Double
  /// Tags that tell most about the plant; at most eight.
  public let shownTags: [String]

  private let plan: Plan

  /// Creates a demonstration.
  ///
  /// - Parameter normalDays: days of normal operation; `nil` for what suits the plant.
  /// - Parameter hours: hours that are watched; `nil` for what suits the plant.
  public init(of testbed: Testbed, seed: UInt64, normalDays: Double? = nil, hours: Double? = nil) {
    plan = Plan.of(testbed)
    self.testbed = testbed
    self.seed = seed
    self.normalDays = normalDays ?? plan.normalDays
    self.hours = hours ?? plan.hours
    rowPeriod = plan.rowPeriod
    shownTags = plan.shownTags
  }

  /// Normal operation, from a Monday's midnight on, without label columns.
  public func normal() throws(TestbedError) -> any TestbedRun {
    var options = Testbed.Options(seed: seed, hours: normalDays * 24, rowPeriod: rowPeriod)
    options.series = "normal"
    options.isLabelled = false
    return try testbed.run(options)
  }

  /// The same plant in another week, under attack, with an eye on what the attacks lead to.
  public func attacked() throws(TestbedError) -> TracedRun {
    var options = Testbed.Options(seed: seed &+ 1, hours: hours, rowPeriod: rowPeriod)
    options.series = "test"
    do throws(AttackError) { options.attacks = try attacks() } catch { throw .attack(error) }
    return TracedRun(try testbed.run(options), of: testbed.site, tracesAttacks: true)
  }

  /// Whether there is nothing more to see: the plant stands still or is dark, and all attacks are over.
  public func isOver(_ traced: TracedRun) -> Bool {
    traced.run.impairments.contains { $0.kind == .shutdown || $0.kind == .blackout }
      && traced.run.truths.allSatisfy { traced.run.time >= $0.end }
  }

  /// The attacks, spread evenly over the hours that are watched.
  private func attacks() throws(AttackError) -> [any Attack] {
    var made: [any Attack] = []
    for (index, attack) in plan.attacks.enumerated() {
      let share = Double(index + 1) / Double(plan.attacks.count + 1)
      let start = (hours * 3600 * share / 60).rounded(.down) * 60
      made.append(try attack.prepared(for: testbed, start: start, seed: seed &+ UInt64(index)))
    }
    return made
  }
}
