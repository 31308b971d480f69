internal import TwinDetection
internal import TwinEvaluation
internal import TwinModel

/// Scores a labelled recording and keeps, row by row, what judging needs; the values themselves are not kept.
struct ScoredRun {
  private var machine: AnomalyDetector
  private var block = ScoreBlock()
  private var seriesNames: [String] = []
  private var seriesIndices: [Int32] = []
  private var sequences: [Int] = []
  private var sourceTimes: [SourceTime] = []
  private var labels: [Bool] = []
  private var events: [String] = []
  private var scores: [Double] = []
  private var autoencoder: [Double] = []
  private var topTags: [Int32] = []
  private var topShares: [Float] = []

  init(model: DetectorModel, kind: AnomalyDetector.Kind) {
    machine = AnomalyDetector(model: model, kind: kind)
  }

  /// Rows so far.
  var count: Int { sequences.count }

  /// Scores the next rows; the block's columns must be the model's tags.
  mutating func append(_ frames: FrameBlock) {
    machine.score(frames, into: &block)
    for row in 0..<frames.count {
      let name = frames.series(at: row)
      if seriesNames.last != name { seriesNames.append(name) }
      seriesIndices.append(Int32(seriesNames.count - 1))
    }
    sequences += frames.sequences
    sourceTimes += frames.sourceTimes
    labels += frames.labels
    events += frames.events
    scores += block.scores.map(Double.init)
    autoencoder += block.autoencoderScores.map(Double.init)
    topTags += block.topTags
    topShares += block.topShares
  }

  /// How many times the chosen detector raised an alarm.
  var alarms: Int { scores.indices.count { scores[$0] > 1 && ($0 == 0 || scores[$0 - 1] <= 1) } }

  /// What is to be judged: the chosen detector first, the autoencoder beside it.
  func recording() throws(EvaluationError) -> ScoredRecording {
    var detectors = [ScoredDetector(name: machine.kind.rawValue, scores: scores)]
    if machine.kind != .autoencoder { detectors.append(ScoredDetector(name: "autoencoder", scores: autoencoder)) }
    return try ScoredRecording(
      seriesNames: seriesNames, seriesIndices: seriesIndices, sequences: sequences, sourceTimes: sourceTimes,
      labels: labels, events: events, detectors: detectors)
  }

  /// The tags that contributed most to a row.
  func contributions(row: Int) -> [TagShare] {
    (row * ScoreBlock.namedTags..<(row + 1) * ScoreBlock.namedTags).compactMap { index in
      topTags[index] < 0
        ? nil : TagShare(tag: machine.model.tags[Int(topTags[index])], share: Double(topShares[index]))
    }
  }
}
