internal import TwinModel

/// The detectors of a ``MessageMonitor``, each with a tail of its own and a share of the false-alarm budget.
///
/// Raw values are stable: they stand in baselines and, behind `message/`, as ``Evidence/source``.
public enum MessageDetector: String, Sendable, Codable, CaseIterable {
  /// Somebody speaks who never did.
  case newTalker = "new-talker"
  /// Two speak to each other who never did.
  case newConversation = "new-conversation"
  /// A function code, verb or topic that this conversation never had.
  case newOperation = "new-operation"
  /// A write where only reads were, or by somebody who never wrote there.
  case newWriter = "new-writer"
  /// Registers, a topic's or a path's last part that this operation never named.
  case newTarget = "new-target"
  /// More messages than usual, or closer together.
  case rate
  /// Messages that should have come by now.
  case silence
  /// Answers come sooner or later than they did: somebody else answers, or stands between.
  case roundTrip = "round-trip"
  /// A payload says that it is older than payloads of its kind ever were.
  case staleness
  /// A sequence number that repeats or goes back.
  case sequence
  /// An answer to which there was no question: an old transaction, or one too many.
  case unsolicited
  /// A window of payloads comes again.
  case replay
  /// A written value lies outside what was written in normal operation.
  case writtenValue = "written-value"
  /// Supervision is told something else than the field said: two sources for one tag, or a lie on the way.
  case contradiction
  /// An identity at an address where it never was.
  case identity
  /// Refusals: wrong proofs, exceptions, client errors.
  case refusal
  /// More strangers than can be told apart; what they say is counted and not kept.
  case crowd

  /// Its place in arrays.
  var place: Int {
    switch self {
    case .newTalker: 0
    case .newConversation: 1
    case .newOperation: 2
    case .newWriter: 3
    case .newTarget: 4
    case .rate: 5
    case .silence: 6
    case .roundTrip: 7
    case .staleness: 8
    case .sequence: 9
    case .unsolicited: 10
    case .replay: 11
    case .writtenValue: 12
    case .contradiction: 13
    case .identity: 14
    case .refusal: 15
    case .crowd: 16
    }
  }

  /// Number of detectors.
  static let count = allCases.count

  /// What kind of behaviour it shows; the detectors' names are those of the common vocabulary.
  var sign: Evidence.Sign? { Evidence.Sign(rawValue: rawValue) }

  /// Whether its statistic strays by chance, by losses and latencies; otherwise it counts what does not happen at all.
  var isOfChance: Bool {
    switch self {
    case .rate, .silence, .roundTrip, .staleness, .replay, .writtenValue, .contradiction: true
    default: false
    }
  }

  /// The smallest scale of its statistic's tail, in the statistic's unit: what few observations cannot undercut.
  ///
  /// Counted statistics (novelties, refusals, runs) grow in steps of 1; half a step lets one event that never happened in
  /// training pass the threshold. Statistics in natural logarithms have the exponential tail of theory, 1.
  var leastScale: Double {
    switch self {
    case .rate, .silence, .replay: 1
    case .roundTrip: 0.6
    case .staleness: 0.25
    case .writtenValue: 0.1
    default: 0.5
    }
  }
}
