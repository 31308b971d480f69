public import TwinModel

/// How values of a plant arrive in normal operation: for each tag the longest run of rows in which it was missing, was old,
/// did not change by a bit, or stood at an end of its instrument's range.
public struct ArrivalBaseline: Sendable, Equatable {
  /// Names of the tags, in the order of frames.
  public let tags: [String]
  /// Shape `[tag]`: what the instrument can show; `nil` where nobody says.
  public let ranges: [ClosedRange<Double>?]
  /// Rows of normal operation seen.
  public private(set) var rows = 0
  /// Per manner, shape `[tag]`: the longest run.
  private(set) var longest: [[Int]]
  private var runs: ArrivalRuns

  /// Creates a baseline that has seen nothing.
  ///
  /// - Parameter site: says what instruments can show; `nil` where nobody does.
  public init(tags: [String], site: Site? = nil) {
    let known = Dictionary(site?.tags.map { ($0.name, $0) } ?? [], uniquingKeysWith: { first, _ in first })
    self.init(tags: tags, ranges: tags.map { known[$0]?.range })
  }

  private init(tags: [String], ranges: [ClosedRange<Double>?]) {
    self.tags = tags
    self.ranges = ranges
    longest = ArrivalManner.allCases.map { _ in tags.map { _ in 0 } }
    runs = ArrivalRuns(ranges: ranges)
  }

  /// Whether shapes and numbers are possible; a file may hold anything.
  var isWhole: Bool {
    rows >= 0 && rows <= Self.mostRows && longest.count == ArrivalManner.allCases.count
      && longest.allSatisfy { $0.count == tags.count && $0.allSatisfy { (0...rows).contains($0) } }
  }

  /// More rows than any recording has.
  private static let mostRows = 1 << 48

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

extension ArrivalBaseline {
  /// Whether both know the same of normal operation, whatever was going on when each last looked.
  public static func == (one: Self, other: Self) -> Bool {
    one.tags == other.tags && one.ranges == other.ranges && one.rows == other.rows && one.longest == other.longest
  }
}

extension ArrivalBaseline: Codable {
  private enum CodingKeys: String, CodingKey { case tags, ranges, rows, longest }

  /// Reads a baseline; see `isWhole`.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    let tags = try values.decode([String].self, forKey: .tags)
    let ends = try values.decode([[Double]].self, forKey: .ranges)
    let ranges = ends.map { ends in
      ends.count == 2 && ends[0] <= ends[1] ? ends[0]...ends[1] : nil as ClosedRange<Double>?
    }
    guard ranges.count == tags.count else {
      throw DecodingError.dataCorruptedError(forKey: .ranges, in: values, debugDescription: "a range for each tag")
    }
    self.init(tags: tags, ranges: ranges)
    rows = try values.decode(Int.self, forKey: .rows)
    longest = try values.decode([[Int]].self, forKey: .longest)
  }

  /// Writes the runs that normal operation showed; what was going on at the end is not kept.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(tags, forKey: .tags)
    try values.encode(ranges.map { $0.map { [$0.lowerBound, $0.upperBound] } ?? [] }, forKey: .ranges)
    try values.encode(rows, forKey: .rows)
    try values.encode(longest, forKey: .longest)
  }
}

/// Ways in which a value fails to arrive.
enum ArrivalManner: Int, CaseIterable {
  case missing
  case stale
  case frozen
  case saturated

  var sign: Evidence.Sign {
    switch self {
    case .missing: .missing
    case .stale: .stale
    case .frozen: .frozen
    case .saturated: .saturated
    }
  }
}

/// For each manner and tag, in how many rows up to now it held without a break.
struct ArrivalRuns: Sendable, Equatable {
  /// Per manner, shape `[tag]`.
  private(set) var lengths: [[Int]]
  private var last: [Double]
  private var series: String?
  private let ranges: [ClosedRange<Double>?]

  init(ranges: [ClosedRange<Double>?]) {
    self.ranges = ranges
    lengths = ArrivalManner.allCases.map { _ in [Int](repeating: 0, count: ranges.count) }
    last = [Double](repeating: .nan, count: ranges.count)
  }

  mutating func follow(_ frame: Frame) {
    if frame.series != series {
      self = ArrivalRuns(ranges: ranges)
      series = frame.series
    }
    for tag in frame.values.indices {
      let value = frame.values[tag]
      let quality = frame.quality.isEmpty ? Quality.good : frame.quality[tag]
      let isMissing = !value.isFinite || quality == .missing || quality == .bad
      count(.missing, tag, isMissing)
      count(.stale, tag, !isMissing && quality == .uncertain)
      count(.frozen, tag, !isMissing && value == last[tag])
      let isAtEnd = ranges[tag].map { value <= $0.lowerBound || value >= $0.upperBound } ?? false
      count(.saturated, tag, !isMissing && isAtEnd)
      last[tag] = value
    }
  }

  private mutating func count(_ manner: ArrivalManner, _ tag: Int, _ holds: Bool) {
    lengths[manner.rawValue][tag] = holds ? lengths[manner.rawValue][tag] + 1 : 0
  }
}
