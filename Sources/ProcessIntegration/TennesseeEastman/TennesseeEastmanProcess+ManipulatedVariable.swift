extension TennesseeEastmanProcess {
  /// The twelve quantities by which the plant is driven; the raw value is the published number.
  ///
  /// Numbers 1 to 3 follow the corrected order of April 1991: D feed, E feed, A feed.
  public enum ManipulatedVariable: Int, Sendable, CaseIterable {
    /// XMV(1), stream 2.
    case dFeed = 1
    /// XMV(2), stream 3.
    case eFeed
    /// XMV(3), stream 1.
    case aFeed
    /// XMV(4), stream 4.
    case acFeed
    /// XMV(5), valve that leads compressed gas back to the separator.
    case compressorRecycle
    /// XMV(6), stream 9.
    case purge
    /// XMV(7), stream 10.
    case separatorUnderflow
    /// XMV(8), stream 11.
    case stripperProduct
    /// XMV(9).
    case stripperSteam
    /// XMV(10).
    case reactorCooling
    /// XMV(11).
    case condenserCooling
    /// XMV(12).
    case agitatorSpeed

    /// What it is called in the published table.
    public var title: String { Self.titles[rawValue - 1] }

    private static let titles = [
      "D feed flow", "E feed flow", "A feed flow", "A and C feed flow", "compressor recycle valve", "purge valve",
      "separator underflow valve", "stripper product valve", "stripper steam valve", "reactor cooling water flow",
      "condenser cooling water flow", "agitator speed",
    ]
  }

  /// One value for each manipulated variable, in per cent of its range.
  public struct ManipulatedVariables: Sendable, Equatable {
    /// Lanes 0 … 11 are XMV(1) … XMV(12); the rest stays 0.
    var percent: SIMD16<Double> = .zero

    /// Creates values; all are 0 unless given. Values beyond the twelfth are ignored.
    public init(_ values: [Double] = []) {
      for (lane, value) in values.prefix(12).enumerated() { percent[lane] = value }
    }

    /// The value of one variable, %.
    public subscript(_ variable: ManipulatedVariable) -> Double {
      get { percent[variable.rawValue - 1] }
      set { percent[variable.rawValue - 1] = newValue }
    }

    /// Limits all values to 0 … 100 %.
    public mutating func limit() { percent.clamp(lowerBound: .zero, upperBound: SIMD16(repeating: 100)) }

    /// XMV(1) … XMV(12); shape `[12]`.
    public var elements: [Double] { (0..<12).map { percent[$0] } }
  }
}
