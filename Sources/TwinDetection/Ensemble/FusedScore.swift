/// Fuses channels into one score per row and holds an alarm for some rows after its cause has gone.
///
/// The off-delay keeps one disturbance one alarm instead of a dozen (ANSI/ISA-18.2-2016, clause 10.5.2): a score above
/// the threshold decays by the same factor each row from at most twice the threshold, so that an alarm outlasts its
/// cause by at most `offDelay` rows.
struct FusedScore: Sendable {
  /// Rows by which an alarm may outlast its cause.
  static let offDelay = 14
  private static let holdLimit: Float = 2
  /// 2^(−1/14).
  private static let decay: Float = 0.951_695_2

  private let fusion: Fusion
  private let channels: [Int]
  private var held: Float = 0

  init(_ fusion: Fusion) {
    self.fusion = fusion
    channels = fusion.used
  }

  /// Forgets a held alarm.
  mutating func reset() { held = 0 }

  /// The score of the next row; 1 is the alarm threshold.
  mutating func next(_ row: UnsafePointer<Float>) -> Float {
    let score = powerMean(row) / fusion.threshold
    held = max(min(score, Self.holdLimit), held * Self.decay)
    return max(score, held)
  }

  /// The power mean of the ratios of channels to their levels, before threshold and hold.
  func powerMean(_ row: UnsafePointer<Float>) -> Float {
    guard !channels.isEmpty else { return 0 }
    var sum: Float = 0
    for channel in channels {
      let ratio = min(row[channel] * fusion.inverseLevel[channel], Fusion.ratioLimit)
      sum += Self.eighthPower(ratio)
    }
    return (sum / Float(channels.count)).squareRoot().squareRoot().squareRoot()
  }

  /// Share of each channel in the power mean, shape of `Channel.all`, summing to 1 where any ratio is positive.
  func shares(_ row: UnsafePointer<Float>, into shares: inout [Float]) {
    var sum: Float = 0
    for index in shares.indices { shares[index] = 0 }
    for channel in channels {
      let ratio = min(row[channel] * fusion.inverseLevel[channel], Fusion.ratioLimit)
      shares[channel] = Self.eighthPower(ratio)
      sum += shares[channel]
    }
    guard sum > 0 else { return }
    for channel in channels { shares[channel] /= sum }
  }

  private static func eighthPower(_ ratio: Float) -> Float {
    let square = ratio * ratio
    let fourth = square * square
    return fourth * fourth
  }
}
