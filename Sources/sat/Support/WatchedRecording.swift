internal import TwinConnectors
internal import TwinDetection
internal import TwinDiagnosis
internal import TwinModel

/// A recording, and the messages of the same time, on their way through the diagnosis of a plant.
struct WatchedRecording {
  /// What is known of the plant.
  private(set) var knowledge: PlantDiagnosis.Knowledge
  private let path: String
  /// How the recording is read.
  let options: RecordingOptions
  /// What the network told, in the order of time.
  private var heard: [Evidence] = []

  /// Most pieces of evidence from messages that are kept.
  private static let evidenceLimit = 1_000_000

  /// - Parameter identification: a learned model's file; `nil` for the program's own.
  init(
    path: String, reading: RecordingArguments, model: DetectorModel, kind: AnomalyDetector.Kind, site: Site?,
    identification: String?
  ) throws(Failure) {
    self.path = path
    options = reading.options
    knowledge = PlantDiagnosis.Knowledge(model: model, site: site, tick: reading.period?.seconds)
    knowledge.kind = kind
    if let identification { knowledge.identifier = try readIdentification(identification) }
  }

  /// Hears a message log by a baseline; nothing where there is none.
  mutating func hear(_ log: String?, by baseline: String?) throws(Failure) {
    guard let log, let baseline else { return }
    var monitor = MessageMonitor(baseline: try readMessageBaseline(baseline).baseline)
    var heard: [Evidence] = []
    let progress = Progress()
    try readMessages(log) { (message) throws(Failure) in
      heard += monitor.observe(message)
      guard heard.count <= Self.evidenceLimit else {
        throw Failure("\(log): more than \(Self.evidenceLimit) pieces of evidence; give a shorter log")
      }
      progress.show("heard \(monitor.messages) messages")
    }
    progress.end()
    self.heard = heard
  }

  /// Takes the plant's book along: updates, permits, sessions; nothing where there is none.
  mutating func note(_ book: String?) throws(Failure) {
    guard let book else { return }
    let bytes = try readFile(book, limit: PlantBook.byteLimit)
    let notices: [Evidence]
    do throws(PlantBookError) { notices = try PlantBook(decoding: bytes).notices } catch {
      throw Failure(error, in: book)
    }
    func time(_ piece: Evidence) -> Int64 { piece.sourceTime?.nanoseconds ?? .min }
    // What was written at an instant is known before what is heard then.
    var merged: [Evidence] = []
    var next = 0
    for piece in heard {
      while next < notices.count, time(notices[next]) <= time(piece) {
        merged.append(notices[next])
        next += 1
      }
      merged.append(piece)
    }
    heard = merged + notices[next...]
  }

  /// Hands over row by row what was recorded, with what was heard up to it; stops when told so.
  ///
  /// - Parameter take: whether to go on.
  func run(_ take: (Frame, [Evidence]) throws(Failure) -> Bool) throws(Failure) {
    var reader = try RecordingReader(opening: path, options: options)
    let columns = try matchColumns(of: knowledge.model.tags, in: reader.tags, file: path)
    let progress = Progress()
    var next = 0
    while let block = try reader.next() {
      let frames = block.selecting(columns)
      for row in 0..<frames.count {
        let frame = frames.frame(at: row)
        let begin = next
        if let now = frame.sourceTime {
          while next < heard.count, heard[next].sourceTime ?? now <= now { next += 1 }
        }
        guard try take(frame, Array(heard[begin..<next])) else { return progress.end() }
      }
      progress.show("read \(reader.summary.rows) rows")
    }
    progress.end()
  }
}
