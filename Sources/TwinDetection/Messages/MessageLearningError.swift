/// Why messages do not make a baseline.
public enum MessageLearningError: Error, Equatable, CustomStringConvertible {
  /// Fewer minutes than thresholds need.
  case tooShort(minutes: Int, needed: Int)
  /// No messages at all.
  case noMessages
  /// More addresses, flows, tags or paths than a baseline may have.
  case tooMany(addresses: Int, flows: Int)

  /// One line: what is wrong and what to do.
  public var description: String {
    switch self {
    case .tooShort(let minutes, let needed):
      "\(minutes) minutes of messages, and \(needed) are needed, better a day; record longer"
    case .noMessages: "no messages; record with 'sat testbed run --messages'"
    case .tooMany(let addresses, let flows):
      "\(addresses) addresses and \(flows) flows, more than a baseline may have; split the log by zone"
    }
  }
}
