/// What the detector says about one frame.
public struct Assessment: Sendable, Equatable {
  /// The chosen detector's score, ≥ 0; above 1 is an alarm.
  public var score: Float
  /// Whether the score is above 1.
  public var isAlarm: Bool { score > 1 }
  /// The score of the autoencoders alone, on the same scale; reported beside the ensemble.
  public var autoencoderScore: Float
  /// The tags that contributed most, at most three, largest share first.
  public var contributions: [Contribution]

  /// One tag's part in a score.
  public struct Contribution: Sendable, Equatable {
    /// Index into the model's tags.
    public var tag: Int
    /// Share of the score, 0...1.
    public var share: Float
  }
}

/// Assessments of consecutive rows, side by side.
public struct ScoreBlock: Sendable, Equatable {
  /// Shape `[row]`: the chosen detector's score; above 1 is an alarm.
  public internal(set) var scores: [Float] = []
  /// Shape `[row]`: the autoencoders alone.
  public internal(set) var autoencoderScores: [Float] = []
  /// Shape `[row, 3]`: indices of the tags that contributed most, −1 where there are fewer; empty unless asked for.
  public internal(set) var topTags: [Int32] = []
  /// Shape `[row, 3]`: their shares, 0...1.
  public internal(set) var topShares: [Float] = []

  /// How many tags are named per row.
  public static let namedTags = 3

  /// Creates an empty block.
  public init() {}

  /// Number of rows.
  public var count: Int { scores.count }

  /// Whether a row is above the alarm threshold.
  public func isAlarm(at row: Int) -> Bool { scores[row] > 1 }

  /// The tags named for a row, largest share first.
  public func contributions(at row: Int) -> [Assessment.Contribution] {
    guard !topTags.isEmpty else { return [] }
    return (row * Self.namedTags..<(row + 1) * Self.namedTags).compactMap { index in
      topTags[index] < 0 ? nil : Assessment.Contribution(tag: Int(topTags[index]), share: topShares[index])
    }
  }

  /// Makes room for further rows and returns the first one's index.
  mutating func extend(by rows: Int, wantsContributions: Bool) -> Int {
    let first = count
    scores.append(contentsOf: repeatElement(0, count: rows))
    autoencoderScores.append(contentsOf: repeatElement(0, count: rows))
    if wantsContributions {
      topTags.append(contentsOf: repeatElement(-1, count: rows * Self.namedTags))
      topShares.append(contentsOf: repeatElement(0, count: rows * Self.namedTags))
    }
    return first
  }

  /// Names a row's tags, largest share first.
  mutating func name(_ tags: (Int32, Int32, Int32), shares: (Float, Float, Float), at row: Int) {
    let first = row * Self.namedTags
    (topTags[first], topTags[first + 1], topTags[first + 2]) = tags
    (topShares[first], topShares[first + 1], topShares[first + 2]) = shares
  }

  mutating func removeAll() {
    scores.removeAll(keepingCapacity: true)
    autoencoderScores.removeAll(keepingCapacity: true)
    topTags.removeAll(keepingCapacity: true)
    topShares.removeAll(keepingCapacity: true)
  }
}
