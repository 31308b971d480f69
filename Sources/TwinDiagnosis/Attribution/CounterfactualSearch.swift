internal import TwinDetection

/// Finds greedily which tags, at most three, explain an alarm: the one whose best course brings the score down most, then
/// the next on top of it until the score is back under the threshold.
///
/// The course of a tag is its conditional expectation over the window (`ExpectedCourse`), scaled by a factor that a
/// golden-section search finds on replays of the whole ensemble. Only tags whose course gains most, and those that the
/// detector itself names, are replayed.
///
/// Source: Wachter, Mittelstadt, Russell, Counterfactual explanations without opening the black box (2018); greedy over
/// features as in Fung et al. (NDSS 2024) for repair.
/// Deviations: over a window instead of a row; seeded at the conditional expectation instead of a grid.
struct CounterfactualSearch {
  /// Most tags of a counterfactual.
  static let tagLimit = 3
  /// Tags replayed per round.
  static let candidates = 6
  /// Evaluations of the search for the factor.
  static let refinements = 6
  /// A further tag is tried on from where it brings the score to at most this share of what it was …
  private static let leastProgress = 0.97
  /// … and kept, where the score stays above the threshold in the end, only if to at most this one.
  private static let leastHelp = 0.9
  /// Bounds of the factor: half to one and a half of the expected change.
  private static let factors = 0.4...1.5
  private static let goldenRatio = 0.618_033_988_749_895

  /// What the search found.
  struct Outcome {
    var counterfactual: Counterfactual
    /// Every tag, most suspect first.
    var ranking: [Int]

    /// The same with a further tag right behind those of the counterfactual.
    func suspecting(_ tag: Int) -> Outcome {
      guard let place = ranking.firstIndex(of: tag), place > counterfactual.steps.count else { return self }
      var outcome = self
      outcome.ranking.remove(at: place)
      outcome.ranking.insert(tag, at: counterfactual.steps.count)
      return outcome
    }
  }

  /// The window as reported.
  let scores: [Float]
  /// The course of each tag, all others as reported.
  let courses: [ExpectedCourse]

  private var replay: WindowReplay
  /// Shape `[tag]`: whether only whole numbers make sense.
  private let isState: [Bool]
  private var values: [Double]
  private var scratch: [Float] = []
  /// The first round, best first.
  private var opening: [Trial] = []

  init(_ replay: WindowReplay, isState: [Bool]) {
    var replay = replay
    var scores: [Float] = []
    replay.scores(of: replay.values, into: &scores)
    self.scores = scores
    let shares = replay.shares(of: replay.values)
    courses = replay.expectedCourses(of: replay.values)
    self.replay = replay
    self.isState = isState
    values = replay.values
    opening = trials(of: candidates(courses, shares: shares, besides: []), courses)
  }

  /// The first step: one tag's best course, all others as reported; `nil` where no tag is strange.
  ///
  /// - Parameter first: the tag; `nil` for the one that brings the score down most.
  mutating func firstStep(of first: Int? = nil) -> Counterfactual.Step? {
    values = replay.values
    let start = first.map { trial($0, courses[$0].change, factor: 1) } ?? opening.first
    return start.map { refined($0) }
  }

  /// Searches on from a first step.
  mutating func run(from first: Counterfactual.Step?) -> Outcome {
    values = replay.values
    var counterfactual = Counterfactual(before: Double(scores.last ?? 0), steps: [])
    var next = first
    while let step = next {
      counterfactual.steps.append(step)
      apply(step.change, to: step.tag)
      guard step.after > 1, counterfactual.steps.count < Self.tagLimit else { break }
      let further = replay.expectedCourses(of: values)
      let named = counterfactual.steps.map(\.tag)
      next = trials(of: candidates(further, shares: [], besides: named), further).first.map { refined($0) }
      if let found = next, found.after > 1, found.after >= Self.leastProgress * step.after { next = nil }
    }
    dropIdle(&counterfactual)
    if counterfactual.isEnough, let last = counterfactual.steps.indices.last {
      counterfactual.steps[last].leastShare = leastShare(counterfactual.steps[last])
    }
    return Outcome(counterfactual: counterfactual, ranking: ranking(behind: counterfactual.steps.map(\.tag)))
  }

  /// A further tag must help, or it is no explanation.
  private mutating func dropIdle(_ counterfactual: inout Counterfactual) {
    while !counterfactual.isEnough, let last = counterfactual.steps.last, counterfactual.steps.count > 1,
      last.after >= Self.leastHelp * counterfactual.steps[counterfactual.steps.count - 2].after
    {
      apply(last.change.map(-), to: last.tag)
      counterfactual.steps.removeLast()
    }
  }

  /// Every tag: behind the named ones the rival that explains nearly as well, then who is still strange with these changed.
  private mutating func ranking(behind named: [Int]) -> [Int] {
    var ranking = named
    var rest = opening.map(\.tag)
    if let rival = rest.first(where: { !ranking.contains($0) }) { ranking.append(rival) }
    let left = replay.expectedCourses(of: values).max { ($0.gain, $1.tag) < ($1.gain, $0.tag) }
    if let left, !ranking.contains(left.tag) { ranking.append(left.tag) }
    rest += courses.sorted { ($1.gain, $0.tag) < ($0.gain, $1.tag) }.map(\.tag)
    for tag in rest where !ranking.contains(tag) { ranking.append(tag) }
    return ranking
  }

  /// No search: these tags first, the others by how strange they are.
  func naming(_ tags: [Int]) -> Outcome {
    let rest = courses.sorted { ($1.gain, $0.tag) < ($0.gain, $1.tag) }.map(\.tag).filter { !tags.contains($0) }
    return Outcome(counterfactual: Counterfactual(before: Double(scores.last ?? 0), steps: []), ranking: tags + rest)
  }

  /// A tag's change and what comes of it.
  private struct Trial {
    var tag: Int
    var change: [Double]
    var score: Double
    var objective: Double
  }

  private func candidates(_ courses: [ExpectedCourse], shares: [Float], besides: [Int]) -> [Int] {
    let byGain = courses.filter { $0.gain > 0 && !besides.contains($0.tag) }
      .sorted { ($1.gain, $0.tag) < ($0.gain, $1.tag) }.map(\.tag)
    var chosen = Array(byGain.prefix(Self.candidates))
    let named = shares.indices.filter { shares[$0] > 0 }.sorted { (shares[$1], $0) < (shares[$0], $1) }
    for tag in named.prefix(2) where !chosen.contains(tag) { chosen.append(tag) }
    return chosen
  }

  private mutating func trials(of tags: [Int], _ courses: [ExpectedCourse]) -> [Trial] {
    tags.map { trial($0, courses[$0].change, factor: 1) }.sorted { ($0.objective, $0.tag) < ($1.objective, $1.tag) }
  }

  private mutating func trial(_ tag: Int, _ course: [Double], factor: Double) -> Trial {
    let change = course.enumerated().map { row, change in shift(tag, row: row, by: change * factor) }
    let kept = values
    apply(change, to: tag)
    replay.scores(of: values, into: &scratch)
    values = kept
    let last = Double(scratch.last ?? 0)
    let mean = scratch.reduce(0) { $0 + Double($1) } / Double(max(scratch.count, 1))
    return Trial(tag: tag, change: change, score: last, objective: last + 0.5 * mean)
  }

  /// A change that keeps a state a state.
  private func shift(_ tag: Int, row: Int, by change: Double) -> Double {
    let value = replay.values[row * replay.tags + tag]
    guard value.isFinite, change.isFinite else { return 0 }
    return isState[tag] ? (value + change).rounded() - value : change
  }

  private mutating func apply(_ change: [Double], to tag: Int) {
    for row in change.indices { values[row * replay.tags + tag] += change[row] }
  }

  /// The factor with the lowest objective, by golden section around 1.
  private mutating func refined(_ start: Trial) -> Counterfactual.Step {
    var best = start
    var (low, high) = (Self.factors.lowerBound, Self.factors.upperBound)
    var (left, right) = (high - Self.goldenRatio * (high - low), low + Self.goldenRatio * (high - low))
    var (ofLeft, ofRight) = (
      trial(start.tag, start.change, factor: left), trial(start.tag, start.change, factor: right)
    )
    for _ in 0..<Self.refinements - 2 where !isState[start.tag] {
      if ofLeft.objective < ofRight.objective {
        (high, right, ofRight) = (right, left, ofLeft)
        left = high - Self.goldenRatio * (high - low)
        ofLeft = trial(start.tag, start.change, factor: left)
      } else {
        (low, left, ofLeft) = (left, right, ofRight)
        right = low + Self.goldenRatio * (high - low)
        ofRight = trial(start.tag, start.change, factor: right)
      }
    }
    for found in [ofLeft, ofRight] where found.objective < best.objective { best = found }
    return Counterfactual.Step(tag: best.tag, change: best.change, after: best.score, leastShare: nil)
  }

  /// By bisection, to an eighth: how much of the last change would have been enough, the others made as they are.
  private mutating func leastShare(_ last: Counterfactual.Step) -> Double {
    let kept = values
    defer { values = kept }
    apply(last.change.map(-), to: last.tag)
    var (low, high) = (0.0, 1.0)
    for _ in 0..<3 {
      let middle = (low + high) / 2
      if trial(last.tag, last.change, factor: middle).score <= 1 { high = middle } else { low = middle }
    }
    return high
  }
}
