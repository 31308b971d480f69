/// What normal operation looks like on a network: who says what to whom, how often, how fast and what for, and how far
/// each detector's statistic strays in it.
///
/// Learned by ``MessageLearning``, watched by ``MessageMonitor``. A plain value; the same messages give the same bytes.
public struct MessageBaseline: Sendable, Equatable, Codable {
  /// Addresses, in the order in which they were first heard.
  var names: [String] = []
  /// Protocols, and operations that have no number.
  var words: [String] = []
  /// Topics, and paths without their last part.
  var paths: [String] = []
  /// Tags.
  var tags: [String] = []
  /// Keys, certificates, client identifiers.
  var identities: [String] = []
  /// Who says what to whom.
  var flows: [FlowProfile] = []
  /// Tags whose repetition is watched one by one.
  var series: [Series] = []
  /// Shape of `tags`: what was written.
  var written: [WrittenRange] = []
  /// Which identity belongs to which address.
  var bindings: [Binding] = []
  /// Conversations, in the order of their first flows, whose sequence numbers are not in order in normal operation.
  var unordered: [Int] = []
  /// Conversations whose answers have no questions in normal operation.
  var unpaired: [Int] = []
  /// Shape `[detector]`.
  var tails: [MessageTail] = MessageDetector.allCases.map { MessageTail(of: $0) }
  /// What it was learned from.
  public internal(set) var report = Report()

  /// A tag in a flow whose values are watched for repetition.
  struct Series: Sendable, Equatable, Codable {
    var flow: Int
    var place: Int
    /// Values that are kept, a power of two.
    var memory: Int
    /// Largest run in normal operation, in natural logarithms.
    var usual = 0.0
  }

  /// Values of a tag that were written.
  struct WrittenRange: Sendable, Equatable, Codable {
    var low = 0.0
    var high = 0.0
    /// Whether any was.
    var isKnown = false
    /// Whether all were whole numbers.
    var isWhole = true

    mutating func add(_ value: Double) {
      guard value.isFinite else { return }
      low = isKnown ? min(low, value) : value
      high = isKnown ? max(high, value) : value
      isWhole = isWhole && value == value.rounded()
      isKnown = true
    }
  }

  /// An identity at its address.
  struct Binding: Sendable, Equatable, Codable {
    var name: Int
    var identity: Int
  }

  /// What a baseline was learned from.
  public struct Report: Sendable, Equatable, Codable {
    /// Messages.
    public var messages = 0
    /// Seconds from the first message to the last.
    public var seconds = 0.0
    /// Minutes by which the thresholds were set.
    public var heldOutMinutes = 0
    /// The budget of all detectors together, in alarms a day.
    public var falseAlarmsPerDay = 0.0
    /// Flows that were heard.
    public var flows = 0
    /// Addresses that were heard.
    public var addresses = 0
    /// Events of each detector in the held-out minutes, by its raw value; those without are left out.
    public var heldOutEvents: [String: Int] = [:]
  }

  /// Natural logarithm of each detector's share of the budget, in clusters a minute.
  var logBudget: Double { Self.logBudget(falseAlarmsPerDay: report.falseAlarmsPerDay) }
}
