/// A transmitter's range and resolution; its noise is the process's own.
struct Converter: Sendable, Equatable {
  /// What it can show.
  var range: ClosedRange<Double>

  /// Step between two neighbouring readings: 16 bits over the range.
  var resolution: Double { (range.upperBound - range.lowerBound) / 65535 }

  /// The reading nearest to a value, at the end of the range beyond it; `NaN` stays `NaN`.
  func reading(of value: Double) -> Double {
    let steps = (value - range.lowerBound) / resolution
    return range.lowerBound + min(max(steps, 0), 65535).rounded() * resolution
  }
}
