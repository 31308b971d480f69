/// What normal operation showed of one flow: who, what, how often, how fast.
struct FlowProfile: Sendable, Equatable, Codable {
  /// Places among the baseline's names.
  var source: Int
  var destination: Int
  /// Places among the baseline's words.
  var protocolName: Int
  var operation: Int
  /// As in ``MessageObservation/code``.
  var code: UInt16
  var isResponse: Bool
  var isWrite: Bool
  var target: Target
  /// Places among the baseline's tags, in the order of the payload; empty where they vary.
  var tags: [Int] = []
  /// Last parts of paths that were named; empty where the whole path is the target, or where any may be named.
  var leaves: [String] = []
  /// Messages that were seen.
  var count = 0
  /// Seconds from message to message; `nil` where too few were seen.
  var intervals: Intervals?
  /// Natural logarithm of an answer's seconds; `nil` for what answers nothing.
  var roundTrip: Spread?
  /// Seconds of a payload's age; `nil` where it says nothing of that.
  var age: Age?
  /// Payloads whose repetition is watched: how many are kept; 0 for none.
  var memory = 0
  /// Shape of `tags`: the place among all flows' tags from which each value comes, −1 where it is the first to tell it; empty
  /// where nothing is known.
  var upstream: [Int] = []
  /// Largest rate, round-trip and replay statistics in normal operation, which are subtracted.
  var usual = Usual()

  /// What it reads or writes.
  enum Target: Sendable, Equatable, Codable {
    case none
    case registers(unit: UInt8, address: UInt16, count: UInt16)
    /// Place among the baseline's paths.
    case path(Int)
    case port(UInt16)
  }

  /// Seconds from message to message.
  struct Intervals: Sendable, Equatable, Codable {
    /// > 0.
    var mean: Double
    /// Squared coefficient of variation: 0 for a clock, 1 for chance.
    var variation: Double
    var longest: Double
  }

  /// Mean and standard deviation.
  struct Spread: Sendable, Equatable, Codable {
    var mean: Double
    /// > 0.
    var deviation: Double
  }

  /// Seconds.
  struct Age: Sendable, Equatable, Codable {
    var mean: Double
    var longest: Double
  }

  /// Largest statistics in normal operation, ≥ 0.
  struct Usual: Sendable, Equatable, Codable {
    var rate = 0.0
    var roundTrip = 0.0
    var replay = 0.0
  }

  /// Whether it comes like a clock rather than by chance.
  var isPeriodic: Bool { (intervals?.variation ?? 1) < 0.5 }
}
