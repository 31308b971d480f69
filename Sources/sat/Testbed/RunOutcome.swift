internal import TwinTestbeds

/// What a run was and what became of the plant, for programs; the ground-truth file says the same of the attacks.
struct RunOutcome: Encodable {
  /// One attack and what it led to.
  struct Attack: Encodable {
    var id: String
    var type: String
    /// Ids in MITRE ATT&CK for ICS and ATLAS.
    var techniques: [String]
    @OrNull var variant: Int?
    @OrNull var level: Int?
    /// Where the attacker stands.
    @OrNull var position: String?
    /// Whether it is a trouble that nobody meant, labelled normal.
    var isBenign: Bool
    var summary: String
    var targets: [String]
    /// When it was installed, where that is before its start.
    @OrNull var installedSeconds: Double?
    var startSeconds: Double
    var endSeconds: Double
    @OrNull var firstEffectSeconds: Double?
    @OrNull var firstEffectTag: String?
    @OrNull var firstViolationSeconds: Double?
    @OrNull var firstViolationTag: String?
  }

  /// Something that the plant could not do.
  struct Impaired: Encodable {
    var kind: String
    var subject: String
    var firstSeconds: Double
    var totalSeconds: Double
  }

  var plant: String
  @OrNull var seed: UInt64?
  var version = SecureAITwin.version
  var startTime: String
  var durationSeconds: Double
  /// Less than the duration when no balance was found and the file says to stop then.
  var simulatedSeconds: Double
  @OrNull var scanPeriodSeconds: Double?
  var rowPeriodSeconds: Double
  var rows: Int
  var tags: Int
  var attacks: [Attack]
  var impairments: [Impaired]
  var notes: [String]

  /// - Parameter simulated: after its end.
  init(_ simulated: Simulated, rows: Int, startTime: String) {
    let recording = simulated.recording
    plant = simulated.plant
    seed = simulated.seed
    self.startTime = startTime
    durationSeconds = recording.duration
    simulatedSeconds = recording.time
    scanPeriodSeconds = simulated.scanPeriod
    rowPeriodSeconds = recording.rowPeriod
    self.rows = rows
    tags = recording.tags.count
    let consequences = recording.consequences
    attacks = simulated.attacks.map { planned in
      let truth = planned.attack.truth
      let place = truth.classification
      let consequence = consequences.first { $0.truth.id == truth.id }
      return Attack(
        id: truth.id, type: planned.type, techniques: planned.techniques, variant: place?.variant,
        level: place?.level.rawValue, position: place?.position.rawValue, isBenign: truth.isBenign,
        summary: truth.summary, targets: truth.targets, installedSeconds: truth.installed,
        startSeconds: truth.start, endSeconds: truth.end, firstEffectSeconds: consequence?.firstEffect?.time,
        firstEffectTag: consequence?.firstEffect?.tag, firstViolationSeconds: consequence?.firstViolation?.time,
        firstViolationTag: consequence?.firstViolation?.tag)
    }
    impairments = recording.impairments.entries.map { entry in
      Impaired(
        kind: entry.impairment.kind.rawValue, subject: entry.impairment.subject, firstSeconds: entry.first,
        totalSeconds: entry.total)
    }
    notes = simulated.notes
  }
}
