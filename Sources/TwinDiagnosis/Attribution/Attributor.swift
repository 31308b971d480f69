internal import TwinDetection
public import TwinModel

/// Explains an alarm tag by tag.
///
/// The greedy counterfactual decides. Where integrated gradients name another cause, the ranks of all opinions are fused behind
/// the tags that it changes.
public struct Attributor: Sendable {
  /// From so many spreads on a tag has moved.
  static let surprise = 5.0
  /// More tags than these that stop moving at once are a link that is down.
  static let frozenLimit = 3
  /// A cause explains at least this share of what the tag that it moves does, as a gain of likelihood …
  static let leastShare = 0.3
  /// … and as a fall of the score.
  static let leastFall = 0.5
  /// Steps from cause to cause at most.
  static let longestWalk = 3
  /// Most suspects of an attribution.
  public static let suspectLimit = 8

  /// Names of the tags, in the order of frames.
  public let tags: [String]
  /// Shape `[tag]`: whether only whole numbers make sense.
  private let isState: [Bool]
  private let graph: ControlGraph

  /// - Parameter tags: names of the tags, in the order of frames.
  /// - Parameter site: says what kind each tag is, and which loops move which.
  public init(tags: [String], site: Site? = nil) {
    self.tags = tags
    let kinds = Dictionary(site?.tags.map { ($0.name, $0.kind) } ?? [], uniquingKeysWith: { first, _ in first })
    isState = tags.map { kinds[$0] == .state }
    graph = ControlGraph(tags: tags, site: site)
  }

  /// Explains the latest row of a window.
  public func explain(_ window: SuspectWindow) -> Attribution { explain(window, naming: []) }

  /// Explains the latest row of a window.
  ///
  /// - Parameter named: tags that others found, most suspect first, where the score says nothing: they are told as they are,
  ///   without a counterfactual; empty to search.
  public func explain(_ window: SuspectWindow, naming named: [Int]) -> Attribution {
    precondition(window.frames[0].values.count == tags.count, "the window is of this plant")
    var replay = window.replay
    var search = CounterfactualSearch(replay, isState: isState)
    let found = named.isEmpty ? outcome(&search, window) : search.naming(named)
    let onset = found.ranking.first.flatMap { firstRow(search.courses[$0]) }
    let gradients = secondOpinion(window, replay, before: onset)
    let twin = replay.twin(after: window.values).map { TwinOpinion.tags($0) } ?? []
    let agrees = gradients.isEmpty || gradients.first == found.ranking.first
    let ranking =
      agrees || !named.isEmpty
      ? found.ranking
      : Self.fused(found.ranking, keeping: max(1, found.counterfactual.steps.count), with: [gradients, twin])
    let last = window.frames[window.frames.count - 1].values
    let total = search.courses.reduce(0) { $0 + $1.gain }
    var suspects = ranking.prefix(Self.suspectLimit).map { tag in
      suspect(search.courses[tag], observed: last[tag], total: total)
    }
    for index in suspects.indices {
      suspects[index].role =
        index == 0 ? .cause : index < found.counterfactual.steps.count ? .companion : .symptom
    }
    return Attribution(
      counterfactual: found.counterfactual, suspects: suspects, gradientTags: Array(gradients.prefix(3)),
      twinTags: Array(twin.prefix(3)), agrees: agrees,
      onset: suspects.first?.firstRow ?? window.frames.count - 1, rows: window.frames.count)
  }

  /// The ranks of several opinions fused, where the first two disagree: what the counterfactual changes stays in front, since
  /// that was tried and ends the alarm; behind it every opinion adds 1/(1 + place).
  ///
  /// Source: Cormack, Clarke and Büttcher, Reciprocal rank fusion (SIGIR 2009); with 1 instead of 60, for lists of three.
  static func fused(_ ranking: [Int], keeping kept: Int, with others: [[Int]]) -> [Int] {
    var weights: [Int: Double] = [:]
    for opinion in [Array(ranking.dropFirst(kept))] + others {
      for (place, tag) in opinion.enumerated() { weights[tag, default: 0] += 1 / Double(place + 1) }
    }
    let rest = ranking.dropFirst(kept).enumerated().sorted { one, other in
      (weights[other.element] ?? 0, one.offset) < (weights[one.element] ?? 0, other.offset)
    }
    return Array(ranking.prefix(kept)) + rest.map(\.element)
  }

  /// The counterfactual, begun with the root cause where there is one ahead of the tag that explains most.
  private func outcome(_ search: inout CounterfactualSearch, _ window: SuspectWindow) -> CounterfactualSearch.Outcome {
    guard var best = search.firstStep() else { return search.run(from: nil) }
    var symptom: Int?
    let frozen = FrozenTags.find(in: window.frames.map(\.values), after: window.earlier).filter { !isState[$0] }
    if let first = frozen.first, frozen.count <= Self.frozenLimit {
      // The tag itself shows that it lies, whatever explains most.
      if first != best.tag, let step = search.firstStep(of: first) { (symptom, best) = (best.tag, step) }
    } else {
      let before = Double(search.scores.last ?? 0)
      for _ in 0..<Self.longestWalk {
        guard let cause = rootCause(ahead: best.tag, search.courses), let step = search.firstStep(of: cause),
          // A cause that explains little is none.
          before - step.after >= Self.leastFall * (before - best.after)
        else { break }
        (symptom, best) = (best.tag, step)
      }
    }
    let found = search.run(from: best)
    return symptom.map(found.suspecting) ?? found
  }

  /// The tag that explains most by itself among those that move the best one through loops and moved no later; `nil` where
  /// none does.
  private func rootCause(ahead best: Int, _ courses: [ExpectedCourse]) -> Int? {
    let moved = firstRow(courses[best]) ?? Int.max - 1
    let ahead = graph.chain(to: best).filter { tag in
      !graph.isActuator[tag] && courses[tag].gain > Self.leastShare * courses[best].gain
        && (firstRow(courses[tag]).map { $0 <= moved + 1 } ?? false)
    }
    return ahead.max { (courses[$0].gain, $1) < (courses[$1].gain, $0) }
  }

  private func firstRow(_ course: ExpectedCourse) -> Int? {
    course.change.firstIndex { abs($0) > Self.surprise * course.spread }
  }

  private func suspect(_ course: ExpectedCourse, observed: Double, total: Double) -> Attribution.Suspect {
    Attribution.Suspect(
      tag: course.tag, observed: observed, expected: observed + (course.change.last ?? 0), spread: course.spread,
      share: total > 0 ? course.gain / total : 0,
      firstRow: firstRow(course), role: .symptom)
  }

  /// The tags by integrated gradients, largest first; empty where no normal state is known.
  ///
  /// Rows of the window are normal states, too, until the cause moved: nothing is nearer to a plant than itself a few rows
  /// before.
  private func secondOpinion(_ window: SuspectWindow, _ replay: WindowReplay, before onset: Int?) -> [Int] {
    let last = window.frames[window.frames.count - 1].values
    let states = window.normals + window.frames.prefix(onset ?? window.frames.count - 1).map(\.values)
    guard let place = replay.nearest(to: last, among: states) else { return [] }
    let parts = replay.integratedGradients(of: last, from: states[place])
    return parts.indices.filter { parts[$0] > 0 }.sorted { (parts[$1], $0) < (parts[$0], $1) }
  }
}
