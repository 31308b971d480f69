extension TennesseeEastmanProcess {
  /// A gas chromatograph: it takes a sample every period and reports it one period later.
  ///
  /// Source: Downs & Vogel 1993, sampled process measurements.
  struct Analyser: Sendable, Equatable {
    /// Sampling period and dead time of the reactor feed and purge analysers, hours.
    static let gasPeriod = 0.1
    /// Sampling period and dead time of the product analyser, hours.
    static let productPeriod = 0.25

    private let period: Double
    private let channels: Range<Int>
    private var nextSample: Double
    /// The samples under analysis; shape of ``Measurements``, of which only `channels` are used.
    private var pending: Measurements

    /// The analysers start with what the plant holds.
    init(channels: Range<Int>, period: Double, current: Measurements) {
      self.channels = channels
      self.period = period
      nextSample = period
      pending = current
    }

    /// Reports at most one finished sample, with noise, and takes the next.
    ///
    /// - Parameter current: what a perfect instrument would show now.
    mutating func observe(
      _ current: Measurements, at time: Double, noise: Double, into reported: inout Measurements,
      using random: inout some RandomNumberGenerator
    ) {
      guard time >= nextSample else { return }
      for channel in channels {
        let deviation = NoiseTable.deviations[channel] * noise
        reported[position: channel] = pending[position: channel] + deviation * sumOfTwelveNormal(using: &random)
        pending[position: channel] = current[position: channel]
      }
      nextSample += period
    }
  }

  /// The standard deviations of all measurements in their order.
  enum NoiseTable {
    static let deviations: [Double] = Measurement.allCases.map(\.noise)
  }
}
