/// Scores one window of rows again and again with changed values, each time from the same state before it.
///
/// What a detector would have said if a tag had read something else: the question behind counterfactuals. Channels
/// remember, so a single changed row says little; the whole window from the first suspicious row on is replayed. Scores
/// are multiples of the alarm threshold without the off-delay, which holds an alarm and is no evidence.
///
/// Cost: about a microsecond per row of fifty tags.
public struct WindowReplay: Sendable {
  /// Most rows of a window.
  public static let capacity = EnsembleEngine.capacity

  /// Rows of the window.
  public let rows: Int
  /// Tags per row.
  public let tags: Int
  /// The window as the plant reported it; shape `[row, tag]`.
  public let values: [Double]

  let memory: AnomalyDetector.Memory
  let fused: FusedScore
  var engine: EnsembleEngine
  private let seconds: [Double]

  /// Prepares a window.
  ///
  /// - Parameter memory: where the detector stood before the window's first row.
  /// - Parameter values: shape `[row, tag]`, at most `capacity` rows.
  /// - Parameter seconds: the plant's clock at each row.
  public init(_ memory: AnomalyDetector.Memory, values: [Double], seconds: [Double]) {
    tags = memory.parameters.tags
    rows = seconds.count
    precondition(rows > 0 && rows <= Self.capacity && values.count == rows * tags, "a window of whole rows")
    self.values = values
    self.memory = memory
    self.seconds = seconds
    fused = FusedScore(memory.fusion)
    engine = EnsembleEngine(parameters: memory.parameters)
  }

  /// The scores of the window with other values, shape `[row, tag]`; one per row, in multiples of the alarm threshold.
  public mutating func scores(of values: [Double], into scores: inout [Float]) {
    follow(values, wantsEnergies: false)
    scores.removeAll(keepingCapacity: true)
    engine.channels.withUnsafeBufferPointer { channels in
      for row in 0..<rows { scores.append(fused.multiple(channels.baseAddress! + row * Channel.all.count)) }
    }
  }

  /// Share of each tag in the score of the window's last row, as `AnomalyDetector` shares it out; shape `[tag]`.
  public mutating func shares(of values: [Double]) -> [Float] {
    follow(values, wantsEnergies: true)
    var channelShares = [Float](repeating: 0, count: Channel.all.count)
    var tagShares = [Float](repeating: 0, count: engine.width)
    engine.channels.withUnsafeBufferPointer { channels in
      fused.shares(channels.baseAddress! + (rows - 1) * Channel.all.count, into: &channelShares)
    }
    engine.shareOut(channelShares, row: rows - 1, into: &tagShares)
    return Array(tagShares.prefix(tags))
  }

  /// Replays; afterwards the engine holds frames, channels and energies of these values.
  mutating func follow(_ values: [Double], wantsEnergies: Bool) {
    precondition(values.count == rows * tags, "a window of the same shape")
    engine.restore(memory.engine)
    values.withUnsafeBufferPointer { values in
      seconds.withUnsafeBufferPointer { seconds in
        engine.follow(values, seconds: seconds, rows: rows, wantsEnergies: wantsEnergies)
      }
    }
  }
}
