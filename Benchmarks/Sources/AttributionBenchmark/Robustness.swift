import TwinDetection
import TwinDiagnosis
import TwinModel

/// How an attribution stands up: to noise on everything, and against random tags.
struct Robustness {
  /// Overlap of the named tags with and without noise of a tenth of each tag's standard deviation.
  var namedUnderTagNoise: Double
  /// Likewise with a tenth of what each tag varies given all others.
  var namedUnderOwnNoise: Double
  /// Likewise of the first three suspects.
  var firstThreeUnderOwnNoise: Double
  /// Fall of the score when the named tags read what they should.
  var fall: Double
  /// The same with as many random tags.
  var randomFall: Double

  init(
    _ window: SuspectWindow, _ attribution: Attribution, attributor: Attributor, deviations: [Double],
    using random: inout SeededGenerator
  ) {
    let tags = deviations.count
    var replay = WindowReplay(window.memory, values: window.frames.flatMap(\.values), seconds: window.seconds)
    let courses = replay.expectedCourses(of: replay.values)
    func noisy(_ sizes: [Double]) -> Attribution {
      let frames = window.frames.map { frame in
        var frame = frame
        for tag in 0..<tags { frame.values[tag] += 0.1 * sizes[tag] * random.normal() }
        return frame
      }
      return attributor.explain(
        SuspectWindow(
          memory: window.memory, frames: frames, seconds: window.seconds, normals: window.normals,
          earlier: window.earlier))
    }
    func overlap(_ one: [Int], _ other: [Int]) -> Double {
      let (one, other) = (Set(one), Set(other))
      return one.union(other).isEmpty ? 1 : Double(one.intersection(other).count) / Double(one.union(other).count)
    }
    let named = attribution.counterfactual.steps.map(\.tag)
    let byTag = noisy(deviations)
    let byOwn = noisy(courses.map { $0.spread.isFinite ? $0.spread : 0 })
    namedUnderTagNoise = overlap(named, byTag.counterfactual.steps.map(\.tag))
    namedUnderOwnNoise = overlap(named, byOwn.counterfactual.steps.map(\.tag))
    firstThreeUnderOwnNoise = overlap(
      attribution.suspects.prefix(3).map(\.tag), byOwn.suspects.prefix(3).map(\.tag))
    fall = attribution.counterfactual.before - attribution.counterfactual.after
    var values = replay.values
    var chosen: Set<Int> = []
    while chosen.count < named.count {
      let tag = Int(random.uniform() * Double(tags))
      guard chosen.insert(tag).inserted else { continue }
      for row in 0..<replay.rows { values[row * tags + tag] += courses[tag].change[row] }
    }
    var scores: [Float] = []
    replay.scores(of: values, into: &scores)
    randomFall = attribution.counterfactual.before - Double(scores.last ?? 0)
  }
}
