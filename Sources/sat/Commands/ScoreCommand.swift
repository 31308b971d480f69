internal import ArgumentParser
internal import TwinConnectors
internal import TwinDetection
internal import TwinModel

/// `sat score`: one score and alarm per row.
struct ScoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "score",
    abstract: "Score a recording row by row: score, alarm, and the three tags that contributed most.",
    discussion: """
      Writes CSV (gzipped when the name ends in .gz) with the columns series,step,score,alarm and then
      tag1,share1,tag2,share2,tag3,share3; one line per row of the recording. A score above 1 is an alarm.
      Memory does not grow with the length of the recording.

      Example:
        sat score --model plant.satmodel --recording other.csv.gz --output scores.csv
      """)

  @Option(help: "The model, written by 'sat train'.")
  var model: String
  @Option(help: "The recording to score.")
  var recording: String
  @Option(name: [.short, .long], help: "Where to write the scores.")
  var output: String
  @Option(help: "Which detector decides.")
  var detector = DetectorChoice.ensemble
  @OptionGroup var reading: RecordingArguments
  @Flag(help: "Print the result as JSON.")
  var json = false

  func run() throws {
    let (trained, digest) = try readModel(model)
    var reader = try reading.open(recording)
    let columns = try matchColumns(trained, reader.tags, file: recording)
    var machine = AnomalyDetector(model: trained, kind: detector.kind)
    var scores = ScoreBlock()
    var alarms = 0
    let progress = Progress()
    var writer = try ScoreWriter(path: output, tags: trained.tags)
    do throws(RecordingError) {
      while let block = try reader.nextBlock() {
        let frames = block.selecting(columns)
        machine.score(frames, into: &scores)
        for row in 0..<scores.count where scores.isAlarm(at: row) { alarms += 1 }
        try append(frames, scores, to: &writer)
        progress.show("scored \(reader.summary.rows) rows")
      }
    } catch {
      throw Failure(error)
    }
    progress.end()
    if let failure = writer.failure { throw failure }
    try writer.finish()
    let rows = reader.summary.rows
    print(
      json
        ? "{\"rows\": \(rows), \"alarmed_rows\": \(alarms), \"detector\": \"\(detector.kind.rawValue)\", \"model_sha256\": \"\(digest)\"}"
        : "Scored \(rows) rows, \(alarms) above the alarm threshold.")
  }

  private func append(_ block: FrameBlock, _ scores: ScoreBlock, to writer: inout ScoreWriter) throws(RecordingError) {
    writer.append(block, scores)
  }
}

/// The columns of a model's tags in a recording; columns the model does not know are ignored with one warning.
func matchColumns(_ model: DetectorModel, _ tags: [String], file: String) throws -> [Int] {
  let match = try ColumnMatch(model: model.tags, recording: tags, file: file)
  if !match.extra.isEmpty {
    warn("\(file): columns that the model does not know are ignored: \(ColumnMatch.list(match.extra))")
  }
  return match.columns
}
