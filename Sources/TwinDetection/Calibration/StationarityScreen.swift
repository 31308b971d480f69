#if canImport(Glibc)
  import Glibc
#endif

/// Tells, from normal rows alone, which channels keep their level as time passes.
///
/// The linear models are fitted to the first half of a recording; each channel's median is compared between the
/// beginning and the end of the second half. A plant that drifts (a tank that warms up all day) drives every statistic
/// that depends on absolute levels away from what was learned, and no threshold taken from a short tail can foresee
/// how far. Such channels are set aside, and said.
enum StationarityScreen {
  /// Largest growth, as the logarithm of the ratio of medians, with which a channel is still used.
  static let limit = 0.2

  /// Per channel of `Channel.all`, the logarithm of the growth of its median over one recording, ≥ 0 after averaging
  /// over recordings.
  static func growth(of stretch: [Double], tags: Int) -> [Double]? {
    let rows = stretch.count / tags
    let half = rows / 2
    let fifth = (rows - half) / 5
    guard fifth >= 10 else { return nil }
    let fit = LinearFit(stretches: [stretch[..<(half * tags)]], tags: tags)
    let idle = Networks.untrained(tags: tags)
    let calibration = EnsembleCalibration(
      fit: fit, networks: idle, stretches: [Array(stretch[..<(half * tags)])], learned: [half], tags: tags)
    let early = Array(stretch[half * tags..<(half + fifth) * tags])
    let late = Array(stretch[(rows - fifth) * tags..<rows * tags])
    let medians = [early, late].map { medianChannels(calibration.channels(of: $0, from: 5)) }
    var growth = zip(medians[0], medians[1]).map { log(Double($1) + 1e-9) - log(Double($0) + 1e-9) }
    // What depends on absolute levels but was not fitted here drifts as the cross-sensor regression does.
    let level = growth[Channel.all.firstIndex { $0.residual == .crossSensor }!]
    for (index, channel) in Channel.all.enumerated() where channel.residual.isAutoencoder || channel.residual == .limits
    {
      growth[index] = level
    }
    return growth
  }

  private static func medianChannels(_ values: [Float]) -> [Float] {
    let count = Channel.all.count
    return (0..<count).map { channel in stride(from: channel, to: values.count, by: count).map { values[$0] }.median }
  }
}

extension Networks {
  /// Networks that restore nothing, for when only the linear models matter.
  static func untrained(tags: Int) -> Networks {
    func silent(_ window: Int) -> Autoencoder {
      let width = PaddedMatrix.padded(tags)
      let layers = [(window * width, 16), (16, 16), (16, 16), (16, tags)].map { inputs, outputs in
        let weights = PaddedMatrix(rows: inputs, columns: outputs)
        return Linear(weights: weights, bias: [Float](repeating: 0, count: weights.stride), isRectified: false)
      }
      return Autoencoder(window: window, layers: layers)
    }
    return Networks(dense: silent(1), windowed: silent(Autoencoder.windowLength))
  }
}
