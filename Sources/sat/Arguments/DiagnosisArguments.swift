internal import ArgumentParser
internal import TwinDetection
internal import TwinModel

/// What diagnosis may know besides a recording and a model.
struct DiagnosisArguments: ParsableArguments {
  @Option(help: "The plant's site file: assets, units, limits, loops, laws.")
  var site: String?
  @Option(help: ArgumentHelp("The baseline of messages, written by 'sat train'.", valueName: "plant.satmessages"))
  var messageModel: String?
  @Option(help: ArgumentHelp("A message log of the same time.", valueName: "m.jsonl"))
  var messages: String?
  @Option(
    help: ArgumentHelp("What 'sat experiment identification' learned, instead of the program's own.", valueName: "file")
  )
  var identification: String?
  @Option(
    help: ArgumentHelp(
      "Updates, permits and sessions of the same time, a line of JSON each; see Docs/Diagnosis.md.",
      valueName: "book.jsonl"))
  var log: String?

  /// Whether nothing is given.
  var isEmpty: Bool { [site, messageModel, messages, identification, log].allSatisfy { $0 == nil } }

  /// Whether messages and what is known of them are both given, or neither.
  var hasPairedMessages: Bool { (messageModel == nil) == (messages == nil) }

  /// The plant, where its site file is given.
  func readPlant() throws(Failure) -> Site? {
    try site.map { (file) throws(Failure) in try readSite(file) }
  }

  /// A recording that is ready to be watched with all that is given.
  func watch(
    _ recording: String, _ reading: RecordingArguments, model: DetectorModel, kind: AnomalyDetector.Kind
  ) throws(Failure) -> WatchedRecording {
    var watch = try WatchedRecording(
      path: recording, reading: reading, model: model, kind: kind, site: try readPlant(), identification: identification
    )
    try watch.hear(messages, by: messageModel)
    try watch.note(log)
    return watch
  }
}
