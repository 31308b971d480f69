/// Something that is wrong at one place of the plant, put together from evidence of all layers: what an operator is told
/// instead of a score.
public struct Incident: Sendable, Equatable, Identifiable {
  /// Stable id, unique within a plant's record, such as `I-17`; in the order of opening.
  public var id: String
  /// The `Asset.id` where it began, as far as is known; the tag's or the stream's name where no site says more.
  public var asset: String
  /// Every asset concerned, in the order in which it joined; begins with `asset`.
  public var assets: [String]
  /// The series in whose frames it shows.
  public var series: String
  /// How it stands.
  public var state: State
  /// How urgently somebody should look.
  public var priority: Priority
  /// When its first evidence arose, which may be earlier than when it was opened.
  public var firstSeen: SourceTime
  /// When enough evidence had come together.
  public var opened: SourceTime
  /// When its latest evidence arose.
  public var lastSeen: SourceTime
  /// When it was closed; `nil` while it is not.
  public var closed: SourceTime?
  /// The older incident that it turned out to be part of and that goes on in its place; `nil` for most.
  public var mergedInto: String?
  /// How often it came back after it had been closed.
  public var reopenings: Int
  /// What it is taken for.
  public var probabilities: ClassProbabilities
  /// Combined p-value of its evidence as a surprise, −log₁₀ p, ≥ 0.
  public var surprise: Double
  /// Layers at which evidence arose, in the order of `Layer.allCases`.
  public var layers: [Layer]
  /// The tags that show it, largest share first; bounded.
  public var tags: [IncidentTag]
  /// Evidence kept: the first pieces, the strongest of each sign and tag, and the latest; by time. Bounded.
  public var evidence: [Evidence]
  /// What else happened that bears on it (an update, a permit, an operator's session), by time. Bounded.
  public var context: [Evidence]
  /// Pieces of evidence that belong to it, kept or not.
  public var evidenceCount: Int
  /// Pieces of those that are not in `evidence`: counted in every figure, but no longer there to be shown.
  public var evidenceLost: Int { evidenceCount - evidence.count }

  /// How an incident stands.
  public enum State: String, Sendable, Codable, CaseIterable {
    /// Enough evidence has come together.
    case open
    /// It has grown: more assets, more layers, or more weight than when it was opened.
    case escalated
    /// It was closed and is back.
    case reopened
    /// No evidence has come for some time.
    case closed
  }

  /// How urgently somebody should look. The field aims at 5 % critical, 15 % high and 80 % low (EEMUA 191).
  public enum Priority: String, Sendable, Codable, CaseIterable, Comparable {
    case low
    case medium
    case high
    case critical

    /// Whether the left one is less urgent.
    public static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }

    private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
  }

  /// What it is most probably.
  public var kind: IncidentClass { probabilities.mostProbable }

  /// Techniques of ATT&CK for ICS and ATLAS, of the most probable class.
  public var techniques: [String] { kind.techniques }

  /// Whether it is not closed.
  public var isActive: Bool { state != .closed }

  /// Creates an incident.
  public init(
    id: String, asset: String, assets: [String]? = nil, series: String, state: State = .open,
    priority: Priority = .medium, firstSeen: SourceTime, opened: SourceTime, lastSeen: SourceTime,
    closed: SourceTime? = nil, reopenings: Int = 0, probabilities: ClassProbabilities = .undecided,
    surprise: Double = 0, layers: [Layer] = [], tags: [IncidentTag] = [], evidence: [Evidence] = [],
    context: [Evidence] = [], evidenceCount: Int? = nil
  ) {
    self.id = id
    self.asset = asset
    self.assets = assets ?? [asset]
    self.series = series
    self.state = state
    self.priority = priority
    self.firstSeen = firstSeen
    self.opened = opened
    self.lastSeen = lastSeen
    self.closed = closed
    self.reopenings = reopenings
    self.probabilities = probabilities
    self.surprise = surprise
    self.layers = layers
    self.tags = tags
    self.evidence = evidence
    self.context = context
    self.evidenceCount = evidenceCount ?? evidence.count
  }
}
