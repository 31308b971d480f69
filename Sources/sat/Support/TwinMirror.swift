internal import TwinDetection
internal import TwinModel

/// Mirrors a recording in the model's twin and sums up how faithful, how fresh and how proven the twin was.
///
/// Without physics it mirrors all the same, but predicts nothing.
struct TwinMirror {
  private let model: DetectorModel
  private var state: TwinState
  private var series: String?
  private var arrived = 0
  private var predicted = 0
  private var missing = 0
  private var squares = 0.0
  private var judged = 0
  private var meanAges = 0.0
  private var worstAge = 0.0

  init(_ model: DetectorModel) {
    self.model = model
    state = TwinState(tags: model.tags, physics: model.physics)
  }

  /// Takes the next rows; the block's columns must be the model's tags.
  mutating func append(_ block: FrameBlock) {
    for row in 0..<block.count {
      if block.series(at: row) != series {
        series = block.series(at: row)
        state = TwinState(tags: model.tags, physics: model.physics)
      }
      let now =
        block.sourceTimes.isEmpty
        ? Double(block.sequences[row]) * (model.report.period ?? .nan)
        : Double(block.sourceTimes[row].nanoseconds) / 1e9
      state.observe(block.frame(at: row), at: now)
      arrived += 1
      keep(at: now)
    }
  }

  private mutating func keep(at now: Double) {
    for entry in state.entries where entry.quality == .missing || entry.origin != .reported {
      missing += 1
      if entry.origin == .predicted { predicted += 1 }
    }
    let trilemma = state.trilemma(at: now, frames: (arrived, 0), openEvidence: 0)
    meanAges += trilemma.meanAge ?? 0
    worstAge = max(worstAge, trilemma.worstAge ?? 0)
    guard let error = state.latestError else { return }
    squares += error * error
    judged += 1
  }

  /// What is printed; `nil` before the first row.
  ///
  /// - Parameter openEvidence: alarms that nobody has dealt with.
  func summary(openEvidence: Int) -> Summary? {
    guard arrived > 0 else { return nil }
    return Summary(
      fidelity: judged > 0 ? (squares / Double(judged)).squareRoot() : nil, isPredicted: model.physics != nil,
      meanAgeSeconds: meanAges.isFinite ? meanAges / Double(arrived) : nil,
      worstAgeSeconds: worstAge.isFinite ? worstAge : nil, missingValues: missing, predictedValues: predicted,
      frames: arrived, verifiedFrames: 0, openEvidence: openEvidence)
  }

  /// The trilemma of a twin over a recording.
  struct Summary: Encodable {
    /// Root mean square of the one-step prediction error as a share of each quantity's span.
    @OrNull var fidelity: Double?
    var isPredicted: Bool
    @OrNull var meanAgeSeconds: Double?
    @OrNull var worstAgeSeconds: Double?
    /// Values that did not arrive, and how many of them the twin predicted meanwhile.
    var missingValues: Int
    var predictedValues: Int
    var frames: Int
    /// A recording proves the origin of none.
    var verifiedFrames: Int
    var openEvidence: Int

    enum CodingKeys: String, CodingKey {
      case fidelity, frames
      case isPredicted = "is_predicted"
      case meanAgeSeconds = "mean_age_seconds"
      case worstAgeSeconds = "worst_age_seconds"
      case missingValues = "missing_values"
      case predictedValues = "predicted_values"
      case verifiedFrames = "verified_frames"
      case openEvidence = "open_evidence"
    }

    /// Three lines.
    var text: String {
      let error = fidelity.map { "one-step error \(TrainingText.number($0 * 100)) % of each quantity's span" }
      let ages = "values \(words(meanAgeSeconds)) old on average, the oldest \(words(worstAgeSeconds))"
      let gaps = missingValues == 0 ? "" : "; \(missingValues) values missing, \(predictedValues) of them predicted"
      return """
        Twin, fidelity: \(error ?? (isPredicted ? "nothing was comparable" : "nothing is declared to predict by")).
        Twin, synchronisation: \(ages)\(gaps).
        Twin, security: \(verifiedFrames) of \(frames) frames verified; \(count(openEvidence, "alarm")) open.
        """
    }

    private func words(_ seconds: Double?) -> String { seconds.map { "\(TrainingText.number($0)) s" } ?? "unknown" }
  }
}
