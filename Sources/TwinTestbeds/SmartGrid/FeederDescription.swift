public import PowerFlow

/// A distribution feeder that hangs on a transmission bus, with its sun and its voltage control.
public struct FeederDescription: Sendable {
  /// The radial network at its rated load.
  public var gridCase: GridCase
  /// The transmission bus that feeds it, by index.
  public var transmissionBus: Int
  /// Source voltage over transmission voltage with the regulator at 0: the substation transformer's fixed ratio.
  public var voltageRatio: Double
  /// Buses with a voltage meter, by index.
  public var meteredBuses: [Int]
  /// Photovoltaic plants.
  public var photovoltaics: [Plant]
  /// The bus whose voltage the regulator holds, by index.
  public var regulatedBus: Int
  /// The rule by which the regulator moves.
  public var regulatorRule: TapRule
  /// Bus of the switched capacitor, by index.
  public var capacitorBus: Int
  /// Its size in MVAr.
  public var capacitorSize: Double
  /// The rule by which it switches.
  public var capacitorRule: CapacitorRule

  /// Creates a feeder; without plants it has no sun.
  public init(
    gridCase: GridCase, transmissionBus: Int, voltageRatio: Double = 1, meteredBuses: [Int] = [],
    photovoltaics: [Plant] = [], regulatedBus: Int, regulatorRule: TapRule, capacitorBus: Int, capacitorSize: Double,
    capacitorRule: CapacitorRule
  ) {
    self.gridCase = gridCase
    self.transmissionBus = transmissionBus
    self.voltageRatio = voltageRatio
    self.meteredBuses = meteredBuses
    self.photovoltaics = photovoltaics
    self.regulatedBus = regulatedBus
    self.regulatorRule = regulatorRule
    self.capacitorBus = capacitorBus
    self.capacitorSize = capacitorSize
    self.capacitorRule = capacitorRule
  }

  /// A photovoltaic plant.
  public struct Plant: Sendable {
    /// Its bus, by index.
    public var bus: Int
    /// Output in MW at 1000 W/m².
    public var peak: Double

    /// Creates a plant.
    public init(bus: Int, peak: Double) {
      self.bus = bus
      self.peak = peak
    }
  }
}
