extension TennesseeEastmanProcess {
  /// The 41 measurements; the raw value is the published number.
  public enum Measurement: Int, Sendable, CaseIterable {
    // Continuous, XMEAS(1) … XMEAS(22).
    case aFeed = 1
    case dFeed, eFeed, acFeed, recycleFlow, reactorFeed, reactorPressure, reactorLevel, reactorTemperature
    case purgeRate, separatorTemperature, separatorLevel, separatorPressure, separatorUnderflow
    case stripperLevel, stripperPressure, stripperUnderflow, stripperTemperature, stripperSteam
    case compressorWork, reactorCoolantTemperature, condenserCoolantTemperature
    // Analyser of the reactor feed, XMEAS(23) … XMEAS(28).
    case feedA, feedB, feedC, feedD, feedE, feedF
    // Analyser of the purge, XMEAS(29) … XMEAS(36).
    case purgeA, purgeB, purgeC, purgeD, purgeE, purgeF, purgeG, purgeH
    // Analyser of the product, XMEAS(37) … XMEAS(41).
    case productD, productE, productF, productG, productH

    /// What it is called in the published tables.
    public var title: String { Self.table[rawValue - 1].title }
    /// Its engineering unit.
    public var unit: String { Self.table[rawValue - 1].unit }
    /// Standard deviation of its noise, in `unit`, > 0.
    public var noise: Double { Self.table[rawValue - 1].noise }

    /// How often an analyser samples it and how late it then is, in hours; `nil` for continuous measurements.
    public var samplingPeriod: Double? {
      switch rawValue {
      case ...22: nil
      case ...36: Analyser.gasPeriod
      default: Analyser.productPeriod
      }
    }

    /// Source: Downs & Vogel 1993, tables of continuous and sampled process measurements.
    private static let table: [(title: String, unit: String, noise: Double)] = [
      ("A feed (stream 1)", "kscmh", 0.0012), ("D feed (stream 2)", "kg/h", 18), ("E feed (stream 3)", "kg/h", 22),
      ("A and C feed (stream 4)", "kscmh", 0.05), ("recycle flow (stream 8)", "kscmh", 0.2),
      ("reactor feed rate (stream 6)", "kscmh", 0.21), ("reactor pressure (gauge)", "kPa", 0.3),
      ("reactor level", "%", 0.5), ("reactor temperature", "degC", 0.01), ("purge rate (stream 9)", "kscmh", 0.0017),
      ("product separator temperature", "degC", 0.01), ("product separator level", "%", 1),
      ("product separator pressure (gauge)", "kPa", 0.3), ("product separator underflow (stream 10)", "m3/h", 0.125),
      ("stripper level", "%", 1), ("stripper pressure (gauge)", "kPa", 0.3),
      ("stripper underflow (stream 11)", "m3/h", 0.115), ("stripper temperature", "degC", 0.01),
      ("stripper steam flow", "kg/h", 1.15), ("compressor work", "kW", 0.2),
      ("reactor cooling water outlet temperature", "degC", 0.01),
      ("condenser cooling water outlet temperature", "degC", 0.01),
      ("reactor feed A", "mol%", 0.25), ("reactor feed B", "mol%", 0.1), ("reactor feed C", "mol%", 0.25),
      ("reactor feed D", "mol%", 0.1), ("reactor feed E", "mol%", 0.25), ("reactor feed F", "mol%", 0.025),
      ("purge A", "mol%", 0.25), ("purge B", "mol%", 0.1), ("purge C", "mol%", 0.25), ("purge D", "mol%", 0.1),
      ("purge E", "mol%", 0.25), ("purge F", "mol%", 0.025), ("purge G", "mol%", 0.05), ("purge H", "mol%", 0.05),
      ("product D", "mol%", 0.01), ("product E", "mol%", 0.01), ("product F", "mol%", 0.01),
      ("product G", "mol%", 0.5), ("product H", "mol%", 0.5),
    ]
  }

  /// One value for each measurement, in its unit.
  public struct Measurements: Sendable, Equatable {
    private var values: InlineArray<41, Double>

    /// Creates measurements of zero.
    public init() { values = InlineArray(repeating: 0) }

    /// Creates measurements from XMEAS(1) … XMEAS(41). Missing values are not numbers, values beyond are ignored.
    public init(_ elements: [Double]) {
      values = InlineArray { $0 < elements.count ? elements[$0] : .nan }
    }

    /// The value of one measurement.
    public subscript(_ measurement: Measurement) -> Double {
      get { values[measurement.rawValue - 1] }
      set { values[measurement.rawValue - 1] = newValue }
    }

    /// The value at a position from 0 to 40, which is XMEAS(position + 1).
    public subscript(position position: Int) -> Double {
      get { values[position] }
      set { values[position] = newValue }
    }

    /// XMEAS(1) … XMEAS(41); shape `[41]`.
    public var elements: [Double] { (0..<41).map { values[$0] } }

    /// Whether all values are equal.
    public static func == (left: Self, right: Self) -> Bool {
      (0..<41).allSatisfy { left.values[$0] == right.values[$0] }
    }
  }
}
