/// How good a twin is in the three respects that compete for one budget: fidelity, synchronisation, security.
///
/// A plain record of figures with definitions; it weighs nothing.
public struct Trilemma: Sendable, Equatable, Codable {
  /// Fidelity: root mean square of the one-step prediction error as a share of each quantity's span in normal operation,
  /// over the last few hundred predictions, ≥ 0; smaller is better. `nil` before the first prediction.
  public var fidelity: Double?
  /// True when nothing is declared from which the twin could predict, so that its fidelity is unknown.
  public var unpredicted: Bool
  /// Synchronisation: mean age of information over tags, in seconds: time since the plant last reported each of them.
  /// Source: Kaul, Yates, Gruteser, Real-time status: How often should one update? (INFOCOM 2012). `nil` before the first.
  public var meanAge: Double?
  /// Likewise of the tag that is oldest, in seconds.
  public var worstAge: Double?
  /// Synchronisation: time from the plant's clock at the newest frame to now, in seconds. `nil` before the first frame.
  public var lag: Double?
  /// Security: share of frames whose origin was proved, 0…1; `nil` before the first frame.
  public var verifiedShare: Double?
  /// Security: pieces of evidence that are open, ≥ 0.
  public var openEvidence: Int

  /// Creates a record.
  public init(
    fidelity: Double?, unpredicted: Bool, meanAge: Double?, worstAge: Double?, lag: Double?, verifiedShare: Double?,
    openEvidence: Int
  ) {
    self.fidelity = fidelity
    self.unpredicted = unpredicted
    self.meanAge = meanAge
    self.worstAge = worstAge
    self.lag = lag
    self.verifiedShare = verifiedShare
    self.openEvidence = openEvidence
  }
}
