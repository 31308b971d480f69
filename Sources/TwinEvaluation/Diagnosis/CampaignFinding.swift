public import TwinDiagnosis

/// What an operator was told in a campaign: one attack after another, for hours.
public struct CampaignFinding: Sendable, Equatable {
  /// The testbed.
  public var testbed: String
  /// The run's seed.
  public var seed: UInt64
  /// Hours watched.
  public var hours = 0.0
  /// Machines on the plant's network.
  public var nodes = 0
  /// Attacks that were carried out.
  public var attacks = 0
  /// Rows watched.
  public var rows = 0
  /// Incidents in the record; those that turned out to be part of another are not counted.
  public var incidents = 0
  /// What the operator was told, summaries included.
  public var announcements = 0
  /// Summaries among them.
  public var summaries = 0
  /// Most announcements within ten minutes.
  public var mostAnnouncements = 0
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
  public init(testbed: String, seed: UInt64) {
    self.testbed = testbed
    self.seed = seed
  }
}
