public import TwinModel

/// How a tag's value stands in coils and registers. The first register holds the highest bits.
///
/// - A state of 0 or 1 is one bit.
/// - A quantised value whose range spans at most 32,767 steps on either side of 0 is its number of steps, a signed
///   16-bit number; `0x8000` says that there is no value. Beyond the range it goes on up to ±32,767 steps.
/// - A finer quantised value is an IEEE 754 single in two registers, which the reader rounds to the nearest step.
/// - Anything else is an IEEE 754 double in four registers.
///
/// Reading what was written gives the same double, bit for bit, for every value that the instrument can report.
public struct RegisterEncoding: Sendable, Equatable {
  /// Which form.
  public let form: Form
  /// Step between neighbouring values, in the tag's unit; 0 where values are not quantised.
  public let step: Double
  /// A value on the grid of steps, from which a reader counts.
  public let origin: Double
  /// Whole steps in one unit; 0 where that is no whole number or the instrument multiplies instead of dividing.
  private let perUnit: Double

  /// The forms.
  public enum Form: String, Sendable, CaseIterable {
    /// One coil or discrete input.
    case bit
    /// Signed number of steps in one register.
    case scaled = "int16"
    /// IEEE 754 single in two registers.
    case single = "float32"
    /// IEEE 754 double in four registers.
    case double = "float64"
  }

  /// Number of bits or registers.
  public var width: Int {
    switch form {
    case .bit, .scaled: 1
    case .single: 2
    case .double: 4
    }
  }

  /// How an instrument makes its readings from a number of steps; the results differ in the last bit.
  public enum Readings: Sendable, Equatable {
    /// `n / (1 / step)` where a whole number of steps make one unit, else `n · step`.
    case dividing
    /// `n · step`.
    case multiplying
    /// `lower + n · step`, counted from the lower end of the range.
    case counting
  }

  /// The encoding that suits a tag.
  ///
  /// - Parameter readings: how its instrument makes them.
  public init(for tag: Tag, readings: Readings = .dividing) {
    let range = tag.range ?? -Double.infinity...Double.infinity
    let step = tag.quantisation ?? (tag.kind == .state ? 1 : 0)
    let unit = step > 0 ? (1 / step).rounded() : 0
    let divides = readings == .dividing && step > 0 && abs(unit * step - 1) < 1e-12
    self.step = step
    perUnit = divides ? unit : 0
    let reach = max(range.lowerBound.magnitude, range.upperBound.magnitude)
    let isShifted = readings == .counting && range.lowerBound != 0 && range.lowerBound.isFinite
    origin = isShifted ? range.lowerBound : 0
    if tag.kind == .state && range == 0...1 {
      form = .bit
    } else if step > 0 && !isShifted && reach / step <= 32_767 {
      form = .scaled
    } else if step > 0 && reach / step <= 4_194_304 {
      form = .single
    } else {
      form = .double
    }
  }

  /// Writes a value behind others. A bit that has no value is written as 0.
  public func append(_ value: Double, to registers: inout [UInt16]) {
    switch form {
    case .bit: registers.append(value >= 0.5 ? 1 : 0)
    case .scaled:
      let steps = (value / step).rounded()
      registers.append(
        value.isNaN ? 0x8000 : UInt16(bitPattern: Int16(min(max(steps, -32_767), 32_767))))
    case .single:
      let bits = Float(value).bitPattern
      registers.append(UInt16(truncatingIfNeeded: bits >> 16))
      registers.append(UInt16(truncatingIfNeeded: bits))
    case .double:
      let bits = value.bitPattern
      for shift in [48, 32, 16, 0] as [UInt64] { registers.append(UInt16(truncatingIfNeeded: bits >> shift)) }
    }
  }

  /// Reads the value that stands at a place; `NaN` when there is none or the registers end before.
  public func value(in registers: [UInt16], at place: Int) -> Double {
    guard place >= 0, place + width <= registers.count else { return .nan }
    switch form {
    case .bit: return registers[place] == 0 ? 0 : 1
    case .scaled:
      guard registers[place] != 0x8000 else { return .nan }
      return onGrid(Double(Int16(bitPattern: registers[place])))
    case .single:
      let bits = UInt32(registers[place]) << 16 | UInt32(registers[place + 1])
      let value = Double(Float(bitPattern: bits))
      guard value.isFinite else { return value }
      return perUnit > 0
        ? (value * perUnit).rounded() / perUnit : origin + ((value - origin) / step).rounded() * step
    case .double:
      var bits: UInt64 = 0
      for offset in 0..<4 { bits = bits << 16 | UInt64(registers[place + offset]) }
      return Double(bitPattern: bits)
    }
  }

  private func onGrid(_ steps: Double) -> Double { perUnit > 0 ? steps / perUnit : steps * step }
}
