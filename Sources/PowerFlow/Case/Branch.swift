/// A line or transformer between two buses, as a π circuit behind an ideal transformer at its from end.
///
/// Source: MATPOWER User's Manual, section 3.2 (branch model): series impedance r + jx, total charging b, turns ratio
/// τ and phase shift θ at the from end.
public struct Branch: Sendable, Equatable {
  /// Number of the bus at the from end (the tap side).
  public var from: Int
  /// Number of the bus at the to end.
  public var to: Int
  /// Series resistance in pu.
  public var resistance: Double
  /// Series reactance in pu.
  public var reactance: Double
  /// Total charging susceptance in pu.
  public var charging: Double
  /// Long-term rating in MVA; 0 means unlimited.
  public var rating: Double
  /// Turns ratio, from side over to side, > 0; 1 for a line.
  public var tapRatio: Double
  /// Phase shift of the to side behind the from side in degrees.
  public var phaseShift: Double
  /// Whether both breakers are closed.
  public var isInService: Bool

  /// Creates a branch; without tap, shift and charging it is a plain series impedance.
  public init(
    from: Int, to: Int, resistance: Double, reactance: Double, charging: Double = 0, rating: Double = 0,
    tapRatio: Double = 1, phaseShift: Double = 0, isInService: Bool = true
  ) {
    self.from = from
    self.to = to
    self.resistance = resistance
    self.reactance = reactance
    self.charging = charging
    self.rating = rating
    self.tapRatio = tapRatio
    self.phaseShift = phaseShift
    self.isInService = isInService
  }
}
