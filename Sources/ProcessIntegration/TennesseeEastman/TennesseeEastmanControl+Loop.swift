extension TennesseeEastmanControl {
  /// The nineteen loops; the raw value is the number in the source (12 does not exist).
  public enum Loop: Int, Sendable, CaseIterable {
    /// D feed flow by its valve.
    case dFeedFlow = 1
    /// E feed flow by its valve.
    case eFeedFlow
    /// A feed flow by its valve.
    case aFeedFlow
    /// A+C feed flow by its valve.
    case acFeedFlow
    /// Recycle flow by the valve around the compressor.
    case recycleFlow
    /// Purge rate by its valve, overridden by the separator's pressure.
    case purgeRate
    /// Separator level by its underflow.
    case separatorLevel
    /// Stripper level by the product flow.
    case stripperLevel
    /// Steam flow by its valve.
    case steamFlow
    /// Outlet temperature of the reactor's cooling water by its flow.
    case reactorCoolantTemperature
    /// Product flow by the condenser's cooling water.
    case productFlow
    /// A in the reactor feed, by the A feed.
    case feedA = 13
    /// D in the reactor feed, by the D feed.
    case feedD
    /// E in the reactor feed, by the E feed.
    case feedE
    /// Stripper temperature, by the steam flow.
    case stripperTemperature
    /// Reactor level, by the A+C feed.
    case reactorLevel
    /// Reactor temperature, by the cooling water's outlet temperature.
    case reactorTemperature
    /// B in the purge, by the purge rate.
    case purgeB
    /// E in the product, by the stripper temperature.
    case productE

    /// What the loop measures.
    public var measurement: TennesseeEastmanProcess.Measurement { tuning.measurement }

    /// What the loop moves.
    public var output: Output { tuning.output }

    /// Seconds between two actions of the loop: its measurement's pace.
    public var period: Int {
      switch self {
      case .feedA, .feedD, .feedE, .purgeB: 360
      case .productE: 900
      default: 3
      }
    }

    var tuning: Tuning { Tuning.table[rawValue - 1] }
  }

  /// What a loop moves.
  public enum Output: Sendable, Equatable {
    /// A manipulated variable, %.
    case valve(TennesseeEastmanProcess.ManipulatedVariable)
    /// The setpoint of an inner loop.
    case setpoint(Loop)
  }

  /// How a loop is tuned.
  struct Tuning: Sendable {
    var measurement: TennesseeEastmanProcess.Measurement
    /// % of output range per % of measurement range.
    var gain: Double
    /// Hours; `nil` for a proportional loop.
    var resetTime: Double?
    /// Range of the measurement that counts as 100 %, in its unit.
    var span: Double
    var output: Output

    init(
      _ measurement: TennesseeEastmanProcess.Measurement, gain: Double, reset: Double? = nil, span: Double,
      _ output: Output
    ) {
      (self.measurement, self.gain, self.span, self.output) = (measurement, gain, span, output)
      resetTime = reset.map { $0 / 3600 }
    }

    /// By loop number less one; the place of loop 12 repeats loop 11 and is never used.
    static let table: [Tuning] = [
      Tuning(.dFeed, gain: 1, span: 5811, .valve(.dFeed)),
      Tuning(.eFeed, gain: 1, span: 8354, .valve(.eFeed)),
      Tuning(.aFeed, gain: 1, span: 1.017, .valve(.aFeed)),
      Tuning(.acFeed, gain: 1, span: 15.25, .valve(.acFeed)),
      Tuning(.recycleFlow, gain: -0.083, reset: 1, span: 53, .valve(.compressorRecycle)),
      Tuning(.purgeRate, gain: 1.22, span: 1, .valve(.purge)),
      Tuning(.separatorLevel, gain: -2.06, span: 70, .valve(.separatorUnderflow)),
      Tuning(.stripperLevel, gain: -1.62, span: 70, .valve(.stripperProduct)),
      Tuning(.stripperSteam, gain: 0.41, span: 460, .valve(.stripperSteam)),
      Tuning(.reactorCoolantTemperature, gain: -0.156 * 10, reset: 1452, span: 150, .valve(.reactorCooling)),
      Tuning(.stripperUnderflow, gain: 1.09, reset: 2600, span: 46, .valve(.condenserCooling)),
      Tuning(.stripperUnderflow, gain: 1.09, reset: 2600, span: 46, .valve(.condenserCooling)),
      Tuning(.feedA, gain: 18, reset: 3168, span: 100, .setpoint(.aFeedFlow)),
      Tuning(.feedD, gain: 8.3, reset: 3168, span: 100, .setpoint(.dFeedFlow)),
      Tuning(.feedE, gain: 2.37, reset: 5069, span: 100, .setpoint(.eFeedFlow)),
      Tuning(.stripperTemperature, gain: 1.69 / 10, reset: 236, span: 130, .setpoint(.steamFlow)),
      Tuning(.reactorLevel, gain: 11.1 / 10, reset: 3168, span: 50, .setpoint(.acFeedFlow)),
      Tuning(.reactorTemperature, gain: 2.83 * 10, reset: 982, span: 150, .setpoint(.reactorCoolantTemperature)),
      Tuning(.purgeB, gain: -83.2 / 5 / 3, reset: 6336, span: 26, .setpoint(.purgeRate)),
      Tuning(.productE, gain: -16.3 / 5, reset: 12408, span: 1.6, .setpoint(.stripperTemperature)),
    ]
  }
}
