/// What fusion could not use or could not keep, and why; every figure counts pieces of evidence since the beginning.
public struct FusionLosses: Sendable, Equatable {
  /// Weight or strength was no number, or time was missing.
  public var unusable = 0
  /// Had come before.
  public var duplicate = 0
  /// Belonged to a beginning that was given up for want of room.
  public var crowdedOut = 0
  /// Came when too many waited to be put in order; the oldest were handled early, not lost.
  public var outOfOrder = 0
  /// Concerned a name that no site knows, after the places for such were used up; handled at a common place.
  public var strangers = 0

  /// Nothing lost.
  public init() {}
}
