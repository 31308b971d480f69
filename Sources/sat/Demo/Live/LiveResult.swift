internal import TwinEvaluation
internal import TwinModel
internal import TwinTestbeds

/// What became of a live demonstration, attack by attack.
struct LiveResult: Encodable {
  /// How one attack fared.
  struct Attack: Encodable {
    var id: String
    var summary: String
    /// The tags whose signals the attacker changed.
    var targets: [String]
    var startSeconds: Double
    var endSeconds: Double
    var found: Bool
    /// Seconds from the attack's start to the first alarm.
    @OrNull var delaySeconds: Double?
    /// When a true value first differed from the same run without the attack, and in which tag.
    @OrNull var firstEffectSeconds: Double?
    /// When the plant first left its safety envelope because of it, and by which tag.
    @OrNull var firstViolationSeconds: Double?
    @OrNull var firstViolationTag: String?
    /// Whether the alarm came before that; `null` without alarm or violation.
    @OrNull var foundBeforeViolation: Bool?
    /// The tags that contributed most to the highest score, strongest first.
    var tags: [TagShare]
  }

  var plant: String
  var seed: UInt64
  var folder: String
  var modelSha256: String
  var normalRows: Int
  var watchedRows: Int
  var rowPeriodSeconds: Double
  var attacks: [Attack]
  var falseAlarms: Int
  /// What the plant could not do in the end.
  var impairments: [String]
}

extension LiveResult.Attack {
  init(_ consequence: AttackConsequence, foundAt: Double?, tags: [LiveWatch.Suspicion]) {
    let truth = consequence.truth
    let violation = consequence.firstViolation
    id = truth.id
    summary = truth.summary
    targets = truth.targets
    startSeconds = truth.start
    endSeconds = truth.end
    found = foundAt != nil
    delaySeconds = foundAt.map { $0 - truth.start }
    firstEffectSeconds = consequence.firstEffect?.time
    firstViolationSeconds = violation?.time
    firstViolationTag = violation?.tag
    foundBeforeViolation = foundAt.flatMap { time in violation.map { time < $0.time } }
    self.tags = tags.map { TagShare(tag: $0.evidence.tag ?? "", share: $0.share) }
  }
}
