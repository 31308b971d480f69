extension AnomalyDetector {
  /// What one kind of residual says of the last frame that was observed.
  public struct Finding: Sendable, Equatable {
    /// Which residual speaks.
    public var residual: Residual
    /// How loud, in multiples of the level that normal operation exceeds once in `rowsPerFinding` rows, ≥ 0.
    public var ratio: Double
    /// The tags from which it comes, loudest first, with their shares of what this residual says.
    public var contributions: [Assessment.Contribution]
  }

  /// Rows of normal operation in which a channel passes its level once, as calibration set it.
  public var rowsPerFinding: Double {
    // Learned channels and the twin's have half of the budget each; see `FusionCalibration`.
    max(2, model.report.rowsPerFalseAlarm) * (hasTwin ? 2 : 1)
  }

  /// What each kind of residual says of the last frame given to `observe`, in the order of `Residual.allCases`; only those
  /// that are at least so loud.
  ///
  /// A held alarm (off-delay) is no finding: a frame without news gives none. Cost: a few hundred nanoseconds, and linear in
  /// the number of tags for each finding.
  public func findings(from ratio: Float, tags limit: Int = ScoreBlock.namedTags) -> [Finding] {
    let loudest = loudness()
    return Residual.allCases.compactMap { residual in
      guard loudest[residual.rawValue] >= ratio else { return nil }
      return Finding(
        residual: residual, ratio: Double(loudest[residual.rawValue]),
        contributions: contributions(to: residual, limit: limit))
    }
  }

  /// The channel that is loudest, as a multiple of its level, in the last frame given to `observe` or as a block of one row;
  /// `nil` before the first.
  public var loudestChannel: Channel? {
    let ratios = Channel.all.indices.map(ratio(ofChannel:))
    guard let loudest = ratios.indices.max(by: { ratios[$0] < ratios[$1] }), ratios[loudest] > 0 else { return nil }
    return Channel.all[loudest]
  }

  /// Shape of `Residual.allCases`: how loud each kind is in the last frame given to `observe`, in multiples of its level.
  func loudness() -> [Float] {
    var loudest = [Float](repeating: 0, count: Residual.allCases.count)
    for channel in Channel.all.indices {
      let kind = Channel.all[channel].residual.rawValue
      loudest[kind] = max(loudest[kind], ratio(ofChannel: channel))
    }
    return loudest
  }

  private func contributions(to residual: Residual, limit: Int) -> [Assessment.Contribution] {
    let energies = latestEnergies(of: residual)
    var sum: Float = 0
    var best: [Assessment.Contribution] = []
    for (tag, energy) in energies.enumerated() where energy > 0 && energy.isFinite {
      sum += energy
      guard best.count < limit || energy > best[best.count - 1].share else { continue }
      let place = best.firstIndex { $0.share < energy } ?? best.count
      best.insert(Assessment.Contribution(tag: tag, share: energy), at: place)
      if best.count > limit { best.removeLast() }
    }
    guard sum > 0, sum.isFinite else { return [] }
    return best.map { Assessment.Contribution(tag: $0.tag, share: $0.share / sum) }
  }
}
