internal import TwinDetection
internal import TwinModel
internal import TwinTestbeds

/// All watchers of one plant, side by side over one stream of rows and messages. A copy is a fork, as of a run.
struct PlantWatch: Sendable {
  private var learned: AnomalyDetector
  private var twin: AnomalyDetector
  private var listener: (any MessageListener)?
  private let tags: [String]
  private var scores = ScoreBlock()
  private var twinScores = ScoreBlock()
  /// Rows for which an alarm lasts beyond its last row above the threshold, so that what comes again within them is the same
  /// alarm (ANSI/ISA-18.2-2016, clause 10.5.2).
  private let offDelay: Int
  /// By watcher, rows since the last one above the threshold.
  private var quietRows: [Int]
  /// By watcher, whether the last row was an alarm.
  private(set) var isAlarmed: [Bool]

  /// One row as the watchers see it.
  struct Row {
    /// By watcher, whether it is an alarm.
    var isAlarmed: [Bool]
    /// Tags that contributed most to the twin's score.
    var tags: [String]
    /// Scores of the autoencoders, without and with the twin.
    var scores: (autoencoder: Float, learned: Float, twin: Float)
    /// What is loudest for whom watches values without and with the twin, and for whom hears messages; empty where nothing is.
    var causes: (learned: String, twin: String, heard: String)

    /// The score of a watcher of values, ≤ 50.
    func score(_ watcher: ExperimentWatcher) -> Double {
      let score =
        switch watcher {
        case .autoencoder: scores.autoencoder
        case .ensemble: scores.learned
        case .twin, .messages: scores.twin
        }
      return Double(min(score, 50))
    }

    /// What is loudest for a watcher.
    func cause(_ watcher: ExperimentWatcher) -> String {
      switch watcher {
      case .autoencoder: "autoencoder"
      case .ensemble: causes.learned
      case .twin: causes.twin
      case .messages: causes.twin.isEmpty ? causes.heard : causes.twin
      }
    }
  }

  init(_ plant: TrainedPlant) {
    learned = AnomalyDetector(model: plant.learned)
    twin = AnomalyDetector(model: plant.twin)
    offDelay = plant.setting.offDelayRows
    quietRows = plant.watchers.map { _ in .max }
    listener = plant.listener
    tags = plant.learned.tags
    isAlarmed = plant.watchers.map { _ in false }
  }

  /// Takes the rows recorded and the messages heard since the last time.
  ///
  /// - Parameter seconds: since the run began, up to which messages are complete.
  mutating func observe(_ block: FrameBlock, _ messages: [NetworkMessage], until seconds: Double) -> [Row] {
    learned.score(block, wantsContributions: false, into: &scores)
    twin.score(block, wantsContributions: true, into: &twinScores)
    let heard = listener?.hear(messages, until: seconds)
    return (0..<block.count).map { row in
      let byTwin = twinScores.isAlarm(at: row)
      var isLoud = [scores.autoencoderScores[row] > 1, scores.isAlarm(at: row), byTwin]
      if let heard { isLoud.append(byTwin || heard) }
      for (watcher, isLoud) in isLoud.enumerated() {
        quietRows[watcher] = isLoud ? 0 : quietRows[watcher] == .max ? .max : quietRows[watcher] + 1
      }
      isAlarmed = quietRows.map { $0 < offDelay }
      let named = byTwin ? twinScores.contributions(at: row).map { tags[$0.tag] } : []
      return Row(
        isAlarmed: isAlarmed, tags: named,
        scores: (scores.autoencoderScores[row], scores.scores[row], twinScores.scores[row]),
        causes: (
          scores.isAlarm(at: row) ? learned.loudestChannel?.name ?? "" : "",
          byTwin ? twin.loudestChannel?.name ?? "" : "", heard == true ? listener?.lastCause ?? "" : ""
        ))
    }
  }
}
