internal import TwinEvaluation
internal import TwinTestbeds

/// What the demo found, attack by attack.
struct DemoResult: Encodable {
  /// How one attack fared.
  struct Attack: Encodable {
    var id: String
    var summary: String
    /// The tags whose signals the attacker changed.
    var targets: [String]
    var startSeconds: Double
    var endSeconds: Double
    var found: Bool
    /// Seconds from the attack's first row to the first alarm.
    @OrNull var delaySeconds: Double?
    @OrNull var autoencoderDelaySeconds: Double?
    /// The tags that contributed most to the highest score, strongest first.
    var tags: [TagShare]
  }

  var seed: UInt64
  var folder: String
  var modelSha256: String
  var normalRows: Int
  var testRows: Int
  var attacks: [Attack]
  var falseAlarms: [String: Int]
  var figures: String

  init(
    _ demo: WaterCellDemo, _ recorded: WaterCellDemo.Recorded, _ trained: Training.Outcome, _ judged: Judging.Outcome
  ) {
    seed = demo.seed
    folder = demo.folder.path
    figures = demo.figuresFile
    modelSha256 = trained.digest
    (normalRows, testRows) = (recorded.normalRows, recorded.testRows)
    let detectors = judged.report.detectors
    falseAlarms = Dictionary(uniqueKeysWithValues: detectors.map { ($0.name, $0.falseAlarms) })
    attacks = recorded.truths.map { truth in
      let outcomes = detectors.map { detector in detector.eventOutcomes.first { $0.event == truth.id } }
      let first = outcomes.first.flatMap(\.self)
      let tags = first?.peakRow.map { judged.run.contributions(row: $0) } ?? []
      return Attack(
        id: truth.id, summary: truth.summary, targets: truth.targets, startSeconds: truth.start,
        endSeconds: truth.end, found: first?.found ?? false, delaySeconds: first?.delaySeconds,
        autoencoderDelaySeconds: outcomes.dropFirst().first.flatMap(\.self)?.delaySeconds,
        tags: tags)
    }
  }
}
