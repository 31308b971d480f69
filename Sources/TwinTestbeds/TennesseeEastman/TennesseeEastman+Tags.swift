import ProcessIntegration
import TwinModel

extension TennesseeEastman {
  /// `XMEAS1` … `XMEAS41`.
  static let sensors = TennesseeEastmanProcess.Measurement.allCases.map { "XMEAS\($0.rawValue)" }
  /// `XMV1` … `XMV12`.
  static let actuators = TennesseeEastmanProcess.ManipulatedVariable.allCases.map { "XMV\($0.rawValue)" }

  /// The sensors' transmitters, in XMEAS order.
  static let converters = TennesseeEastmanProcess.Measurement.allCases.map { Converter(range: range(of: $0)) }

  static let tags: [Tag] = measurementTags + commandTags

  private static var measurementTags: [Tag] {
    TennesseeEastmanProcess.Measurement.allCases.map { measurement in
      let converter = converters[measurement.rawValue - 1]
      return Tag(
        name: sensors[measurement.rawValue - 1], unit: measurement.unit, range: converter.range,
        quantisation: converter.resolution, asset: asset(of: measurement), role: .measurement,
        quantity: quantity(of: measurement), description: measurement.title)
    }
  }

  private static var commandTags: [Tag] {
    TennesseeEastmanProcess.ManipulatedVariable.allCases.map { variable in
      Tag(
        name: actuators[variable.rawValue - 1], unit: "%", range: 0...100, asset: asset(of: variable), role: .command,
        quantity: variable == .agitatorSpeed ? .speed : .position, description: variable.title)
    }
  }

  private static func asset(of measurement: TennesseeEastmanProcess.Measurement) -> String {
    switch measurement {
    case .aFeed: "V-A"
    case .dFeed: "V-D"
    case .eFeed: "V-E"
    case .acFeed: "V-AC"
    case .recycleFlow, .compressorWork: "COMPRESSOR"
    case .reactorFeed, .reactorPressure, .reactorLevel, .reactorTemperature, .reactorCoolantTemperature: "REACTOR"
    case .condenserCoolantTemperature: "CONDENSER"
    case .separatorTemperature, .separatorLevel, .separatorPressure, .separatorUnderflow: "SEPARATOR"
    case .purgeRate: "V-PURGE"
    case .stripperLevel, .stripperPressure, .stripperUnderflow, .stripperTemperature, .stripperSteam: "STRIPPER"
    case .feedA, .feedB, .feedC, .feedD, .feedE, .feedF: "AT-FEED"
    case .purgeA, .purgeB, .purgeC, .purgeD, .purgeE, .purgeF, .purgeG, .purgeH: "AT-PURGE"
    case .productD, .productE, .productF, .productG, .productH: "AT-PRODUCT"
    }
  }

  private static func asset(of variable: TennesseeEastmanProcess.ManipulatedVariable) -> String {
    switch variable {
    case .dFeed: "V-D"
    case .eFeed: "V-E"
    case .aFeed: "V-A"
    case .acFeed: "V-AC"
    case .compressorRecycle: "COMPRESSOR"
    case .purge: "V-PURGE"
    case .separatorUnderflow: "SEPARATOR"
    case .stripperProduct, .stripperSteam: "STRIPPER"
    case .reactorCooling, .agitatorSpeed: "REACTOR"
    case .condenserCooling: "CONDENSER"
    }
  }

  private static func quantity(of measurement: TennesseeEastmanProcess.Measurement) -> Quantity {
    switch measurement {
    case .reactorPressure, .separatorPressure, .stripperPressure: .pressure
    case .reactorLevel, .separatorLevel, .stripperLevel: .level
    case .reactorTemperature, .separatorTemperature, .stripperTemperature: .temperature
    case .reactorCoolantTemperature, .condenserCoolantTemperature: .temperature
    case .compressorWork: .power
    default: measurement.samplingPeriod == nil ? .flow : .concentration
    }
  }

  /// Engineering ranges: flows to their valves' capacity or about twice their base value, levels and pressures beyond
  /// the limits of shutdown, so that an instrument can show what shuts the plant down.
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
