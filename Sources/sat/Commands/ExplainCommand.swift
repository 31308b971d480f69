internal import ArgumentParser
internal import Foundation
internal import TwinConnectors
internal import TwinDetection
internal import TwinDiagnosis
internal import TwinModel

/// `sat explain`: why, tag by tag and in words.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract:
      "Explain an incident: which tags, since when, what would have been normal, what happens next, what to do.",
    discussion: """
      Explains an incident file, or finds and explains the incidents of a recording: what they are taken for, since when,
      and why. Every number of the text is checked against the incident's record before it is printed. An alarm that stays
      alone, and is no incident, is explained as A-1, A-2, ….

      Example:
        sat explain --model plant.satmodel --recording today.csv.gz --site plant.yaml --incidents incidents
        sat explain --model plant.satmodel --recording today.csv.gz --message-model plant.satmessages \
          --messages today.jsonl.gz
        sat explain --model plant.satmodel --recording today.csv.gz --site plant.yaml --log today.book.jsonl
        sat explain incidents/I-1.json
        sat explain incidents/I-1.json --reader engineer
        sat explain incidents/I-1.json --reader auditor --json
      """)

  @Argument(help: "An incident file, written by 'sat explain --incidents'.")
  var incident: String?
  @Option(help: "The model, written by 'sat train'; with --recording.")
  var model: String?
  @Option(help: "The recording whose alarms are to be explained; with --model.")
  var recording: String?
  @Option(help: "Explain the row with this step instead of the alarms.")
  var at: Int?
  @Option(help: "The series of the row, where the recording has several.")
  var series: String?
  @Option(help: "A folder for incident files, one for each incident.")
  var incidents: String?
  @Option(help: "For whom: \(ReaderChoice.list).")
  var reader = ReaderChoice.operator
  @Option(help: "Another language: a JSON file of the texts.")
  var language: String?
  @Option(help: "Which detector decides.")
  var detector = DetectorChoice.ensemble
  @OptionGroup var knowledge: DiagnosisArguments
  @OptionGroup var reading: RecordingArguments
  @Flag(help: "Print record, text and sources as JSON.")
  var json = false

  /// Most incidents of one recording that are explained.
  private static let incidentLimit = 10_000
  /// Most incidents that are printed in full.
  private static let printedLimit = 20

  func validate() throws {
    let hasRun = model != nil || recording != nil
    guard incident != nil || hasRun else {
      throw ValidationError("give an incident file, or --model and --recording")
    }
    guard incident == nil || !hasRun else {
      throw ValidationError("give either an incident file or --model and --recording, not both")
    }
    guard incident != nil || (model != nil && recording != nil) else {
      throw ValidationError("--model and --recording go together")
    }
    guard knowledge.hasPairedMessages else {
      throw ValidationError("--message-model and --messages go together")
    }
    guard incident == nil || knowledge.log == nil else {
      throw ValidationError("--log goes with a recording, not with an incident file")
    }
    guard incident == nil || knowledge.messages == nil else {
      throw ValidationError("--messages goes with a recording, not with an incident file")
    }
  }

  func run() throws {
    let texts = try language.map(readLanguage) ?? .english
    if let incident { return try explainFile(incident, texts) }
    guard let model, let recording else { return }
    let records = try explainRecording(recording, model: model)
    guard !records.isEmpty else {
      let what = at.map { "\(recording): no row has the step \($0)" }
      if let what { throw Failure(what + "; check --at and --series") }
      return try printResult(json ? "[]" : "No incident and no alarm in \(recording).")
    }
    if let incidents { try write(records, to: incidents) }
    try show(records, texts)
  }

  // MARK: - An incident file

  private func explainFile(_ path: String, _ texts: Language) throws(Failure) {
    let bytes = try readFile(path, limit: ExplanationRecord.fileLimit)
    let record: ExplanationRecord
    do throws(RecordError) { record = try ExplanationRecord(decoding: bytes) } catch { throw Failure(error, in: path) }
    tellModel(of: record)
    try show([record], texts)
  }

  /// Says where the model is not the one that raised the alarm; the record itself needs none.
  private func tellModel(of record: ExplanationRecord) {
    guard let file = record.ids.modelFile else { return }
    guard let bytes = try? readFile(file, limit: 1 << 32) else {
      return warn("the model \(file) is gone; the figures are those of the record")
    }
    guard DetectorModel.digest(of: bytes) != record.ids.model else { return }
    warn("the model \(file) has changed since the incident; the figures are those of the record")
  }

  // MARK: - A recording

  private func explainRecording(_ path: String, model: String) throws(Failure) -> [ExplanationRecord] {
    let (trained, digest) = try readModel(model)
    var context = ExplanationContext(
      incident: "I-", site: try knowledge.readPlant(),
      ids: .init(
        model: digest, modelFile: (model as NSString).standardizingPath, data: "", recording: path,
        program: "Secure-AI Twin \(SecureAITwin.version)"))
    context.detector = detector.kind.rawValue
    if let at { return try explainRow(at, of: path, trained, context) }
    let watch = try knowledge.watch(path, reading, model: trained, kind: detector.kind)
    var explainer = IncidentExplainer(watch.knowledge, context: context)
    var records: [ExplanationRecord] = []
    try watch.run { (frame, evidence) throws(Failure) in
      explainer.take(evidence)
      records += explainer.observe(frame).records
      return records.count < Self.incidentLimit
    }
    return Array((records + explainer.finish().records).prefix(Self.incidentLimit))
  }

  /// One row, alarmed or not.
  private func explainRow(
    _ row: Int, of path: String, _ trained: DetectorModel, _ context: ExplanationContext
  ) throws(Failure) -> [ExplanationRecord] {
    var machine = AnomalyDetector(model: trained, kind: detector.kind)
    var explainer = AlarmExplainer(tags: trained.tags, context: context, explaining: .row(row, series: series))
    var records: [ExplanationRecord] = []
    let watch = try WatchedRecording(
      path: path, reading: reading, model: trained, kind: detector.kind, site: context.site, identification: nil)
    try watch.run { (frame, _) throws(Failure) in
      let assessment = machine.observe(frame)
      if let record = explainer.observe(frame, assessment, after: machine) { records.append(record) }
      return records.count < Self.incidentLimit
    }
    if let record = explainer.finish() { records.append(record) }
    return records
  }

  private func write(_ records: [ExplanationRecord], to folder: String) throws(Failure) {
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw Failure("\(folder): the folder cannot be made: \(error.localizedDescription); choose another")
    }
    for record in records { try writeFile("\(folder)/\(record.incident).json", record.encoded()) }
  }

  // MARK: - Words

  private func readLanguage(_ path: String) throws(Failure) -> Language {
    let bytes = try readFile(path, limit: 1 << 20)
    guard let table = try? JSONDecoder().decode([String: String].self, from: Data(bytes)) else {
      throw Failure("\(path): not a JSON object from key to text; see Docs/Explanation.md")
    }
    do throws(LanguageError) { return try Language(table) } catch { throw Failure(error, in: path) }
  }

  /// An explanation for programs.
  private struct Result: Encodable {
    var record: ExplanationRecord
    var reader: String
    var words: Int
    var text: String
    var explanation: Explanation
  }

  private func show(_ records: [ExplanationRecord], _ texts: Language) throws(Failure) {
    var results: [Result] = []
    for record in records {
      let explanation = Explainer(record, language: texts).explanation(for: reader.reader)
      let text = explanation.text
      guard let faults = try? Faithfulness(record, language: texts).faults(of: text, by: explanation) else {
        throw Failure("\(record.incident): the record cannot be checked, so nothing is printed")
      }
      guard faults.isEmpty else {
        throw Failure("\(record.incident): the text and the record differ (\(faults[0])), so nothing is printed")
      }
      results.append(
        Result(
          record: record, reader: reader.reader.rawValue, words: explanation.wordCount, text: text,
          explanation: explanation))
    }
    if json { return try printResult(text(of: results)) }
    var parts = results.prefix(Self.printedLimit).map { $0.record.incident + "\n" + $0.text }
    if results.count > Self.printedLimit {
      let advice = incidents == nil ? "; --incidents FOLDER writes them all" : ""
      parts.append("… and \(results.count - Self.printedLimit) more\(advice)\n")
    }
    try printResult(parts.joined(separator: "\n"))
  }

  /// As JSON whose names are those of the record, because figures refer to them.
  private func text(of results: [Result]) throws(Failure) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    do {
      return String(decoding: try encoder.encode(results), as: UTF8.self)
    } catch {
      throw Failure("the result cannot be written as JSON: \(error)")
    }
  }
}
