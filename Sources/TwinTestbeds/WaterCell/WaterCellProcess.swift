public import TwinModel

/// The cell's physics: two tanks, a valve, two pumps, a wandering supply and consumers.
///
/// State in SI units; tags in m and m3/h.
public struct WaterCellProcess: Plant {
  /// Water in T101, in m³.
  public private(set) var rawVolume = 0.65 * WaterCell.Source.tankSection
  /// Water in T301, in m³.
  public private(set) var productVolume = 0.9 * WaterCell.Source.tankSection
  /// Volumes that passed since the beginning.
  public private(set) var totals = Totals()

  /// Share of their usual flow that the consumers draw.
  public var load = 1.0

  private var inlet = Actuator(travel: 10, position: 0)
  private var transfer = Actuator(travel: 2, position: 0)
  private var delivery = Actuator(travel: 2, position: 0)
  private var supply = OrnsteinUhlenbeck(deviation: 0.02, timeConstant: 1800)
  private var consumers = WaterDemand()
  private var flows = (inlet: 0.0, transfer: 0.0, delivery: 0.0)

  static let level = AnalogueInput(span: 2.048, noise: 0.001)
  static let flow = AnalogueInput(span: 4.096, noise: 0.01, cutOff: 0.05)

  /// Two levels in m, three flows in m3/h.
  public let sensors = ["LIT101", "FIT101", "FIT201", "LIT301", "FIT301"]
  /// The inlet valve and two pumps; 0 is shut or off, 1 open or on.
  public let actuators = ["MV101", "P101", "P301"]

  /// The cell at midnight: tanks half full, everything shut.
  public init() {}

  /// What a site file of the cell says.
  public var site: Site { WaterCell.site }

  /// Level of T101, in m.
  public var rawLevel: Double { rawVolume / WaterCell.Source.tankSection }
  /// Level of T301, in m.
  public var productLevel: Double { productVolume / WaterCell.Source.tankSection }

  /// Levels and flows without noise.
  public var trueValues: [Double] {
    [rawLevel, flows.inlet * 3600, flows.transfer * 3600, productLevel, flows.delivery * 3600]
  }

  /// Whether both levels lie between their switching levels, within 5 cm.
  public var isOperatingNormally: Bool {
    let slack = 0.05
    let (raw, product) = (WaterCell.Source.rawTank, WaterCell.Source.productTank)
    return rawLevel > raw.low - slack && rawLevel < raw.high + slack && productLevel > product.low - slack
      && productLevel < product.high + slack
  }

  /// Tanks that are empty.
  public var impairments: [Impairment] {
    (rawVolume <= 0 ? [Impairment(.dryTank, of: "T101")] : [])
      + (productVolume <= 0 ? [Impairment(.dryTank, of: "T301")] : [])
  }

  /// What the five transmitters read now; draws five normal numbers.
  public func measure(using random: inout SeededGenerator) -> [Double] {
    [
      Self.level.read(rawLevel, using: &random),
      Self.flow.read(flows.inlet * 3600, using: &random),
      Self.flow.read(flows.transfer * 3600, using: &random),
      Self.level.read(productLevel, using: &random),
      Self.flow.read(flows.delivery * 3600, using: &random),
    ]
  }

  /// Lets water flow for `dt` seconds, in parts of at most 0.2 s.
  public mutating func step(inputs: [Double], dt: Double, using random: inout SeededGenerator) -> [Double] {
    precondition(inputs.count == actuators.count && dt > 0, "one input an actuator, and time that passes")
    supply.advance(by: dt, using: &random)
    consumers.advance(by: dt, using: &random)
    let parts = max(1, (dt / WaterCell.Source.processStep).rounded(.up))
    for _ in 0..<Int(parts) { flowOn(inputs, dt / parts) }
    return measure(using: &random)
  }

  private mutating func flowOn(_ inputs: [Double], _ dt: Double) {
    inlet.move(to: inputs[0], dt)
    transfer.move(to: inputs[1], dt)
    delivery.move(to: inputs[2], dt)

    let head = 1 + 0.1 * (rawLevel - 0.65) - 0.1 * (productLevel - 0.9)
    let incoming = WaterCell.Source.inletFlow / 3600 * (1 + supply.value) * inlet.position * dt
    let moved = min(rawVolume, WaterCell.Source.transferFlow / 3600 * head * transfer.position * dt)
    let delivered = min(productVolume, load * consumers.flow * delivery.position * dt)

    let capacity = WaterCell.Source.tankSection * WaterCell.Source.tankHeight
    rawVolume += incoming - moved
    productVolume += moved - delivered
    let rawSpill = max(0, rawVolume - capacity)
    let productSpill = max(0, productVolume - capacity)
    rawVolume -= rawSpill
    productVolume -= productSpill

    flows = (incoming / dt, moved / dt, delivered / dt)
    totals.add(inlet: incoming, transfer: moved, delivery: delivered, rawSpill: rawSpill, productSpill: productSpill)
  }

  /// Volumes that passed since the beginning, in m³: every drop is in a tank or here.
  public struct Totals: Sendable, Equatable {
    /// Through MV101 into T101.
    public private(set) var inlet = 0.0
    /// Through P101 from T101 into T301.
    public private(set) var transfer = 0.0
    /// Through P301 from T301 to the consumers.
    public private(set) var delivery = 0.0
    /// Over the rim of T101.
    public private(set) var rawSpill = 0.0
    /// Over the rim of T301.
    public private(set) var productSpill = 0.0

    fileprivate mutating func add(
      inlet: Double, transfer: Double, delivery: Double, rawSpill: Double, productSpill: Double
    ) {
      self.inlet += inlet
      self.transfer += transfer
      self.delivery += delivery
      self.rawSpill += rawSpill
      self.productSpill += productSpill
    }
  }
}
