public import TwinModel

/// Which safety envelopes a plant's true values violate, hold times and rates of change included.
public struct EnvelopeWatch: Sendable {
  private let envelopes: [SafetyEnvelope]
  /// Shape `[envelope]`: the sensor it guards.
  private let sensors: [Int]
  /// Shape `[envelope]`: seconds that its value has been outside without a break; negative while inside.
  private var outside: [Double]
  /// Shape `[envelope]`: the value before; `NaN` at first.
  private var before: [Double]

  /// Envelopes of tags that are no sensors are left out: no true value is known of them.
  public init(_ envelopes: [SafetyEnvelope], sensors names: [String]) {
    let guarded = envelopes.compactMap { envelope in
      names.firstIndex(of: envelope.tag).map { (envelope, $0) }
    }
    self.envelopes = guarded.map(\.0)
    sensors = guarded.map(\.1)
    outside = [Double](repeating: -1, count: guarded.count)
    before = [Double](repeating: .nan, count: guarded.count)
  }

  /// Number of envelopes watched.
  public var count: Int { envelopes.count }

  /// The tag of an envelope.
  public func tag(_ envelope: Int) -> String { envelopes[envelope].tag }

  /// Whether an envelope's value has been outside for longer than its hold time.
  public func isViolated(_ envelope: Int) -> Bool { outside[envelope] > envelopes[envelope].holdTime }

  /// Takes the true values after `seconds` more.
  public mutating func observe(_ trueValues: [Double], after seconds: Double) {
    for index in envelopes.indices {
      let value = trueValues[sensors[index]]
      var isInside = envelopes[index].contains(value)
      if let fastest = envelopes[index].maximumRate, abs(value - before[index]) > fastest * seconds { isInside = false }
      before[index] = value
      outside[index] = isInside ? -1 : max(0, outside[index]) + seconds
    }
  }
}
