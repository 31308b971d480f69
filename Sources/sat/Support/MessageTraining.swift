internal import TwinConnectors
internal import TwinDetection
internal import TwinModel
internal import TwinTestbeds

/// Learns what normal operation says on the network from message logs.
struct MessageTraining {
  /// Logs of normal operation, as 'sat testbed run --messages' writes them, one after the other in time.
  var logs: [String]
  /// False alarms per day of all detectors together.
  var falseAlarmsPerDay: Double

  /// What came of it.
  struct Outcome {
    var baseline: MessageBaseline
    /// The baseline as a file.
    var bytes: [UInt8]

    var digest: String { MessageBaseline.digest(of: bytes) }
  }

  /// Reads the logs twice: how long they are decides what is learned and what is held out.
  func run(_ progress: Progress) throws(Failure) -> Outcome {
    var span: (begin: SourceTime, end: SourceTime)?
    var count = 0
    try readAll { message in
      span = (min(span?.begin ?? message.time, message.time), max(span?.end ?? message.time, message.time))
      count += 1
      progress.show("reading \(count) messages")
    }
    let place = logs.joined(separator: ", ")
    guard let span else { throw Failure(MessageLearningError.noMessages, in: place) }
    var learning = MessageLearning(from: span.begin, to: span.end, falseAlarmsPerDay: falseAlarmsPerDay)
    var learned = 0
    try readAll { message in
      learning.observe(message)
      learned += 1
      progress.show("learned \(learned) of \(count) messages")
    }
    do throws(MessageLearningError) {
      let baseline = try learning.finish()
      return Outcome(baseline: baseline, bytes: baseline.encoded())
    } catch {
      throw Failure(error, in: place)
    }
  }

  private func readAll(_ take: (MessageObservation) -> Void) throws(Failure) {
    for log in logs { try readMessages(log, take) }
  }
}

/// Hands over the messages of a log, one after the other.
func readMessages(_ path: String, _ take: (MessageObservation) throws(Failure) -> Void) throws(Failure) {
  var reader: MessageLogReader
  do throws(MessageLogError) {
    reader = try MessageLogReader(path: path, start: Testbed.usualStart)
  } catch {
    throw Failure(error, in: path)
  }
  while true {
    let message: MessageObservation?
    do throws(MessageLogError) {
      message = try reader.next()
    } catch {
      throw Failure(error, in: path)
    }
    guard let message else { return }
    try take(message)
  }
}

/// Reads and decodes a baseline of messages.
func readMessageBaseline(_ path: String) throws(Failure) -> (baseline: MessageBaseline, digest: String) {
  let bytes = try readFile(path, limit: MessageBaseline.byteLimit)
  do throws(MessageBaselineError) {
    return (try MessageBaseline(decoding: bytes), MessageBaseline.digest(of: bytes))
  } catch {
    throw Failure(error, in: path)
  }
}
