public import TwinDiagnosis

/// What an operator was told in a campaign: one attack after another, for hours.
public struct CampaignFinding: Sendable, Equatable {
  /// The run, and what was told.
  public var load: OperatorLoad
  /// Attacks that were carried out.
  public var attacks = 0
  /// Summaries among what the operator was told.
  public var summaries = 0
  /// Most incidents that waited to be announced at a time.
  public var mostWaiting = 0
  /// Seconds that an incident waited at most from its opening until it was first announced.
  public var longestWait = 0.0
  /// Incidents that were closed before there was room to announce them: they stand in the record only.
  public var unheard = 0
  /// Pieces of evidence and of context that fusion took.
  public var pieces = 0
  /// Pieces that stand in incidents of the record.
  public var recorded = 0
  /// Pieces of beginnings that nothing followed, context, and what fusion says it had no room for.
  public var setAside = 0
  /// What fusion could not use or keep.
  public var losses = FusionLosses()

  /// Pieces that nobody can say where they went: 0, or something was dropped from the record.
  public var unaccounted: Int { pieces - recorded - setAside }

  /// Nothing watched yet.
  public init(testbed: String, seed: UInt64) { load = OperatorLoad(testbed: testbed, seed: seed) }
}
