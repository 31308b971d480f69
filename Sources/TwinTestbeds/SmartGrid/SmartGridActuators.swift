import PowerFlow

/// Which place in a list of commands belongs to what; fixed for one description.
struct SmartGridActuators: Sendable, Equatable {
  let breaker: Range<Int>
  let activeSetpoint: Range<Int>
  let voltageSetpoint: Range<Int>
  let tap: Range<Int>
  let capacitor: Range<Int>
  /// Regulator and capacitor; empty without a feeder.
  let feeder: Range<Int>
  /// What the control centre shows and no device obeys: objective, its limit, bad values found, status, mode.
  let indication: Range<Int>
  let count: Int

  init(_ description: SmartGridDescription) {
    var next = 0
    func take(_ count: Int) -> Range<Int> {
      defer { next += count }
      return next..<next + count
    }
    breaker = take(description.gridCase.branches.count)
    activeSetpoint = take(description.units.count)
    voltageSetpoint = take(description.units.count)
    tap = take(description.tapChangers.count)
    capacitor = take(description.capacitors.count)
    feeder = take(description.feeder == nil ? 0 : 2)
    indication = take(5)
    count = next
  }
}
