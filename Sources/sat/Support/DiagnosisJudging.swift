internal import Foundation
internal import TwinConnectors
internal import TwinDetection
internal import TwinDiagnosis
internal import TwinEvaluation
internal import TwinModel

/// Judges what diagnosis makes of a labelled recording.
struct DiagnosisJudging {
  var watch: WatchedRecording
  var recording: String
  /// What `sat testbed run --ground-truth` wrote; `nil` for the recording's own events.
  var groundTruth: String?
  var modelDigest: String

  /// What came of it.
  struct Outcome {
    var figures: DiagnosisFigures
    var attribution: AttributionFigures

    var lines: [DiagnosisFigures.Line] { figures.lines + attribution.lines }
    var section: DiagnosisSection { DiagnosisSection(figures, attribution: attribution) }
    var text: String {
      let lines = attribution.lines
      let width = lines.map(\.name.count).max() ?? 0
      return figures.text
        + lines.map { line in
          line.name + String(repeating: " ", count: width - line.name.count + 2) + "\(line.value) (\(line.meaning))\n"
        }.joined()
    }
  }

  /// The part of a ground truth that is needed; see `RunOutcome`.
  private struct Truth: Decodable {
    var start_time: String
    var attacks: [Attack]

    struct Attack: Decodable {
      var id: String
      var type: String?
      var level: Int?
      var is_benign: Bool
      var targets: [String]
      var start_seconds: Double
      var end_seconds: Double
    }
  }

  func run() throws(Failure) -> Outcome {
    let events = if let groundTruth { try known(from: groundTruth) } else { try labelledEvents() }
    let context = ExplanationContext(
      incident: "I-", site: watch.knowledge.site,
      ids: .init(model: modelDigest, data: "", recording: recording, program: "Secure-AI Twin \(SecureAITwin.version)"))
    var judge = RecordedDiagnosis(watch.knowledge, context: context, events: events)
    try watch.run { (frame, evidence) throws(Failure) in
      guard frame.sourceTime != nil else {
        throw Failure("\(recording): diagnosis is judged by times; name the column of times with --time-column")
      }
      judge.observe(frame, hearing: evidence)
      return true
    }
    let (outcomes, attribution) = judge.finish(testbed: recording)
    guard let identifier = watch.knowledge.identifier else {
      throw Failure("no identification model; give --identification")
    }
    return Outcome(
      figures: DiagnosisFigures(outcomes, by: identifier, classes: IncidentClass.allCases.filter { $0 != .unknown }),
      attribution: attribution)
  }

  private func known(from path: String) throws(Failure) -> [KnownEvent] {
    let bytes = try readFile(path, limit: 64 << 20)
    guard let truth = try? JSONDecoder().decode(Truth.self, from: Data(bytes)),
      let begin = Self.instant(truth.start_time)
    else { throw Failure("\(path) is no ground truth; give the file that 'sat testbed run --ground-truth' wrote") }
    func instant(_ seconds: Double) -> SourceTime {
      SourceTime(nanoseconds: begin.nanoseconds + Int64(max(-1e9, min(1e9, seconds)) * 1e9))
    }
    return truth.attacks.map { attack in
      KnownEvent(
        id: attack.id, kind: attack.is_benign ? .benign : attack.type.flatMap(IncidentClass.init),
        level: attack.level ?? 0,
        targets: attack.targets, start: instant(attack.start_seconds), end: instant(attack.end_seconds))
    }.sorted { $0.start < $1.start }
  }

  private static func instant(_ text: String) -> SourceTime? {
    let date =
      (try? Date.ISO8601FormatStyle().parse(text))
      ?? (try? Date.ISO8601FormatStyle(includingFractionalSeconds: true).parse(text))
    guard let seconds = date?.timeIntervalSince1970, abs(seconds) < 9e9 else { return nil }
    return SourceTime(nanoseconds: Int64((seconds * 1e9).rounded()))
  }

  /// The recording's own events; those whose names begin with a type are of that type.
  private func labelledEvents() throws(Failure) -> [KnownEvent] {
    var reader = try RecordingReader(opening: recording, options: watch.options)
    var events: [KnownEvent] = []
    while let block = try reader.next() {
      guard !block.sourceTimes.isEmpty else { return [] }
      for row in 0..<block.count {
        let name =
          block.events.isEmpty ? (block.labels.isEmpty || !block.labels[row] ? "" : "event") : block.events[row]
        guard !name.isEmpty else { continue }
        let time = block.sourceTimes[row]
        if events.last?.id == name {
          events[events.count - 1].end = time
        } else {
          let kind = IncidentClass(rawValue: String(name.prefix(2)).uppercased())
          events.append(KnownEvent(id: name, kind: kind, start: time, end: time))
        }
      }
    }
    return events
  }
}
