internal import ArgumentParser
internal import TwinConnectors
internal import TwinDetection
internal import TwinDiagnosis
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

      With --incidents it also writes what diagnosis makes of it, one JSON object for each change of an incident: what it
      is taken for with its probability and techniques, where, how urgent, which tags show it.

      Example:
        sat score --model plant.satmodel --recording other.csv.gz --site plant.yaml --output scores.csv \
          --incidents incidents.jsonl

      With --messages it watches, too, or only, a message log, and writes one JSON object for each piece of evidence:
      time, detector, strength (from 1 on an alarm), conversation, tag, what was observed and expected.

      Example:
        sat score --message-model plant.satmessages --messages other.jsonl.gz --message-output evidence.jsonl
      """)

  @Option(help: "The model, written by 'sat train'.")
  var model: String?
  @Option(help: "The recording to score.")
  var recording: String?
  @Option(name: [.short, .long], help: "Where to write the scores.")
  var output: String?
  @Option(help: ArgumentHelp("Where to write evidence from messages.", valueName: "evidence.jsonl"))
  var messageOutput: String?
  @Option(help: ArgumentHelp("Where to write incidents.", valueName: "incidents.jsonl"))
  var incidents: String?
  @Option(help: "Which detector decides.")
  var detector = DetectorChoice.ensemble
  @OptionGroup var knowledge: DiagnosisArguments
  @OptionGroup var reading: RecordingArguments
  @Flag(help: "Print the result as JSON.")
  var json = false

  /// What was done, for programs.
  private struct Result: Encodable {
    var output: String
    var detector: String
    var modelSha256: String
    var rows: Int
    var alarmedRows: Int
    var twin: TwinMirror.Summary?
  }

  func validate() throws {
    let ofRecording = [model, recording, output].compactMap(\.self).count
    let ofMessages = [knowledge.messageModel, knowledge.messages, messageOutput].compactMap(\.self).count
    guard ofRecording + ofMessages > 0 else {
      throw Failure(
        "say what to score: --model, --recording and --output, or --message-model, --messages and --message-output")
    }
    guard ofRecording == 0 || ofRecording == 3 else {
      throw Failure("--model, --recording and --output belong together; give all three")
    }
    guard ofMessages == 0 || ofMessages == 3 else {
      throw Failure("--message-model, --messages and --message-output belong together; give all three")
    }
    guard incidents == nil || ofRecording == 3 else {
      throw Failure("--incidents are made of a recording; give --model, --recording and --output")
    }
    guard knowledge.log == nil || incidents != nil else {
      throw Failure("--log is what incidents are explained with; give --incidents, too")
    }
    if let output, [messageOutput, incidents].contains(output) || (incidents != nil && incidents == messageOutput) {
      throw Failure("--output, --incidents and --message-output must be different files; name one each")
    }
  }

  func run() throws {
    if let model, let recording, let output { try score(recording, with: model, into: output) }
    if let model, let recording, let incidents { try diagnose(recording, with: model, into: incidents) }
    if let messageModel = knowledge.messageModel, let messages = knowledge.messages, let messageOutput {
      let progress = Progress()
      let (baseline, digest) = try readMessageBaseline(messageModel)
      let result = try MessageScoring(baseline: baseline, digest: digest, log: messages, output: messageOutput)
        .run(progress)
      progress.end()
      try printResult(json ? try jsonText(result) : result.plain)
    }
  }

  private func score(_ recording: String, with model: String, into output: String) throws {
    let (trained, digest) = try readModel(model)
    var reader = try RecordingReader(opening: recording, options: reading.options)
    let columns = try matchColumns(of: trained.tags, in: reader.tags, file: recording)
    var machine = AnomalyDetector(model: trained, kind: detector.kind)
    var scores = ScoreBlock()
    var alarms = 0
    var raised = 0
    var wasAlarm = false
    var mirror = trained.physics.map { _ in TwinMirror(trained) }
    let progress = Progress()
    var writer = try ScoreWriter(path: output, tags: trained.tags)
    while let block = try reader.next() {
      let frames = block.selecting(columns)
      machine.score(frames, into: &scores)
      mirror?.append(frames)
      for row in 0..<scores.count {
        let isAlarm = scores.isAlarm(at: row)
        alarms += isAlarm ? 1 : 0
        raised += isAlarm && !wasAlarm ? 1 : 0
        wasAlarm = isAlarm
      }
      try writer.append(frames, scores)
      progress.show("scored \(reader.summary.rows) rows")
    }
    try writer.finish()
    progress.end()
    let result = Result(
      output: output, detector: detector.kind.rawValue, modelSha256: digest, rows: reader.summary.rows,
      alarmedRows: alarms, twin: mirror?.summary(openEvidence: raised))
    let twin = result.twin.map { "\n" + $0.text } ?? ""
    try printResult(
      json
        ? try jsonText(result)
        : "Scored \(result.rows) rows, \(alarms) above the alarm threshold; wrote \(output).\(twin)")
  }

  private func diagnose(_ recording: String, with model: String, into path: String) throws {
    let watch = try knowledge.watch(recording, reading, model: try readModel(model).model, kind: detector.kind)
    var writer = try IncidentWriter(path: path)
    var diagnosis = PlantDiagnosis(watch.knowledge)
    try watch.run { (frame, evidence) throws(Failure) in
      diagnosis.take(evidence)
      try writer.write(diagnosis.observe(frame))
      return true
    }
    try writer.write(diagnosis.finish())
    try printResult(try writer.finish())
  }
}
