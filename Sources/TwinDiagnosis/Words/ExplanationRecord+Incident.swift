internal import TwinModel

extension ExplanationRecord.Verdict {
  /// What an incident is taken for.
  ///
  /// - Parameter isEstimated: whether anybody estimated the probabilities.
  init(_ probabilities: ClassProbabilities, isEstimated: Bool) {
    let (first, second) = (probabilities.ranked[0], probabilities.ranked[1])
    self.init(kind: first.kind.rawValue, techniques: first.kind.techniques)
    guard isEstimated else { return }
    probability = first.probability
    alternative = second.kind.rawValue
    alternativeProbability = second.probability
  }
}

extension ExplanationRecord {
  /// Most kinds of signs that a record tells.
  static let signLimit = 8

  /// What shows an incident besides the values of tags: of each sign the loudest piece, loudest first.
  static func signs(of incident: Incident) -> [SignFacts] {
    var loudest: [Evidence.Sign: SignFacts] = [:]
    for piece in incident.evidence + incident.context {
      guard let sign = piece.sign, !sign.isOfValues, piece.strength.isFinite else { continue }
      let place = piece.conversation ?? piece.tag ?? piece.asset ?? incident.asset
      var facts =
        loudest[sign]
        ?? SignFacts(
          sign: sign.rawValue, layer: piece.layer.rawValue, source: piece.source, place: place,
          strength: piece.strength, first: piece.sourceTime?.nanoseconds)
      if piece.strength > facts.strength { (facts.strength, facts.place) = (piece.strength, place) }
      loudest[sign] = facts
    }
    let ordered = loudest.values.sorted { ($1.strength, $0.sign) < ($0.strength, $1.sign) }
    return Array(ordered.prefix(signLimit))
  }

  /// Leaves only what an incident's own evidence says, where the detector's score says nothing.
  mutating func restrict(to incident: Incident) {
    let named = Set(incident.tags.map(\.tag))
    tags.removeAll { !named.contains($0.name) }
    counterfactual.steps = []
    (counterfactual.after, counterfactual.isEnough) = (counterfactual.before, false)
    opinions = Opinions(gradients: [], twin: opinions.twin, agrees: false)
    against = [.faultySensor]
    confidence = .medium
    if tags.isEmpty {
      asset = incident.asset
      consequence = nil
      if Self.tagActions.contains(action.key) { action.key = TextKey.actCheckNetwork.rawValue }
      action.respondWithin = nil
    }
    // Without a plant's clock only rows are counted.
    guard time.alarm != nil else { return }
    let delay = incident.opened.seconds(since: incident.firstSeen)
    (time.onset, time.alarm) = (incident.firstSeen.nanoseconds, incident.opened.nanoseconds)
    time.delay = delay >= 0 ? delay : nil
  }

  /// Actions that name a tag.
  static let tagActions: Set<String> = [
    TextKey.actReadOnSite.rawValue, TextKey.actHoldLoop.rawValue, TextKey.actCheckInstrument.rawValue,
  ]
}

extension Evidence.Sign {
  /// Whether it is told by the readings of tags; all others need words of their own.
  var isOfValues: Bool {
    switch self {
    case .limit, .crossSensor, .dynamics, .conditionalDynamics, .reconstruction, .windowReconstruction, .balance,
      .relation, .controllerRule:
      true
    default: false
    }
  }
}
