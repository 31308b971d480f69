import ProcessIntegration
public import TwinModel

extension TennesseeEastman {
  /// The 41 measurements `XMEAS1` … `XMEAS41` and the 12 commands `XMV1` … `XMV12`, in this order.
  public static let tags: [Tag] = measurementTags + commandTags

  private static let measurementTags = zip(TennesseeEastmanProcess.Measurement.allCases, instruments).map {
    measurement, instrument in
    Tag(
      name: "XMEAS\(measurement.rawValue)", unit: measurement.unit, range: instrument.range,
      quantisation: instrument.resolution)
  }

  private static let commandTags = TennesseeEastmanProcess.ManipulatedVariable.allCases.map {
    Tag(name: "XMV\($0.rawValue)", unit: "%", range: 0...100)
  }

  /// The sensors in XMEAS order.
  static let instruments = TennesseeEastmanProcess.Measurement.allCases.map { Instrument(range: range(of: $0)) }

  /// Engineering ranges: flows to their valves' capacity or about twice their base value, levels and pressures
  /// beyond the limits of shutdown, so that an instrument can show what shuts the plant down.
  private static func range(of measurement: TennesseeEastmanProcess.Measurement) -> ClosedRange<Double> {
    switch measurement {
    case .aFeed: 0...1.017
    case .dFeed: 0...6000
    case .eFeed: 0...8600
    case .acFeed: 0...15.25
    case .recycleFlow: 0...53
    case .reactorFeed: 0...85
    case .reactorPressure, .separatorPressure: 0...3200
    case .stripperPressure: 0...4000
    case .reactorLevel: -10...120
    case .separatorLevel: -10...140
    case .stripperLevel: -50...140
    case .reactorTemperature: 0...200
    case .separatorTemperature, .stripperTemperature: 0...150
    case .reactorCoolantTemperature, .condenserCoolantTemperature: 0...150
    case .purgeRate: 0...1
    case .separatorUnderflow: 0...70
    case .stripperUnderflow: 0...50
    case .stripperSteam: 0...460
    case .compressorWork: 0...700
    default: 0...100
    }
  }
}
