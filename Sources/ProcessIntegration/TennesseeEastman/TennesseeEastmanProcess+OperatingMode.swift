extension TennesseeEastmanProcess {
  /// The published operating points: the base case, and the optimum for each product mix and rate.
  ///
  /// Source: Downs & Vogel 1993 (base case and the six modes); N. L. Ricker, Optimal steady-state operation of the
  /// Tennessee Eastman challenge process, Computers & Chemical Engineering 19 (1995) 949-959 (optima).
  public enum OperatingMode: Int, Sendable, CaseIterable {
    /// G and H in equal mass, as first published.
    case base
    /// G and H in equal mass, 14,076 kg/h, optimal.
    case mode1
    /// G to H as 10 to 90, 14,077 kg/h, optimal.
    case mode2
    /// G to H as 90 to 10, 11,111 kg/h, optimal.
    case mode3
    /// G and H in equal mass, at the highest rate.
    case mode4
    /// G to H as 10 to 90, at the highest rate.
    case mode5
    /// G to H as 90 to 10, at the highest rate.
    case mode6

    /// The points that ``TennesseeEastmanControl`` holds for days with noise and no disturbance. It is tuned for the
    /// base case; at modes 3 and 6 it loses the pressure within hours.
    public static let held: [OperatingMode] = [.base, .mode1, .mode2, .mode4, .mode5]

    /// What holds at the optimum: commands to the feeds, recycle and purge valves, steam and agitator, and the
    /// pressure and level of the reactor. The separator and stripper stand half full.
    struct Specification {
      var commands: ManipulatedVariables
      /// kPa gauge.
      var reactorPressure: Double
      /// %.
      var reactorLevel: Double
      /// By-product F in the reactor feed, mol%.
      var feedF: Double
      static let separatorLevel = 50.0
      static let stripperLevel = 50.0
    }

    /// The commands for the level and cooling valves (7, 8, 10, 11) are where the search for the others starts.
    var specification: Specification {
      guard self != .base else {
        return Specification(commands: State.base.valves, reactorPressure: 2705, reactorLevel: 75, feedF: 1.6566598)
      }
      return Specification(
        commands: ManipulatedVariables(Self.optima[rawValue - 1]), reactorPressure: 2800, reactorLevel: 65,
        feedF: [4.04, 5.60, 1.29, 3.88, 5.60, 1.33][rawValue - 1])
    }

    /// XMV(1) … XMV(12) of modes 1 … 6, %.
    private static let optima: [[Double]] = [
      [62.935, 53.147, 26.248, 60.566, 1, 25.770, 37.266, 46.444, 1, 35.992, 12.431, 100],
      [12.637, 96.216, 30.412, 56.092, 1, 44.347, 35.799, 42.865, 1, 25.257, 12.907, 100],
      [89.130, 8.381, 19.114, 51.368, 77.621, 9.501, 29.146, 39.425, 1, 35.550, 99, 100],
      [100, 86.715, 49.477, 96.595, 1, 48.742, 60.960, 74.522, 1, 60.794, 35.534, 100],
      [13.098, 100, 32.009, 58.155, 1, 47.095, 37.422, 44.491, 1, 26.070, 14.115, 100],
      [100, 9.438, 21.543, 57.640, 71.166, 10.654, 32.685, 44.251, 1, 40.538, 99, 100],
    ]
  }
}
