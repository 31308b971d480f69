import TwinModel

/// Counts for how long true values have been outside their safety envelopes.
struct EnvelopeWatch: Sendable {
  private let envelopes: [(envelope: SafetyEnvelope, sensor: Int)]
  /// Shape `[envelope]`: since when it has been outside; `nil` while inside.
  private var outside: [Double?]
  private var last: [Double] = []
  private var lastTime = 0.0

  init(_ envelopes: [SafetyEnvelope], sensors: [String]) {
    self.envelopes = envelopes.compactMap { envelope in
      sensors.firstIndex(of: envelope.tag).map { (envelope, $0) }
    }
    outside = self.envelopes.map { _ in nil }
  }

  /// The tags whose envelopes are violated now, in the site's order.
  ///
  /// - Parameter values: shape `[sensor]`, true.
  mutating func observe(_ values: [Double], at time: Double) -> [String] {
    defer { (last, lastTime) = (values, time) }
    var violated: [String] = []
    for (index, (envelope, sensor)) in envelopes.enumerated() {
      let isTooFast =
        !last.isEmpty && time > lastTime
        && abs(values[sensor] - last[sensor]) / (time - lastTime) > envelope.maximumRate ?? .infinity
      guard !envelope.contains(values[sensor]) || isTooFast else {
        outside[index] = nil
        continue
      }
      let since = outside[index] ?? time
      outside[index] = since
      if time - since >= envelope.holdTime { violated.append(envelope.tag) }
    }
    return violated
  }
}
