public import TwinModel

/// How values of a plant arrive in normal operation: for each tag the longest run of rows in which it was missing, was old,
/// or did not change by a bit.
public struct ArrivalBaseline: Sendable, Equatable {
  /// Names of the tags, in the order of frames.
  public let tags: [String]
  /// Rows of normal operation seen.
  public private(set) var rows = 0
  /// Per manner, shape `[tag]`: the longest run.
  private(set) var longest: [[Int]]
  private var runs: ArrivalRuns

  /// Creates a baseline that has seen nothing.
  public init(tags: [String]) {
    self.tags = tags
    longest = ArrivalManner.allCases.map { _ in tags.map { _ in 0 } }
    runs = ArrivalRuns(tags: tags.count)
  }

  /// Learns from the next frame of normal operation.
  public mutating func learn(_ frame: Frame) {
    precondition(frame.values.count == tags.count, "a frame has one value per tag")
    rows += 1
    runs.follow(frame)
    for manner in ArrivalManner.allCases.indices {
      for tag in tags.indices { longest[manner][tag] = max(longest[manner][tag], runs.lengths[manner][tag]) }
    }
  }
}

/// Ways in which a value fails to arrive.
enum ArrivalManner: Int, CaseIterable {
  case missing
  case stale
  case frozen

  var sign: Evidence.Sign {
    switch self {
    case .missing: .missing
    case .stale: .stale
    case .frozen: .frozen
    }
  }
}

/// For each manner and tag, in how many rows up to now it held without a break.
struct ArrivalRuns: Sendable, Equatable {
  /// Per manner, shape `[tag]`.
  private(set) var lengths: [[Int]]
  private var last: [Double]
  private var series: String?

  init(tags: Int) {
    lengths = ArrivalManner.allCases.map { _ in [Int](repeating: 0, count: tags) }
    last = [Double](repeating: .nan, count: tags)
  }

  mutating func follow(_ frame: Frame) {
    if frame.series != series {
      self = ArrivalRuns(tags: last.count)
      series = frame.series
    }
    for tag in frame.values.indices {
      let value = frame.values[tag]
      let quality = frame.quality.isEmpty ? Quality.good : frame.quality[tag]
      let isMissing = !value.isFinite || quality == .missing || quality == .bad
      count(.missing, tag, isMissing)
      count(.stale, tag, !isMissing && quality == .uncertain)
      count(.frozen, tag, !isMissing && value == last[tag])
      last[tag] = value
    }
  }

  private mutating func count(_ manner: ArrivalManner, _ tag: Int, _ holds: Bool) {
    lengths[manner.rawValue][tag] = holds ? lengths[manner.rawValue][tag] + 1 : 0
  }
}
