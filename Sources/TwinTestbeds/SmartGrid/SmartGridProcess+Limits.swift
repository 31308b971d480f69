import PowerFlow

extension SmartGridProcess {
  /// A limit outside which a tag's true value is dangerous.
  public struct Limit: Sendable, Equatable {
    /// Index of the sensor whose true value it guards.
    public var tag: Int
    /// Safe values in the tag's unit.
    public var range: ClosedRange<Double>
    /// Seconds a value may be outside before it counts.
    public var holdTime: Double
  }

  /// Limits of safe operation: voltages .9 to 1.1 pu, branches within their ratings, frequency within 0.5 Hz.
  public var limits: [Limit] {
    var limits = layout.voltage.map { Limit(tag: $0, range: 0.9...1.1, holdTime: 10) }
    for (tag, branch) in zip(layout.loading, description.gridCase.branches) where branch.rating > 0 {
      limits.append(Limit(tag: tag, range: 0...100, holdTime: 60))
    }
    let nominal = description.nominalFrequency
    limits.append(Limit(tag: layout.frequency, range: nominal - 0.5...nominal + 0.5, holdTime: 5))
    limits += layout.feederVoltage.map { Limit(tag: $0, range: 0.9...1.1, holdTime: 10) }
    return limits
  }

  /// The limits that the plant's true state is outside at this instant; hold times are the caller's.
  public func violations() -> [Limit] { limits.filter { !$0.range.contains(trueValues[$0.tag]) } }

  /// Buses without voltage, tripped branches, demand shed; or the blackout and why.
  public var impairments: [Impairment] {
    switch condition {
    case .blackedOut: return [Impairment(.blackout, of: collapse.map { "\($0)" } ?? "grid")]
    case .energised(let dark):
      guard !dark.isEmpty || protection.shedSteps > 0 || protection.isTripped.contains(true) else { return [] }
      let names = GridNames(description)
      let numbers = description.gridCase.buses.map(\.number)
      return numbers.indices.filter { dark.contains(numbers[$0]) }.map {
        Impairment(.withoutVoltage, of: names.buses[$0])
      }
        + protection.isTripped.indices.filter { protection.isTripped[$0] }.map {
          Impairment(.tripped, of: names.branches[$0])
        }
        + (protection.shedSteps > 0 ? [Impairment(.demandShed, of: "grid")] : [])
    }
  }
}
