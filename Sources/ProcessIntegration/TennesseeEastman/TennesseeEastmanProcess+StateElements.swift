extension TennesseeEastmanProcess.State {
  /// Number of states.
  public static var count: Int { 50 }

  /// The states in the source's order, y₁ … y₅₀; shape `[50]`.
  public var elements: [Double] {
    var values: [Double] = []
    values.reserveCapacity(Self.count)
    for holdup in [reactor, separator, stripper, mixingZone] {
      for i in 0..<8 { values.append(holdup.amounts[i]) }
      values.append(holdup.energy)
    }
    values += [reactorCoolantTemperature, condenserCoolantTemperature]
    return values + valves.elements
  }

  /// Creates a state from y₁ … y₅₀ in the source's order; `nil` unless there are 50 values.
  public init?(elements values: [Double]) {
    guard values.count == Self.count else { return nil }
    func holdup(_ start: Int) -> TennesseeEastmanProcess.Holdup {
      .init(amounts: ComponentVector(values[start..<start + 8]), energy: values[start + 8])
    }
    self.init(
      reactor: holdup(0), separator: holdup(9), stripper: holdup(18), mixingZone: holdup(27),
      reactorCoolantTemperature: values[36], condenserCoolantTemperature: values[37],
      valves: .init(Array(values[38...])))
  }
}
