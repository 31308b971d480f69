/// The programs of the cell's PLCs: two-point control with hysteresis, and interlocks.
///
/// PLC1 opens MV101 at LIT101 ≤ L and shuts it at ≥ H (and so at HH). It starts P101 at LIT301 ≤ L and stops it at ≥ H;
/// at LIT101 ≤ LL P101 is locked until LIT101 ≥ L. PLC3 runs P301 but at night, and locks it at LIT301 ≤ LL until ≥ L.
/// A measurement that is `NaN` changes nothing.
public struct WaterCellController: Controller {
  /// 0.4 s.
  public let period = WaterCell.Source.scanPeriod

  private var raw = WaterCell.Source.rawTank
  private var product = WaterCell.Source.productTank
  private var inletOpen = false
  private var transferWanted = false
  private var transferLocked = false
  private var deliveryLocked = false

  /// Hours of the day in which P301 rests.
  static let nightRest = 1.0..<4.0

  /// Switching levels: L and H of both tanks, m.
  public let setpointNames = ["LIT101.L", "LIT101.H", "LIT301.L", "LIT301.H"]

  /// Shape `[setpoint]`, m; what is no number changes nothing.
  public var setpoints: [Double] {
    get { [raw.low, raw.high, product.low, product.high] }
    set {
      precondition(newValue.count == setpointNames.count, "one value a set point")
      if newValue[0].isFinite { raw.low = newValue[0] }
      if newValue[1].isFinite { raw.high = newValue[1] }
      if newValue[2].isFinite { product.low = newValue[2] }
      if newValue[3].isFinite { product.high = newValue[3] }
    }
  }

  /// The programs at their start: everything shut.
  public init() {}

  /// One scan of both PLCs; shape in `[LIT101, FIT101, FIT201, LIT301, FIT301]`, out `[MV101, P101, P301]`.
  public mutating func scan(_ measurements: [Double], at time: Double) -> [Double] {
    let (rawLevel, productLevel) = (measurements[0], measurements[3])

    Self.latch(&inletOpen, on: rawLevel <= raw.low, off: rawLevel >= raw.high)
    Self.latch(&transferWanted, on: productLevel <= product.low, off: productLevel >= product.high)
    Self.latch(&transferLocked, on: rawLevel <= raw.lowLow, off: rawLevel >= raw.low)
    Self.latch(&deliveryLocked, on: productLevel <= product.lowLow, off: productLevel >= product.low)

    let hour = (time / 3600).truncatingRemainder(dividingBy: 24)
    let delivers = !deliveryLocked && !Self.nightRest.contains(hour)
    return [inletOpen ? 1 : 0, transferWanted && !transferLocked ? 1 : 0, delivers ? 1 : 0]
  }

  private static func latch(_ state: inout Bool, on: Bool, off: Bool) {
    if off { state = false } else if on { state = true }
  }
}
