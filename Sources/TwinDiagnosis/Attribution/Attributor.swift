internal import TwinDetection
public import TwinModel

/// Explains an alarm tag by tag.
///
/// The greedy counterfactual decides. Where integrated gradients name another cause, the ranks of both are added; the
/// counterfactual's own first tag stays first unless the other explains the alarm as well.
public struct Attributor: Sendable {
  /// From so many spreads on a tag has moved.
  static let surprise = 5.0
  /// Most suspects of an attribution.
  public static let suspectLimit = 8

  /// Names of the tags, in the order of frames.
  public let tags: [String]
  /// Shape `[tag]`: whether only whole numbers make sense.
  private let isState: [Bool]

  /// - Parameter tags: names of the tags, in the order of frames.
  /// - Parameter site: says what kind each tag is.
  public init(tags: [String], site: Site? = nil) {
    self.tags = tags
    let kinds = Dictionary(site?.tags.map { ($0.name, $0.kind) } ?? [], uniquingKeysWith: { first, _ in first })
    isState = tags.map { kinds[$0] == .state }
  }

  /// Explains the latest row of a window.
  public func explain(_ window: SuspectWindow) -> Attribution {
    precondition(window.frames[0].values.count == tags.count, "the window is of this plant")
    let replay = window.replay
    var search = CounterfactualSearch(replay, isState: isState)
    let found = search.run()
    let gradients = secondOpinion(window, replay)
    let last = window.frames[window.frames.count - 1].values
    var suspects = found.ranking.prefix(Self.suspectLimit).map { tag in
      suspect(found.courses[tag], observed: last[tag], total: found.courses.reduce(0) { $0 + $1.gain })
    }
    for index in suspects.indices {
      suspects[index].role =
        index == 0 ? .cause : index < found.counterfactual.steps.count ? .companion : .symptom
    }
    return Attribution(
      counterfactual: found.counterfactual, suspects: suspects, gradientTags: Array(gradients.prefix(3)), twinTags: [],
      agrees: gradients.isEmpty || gradients.first == found.ranking.first,
      onset: suspects.first?.firstRow ?? window.frames.count - 1, rows: window.frames.count)
  }

  private func suspect(_ course: ExpectedCourse, observed: Double, total: Double) -> Attribution.Suspect {
    Attribution.Suspect(
      tag: course.tag, observed: observed, expected: observed + (course.change.last ?? 0), spread: course.spread,
      share: total > 0 ? course.gain / total : 0,
      firstRow: course.change.firstIndex { abs($0) > Self.surprise * course.spread }, role: .symptom)
  }

  /// The tags by integrated gradients, largest first; empty where no normal state is known.
  private func secondOpinion(_ window: SuspectWindow, _ replay: WindowReplay) -> [Int] {
    let last = window.frames[window.frames.count - 1].values
    guard let place = replay.nearest(to: last, among: window.normals) else { return [] }
    let parts = replay.integratedGradients(of: last, from: window.normals[place])
    return parts.indices.filter { parts[$0] > 0 }.sorted { (parts[$1], $0) < (parts[$0], $1) }
  }
}
