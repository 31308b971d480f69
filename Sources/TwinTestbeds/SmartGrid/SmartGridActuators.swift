/// Which command drives what; fixed for one description. Every actuator has the tag that reports its state.
struct SmartGridActuators: Sendable, Equatable {
  let breaker: Range<Int>
  let activeSetpoint: Range<Int>
  let voltageSetpoint: Range<Int>
  let tap: Range<Int>
  let capacitor: Range<Int>
  /// Regulator and capacitor; empty without a feeder.
  let feeder: Range<Int>
  /// Shape `[actuator]`: index of the tag of the same name.
  let tags: [Int]
  var count: Int { tags.count }

  init(_ layout: SmartGridLayout) {
    var tags: [Int] = []
    func take(_ range: some Sequence<Int>) -> Range<Int> {
      let start = tags.count
      tags.append(contentsOf: range)
      return start..<tags.count
    }
    breaker = take(layout.breaker)
    activeSetpoint = take(layout.activeSetpoint)
    voltageSetpoint = take(layout.voltageSetpoint)
    tap = take(layout.tap)
    capacitor = take(layout.capacitor)
    feeder = take(layout.feeder.suffix(2))
    self.tags = tags
  }
}
