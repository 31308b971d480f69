public import PowerFlow

extension SmartGrid {
  /// Why a grid is blacked out.
  public enum Collapse: Sendable, Equatable, CustomStringConvertible {
    /// The power flow had no solution that was found.
    case noOperatingPoint(PowerFlowOutcome)
    /// The frequency left the range in which machines run; its deviation in Hz.
    case frequency(deviation: Double)

    /// A few words for people.
    public var description: String {
      switch self {
      case .noOperatingPoint(.diverged(let divergence)):
        "no operating point: largest mismatch \(Wording.number(divergence.mismatch)) pu at bus \(divergence.bus)"
      case .noOperatingPoint: "no operating point"
      case .frequency(let deviation): "frequency \(Wording.number(deviation)) Hz away from nominal"
      }
    }
  }
}
