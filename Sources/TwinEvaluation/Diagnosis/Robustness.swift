internal import TwinDetection
public import TwinDiagnosis
public import TwinModel

/// How an attribution stands up: to noise on everything, and against random tags.
public struct Robustness: Sendable, Equatable {
  /// Overlap (Jaccard) of the named tags with and without noise of a tenth of each tag's standard deviation.
  public var namedUnderTagNoise: Double
  /// Likewise with a tenth of what each tag varies given all others.
  public var namedUnderOwnNoise: Double
  /// Likewise of the first three suspects.
  public var firstThreeUnderOwnNoise: Double
  /// Fall of the score when the named tags read what they should.
  public var fall: Double
  /// The same with as many random tags.
  public var randomFall: Double

  /// Judges an attribution.
  ///
  /// - Parameter deviations: shape `[tag]`: standard deviations in normal operation; empty where they are not known, and
  ///   noise is that of what each tag varies given all others.
  public init(
    _ window: SuspectWindow, _ attribution: Attribution, attributor: Attributor, deviations: [Double],
    using random: inout SeededGenerator
  ) {
    let tags = attributor.tags.count
    var replay = WindowReplay(window.memory, values: window.frames.flatMap(\.values), seconds: window.seconds)
    let courses = replay.expectedCourses(of: replay.values)
    let own = courses.map { $0.spread.isFinite ? $0.spread : 0 }
    let named = attribution.counterfactual.steps.map(\.tag)
    let byTag = Self.noisy(window, attributor, deviations.isEmpty ? own : deviations, using: &random)
    let byOwn = Self.noisy(window, attributor, own, using: &random)
    namedUnderTagNoise = Self.overlap(named, byTag.counterfactual.steps.map(\.tag))
    namedUnderOwnNoise = Self.overlap(named, byOwn.counterfactual.steps.map(\.tag))
    firstThreeUnderOwnNoise = Self.overlap(
      attribution.suspects.prefix(3).map(\.tag), byOwn.suspects.prefix(3).map(\.tag))
    fall = attribution.counterfactual.before - attribution.counterfactual.after
    var values = replay.values
    var chosen: Set<Int> = []
    while chosen.count < min(named.count, tags) {
      let tag = Int(random.uniform() * Double(tags))
      guard chosen.insert(tag).inserted else { continue }
      for row in 0..<replay.rows { values[row * tags + tag] += courses[tag].change[row] }
    }
    var scores: [Float] = []
    replay.scores(of: values, into: &scores)
    randomFall = attribution.counterfactual.before - Double(scores.last ?? 0)
  }

  private static func noisy(
    _ window: SuspectWindow, _ attributor: Attributor, _ sizes: [Double], using random: inout SeededGenerator
  ) -> Attribution {
    let frames = window.frames.map { frame in
      var frame = frame
      for tag in frame.values.indices { frame.values[tag] += 0.1 * sizes[tag] * random.normal() }
      return frame
    }
    return attributor.explain(
      SuspectWindow(
        memory: window.memory, frames: frames, seconds: window.seconds, normals: window.normals,
        earlier: window.earlier))
  }

  /// |A ∩ B| / |A ∪ B|; 1 for two empty sets.
  static func overlap(_ one: [Int], _ other: [Int]) -> Double {
    let (one, other) = (Set(one), Set(other))
    return one.union(other).isEmpty ? 1 : Double(one.intersection(other).count) / Double(one.union(other).count)
  }
}
