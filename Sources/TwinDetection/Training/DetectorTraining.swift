public import TwinModel

/// Learns a detector from rows of normal operation.
///
/// The first four fifths of each series are learned, the last fifth calibrates. Stages: linear models and the
/// stationarity screen, networks, calibration, fusion; each stage runs over all units in parallel, and the result
/// depends on rows, options and seed alone.
public struct DetectorTraining: Sendable {
  /// Rows below which nothing is learned.
  public static let leastRows = 60
  /// Share of each series that is learned; the rest calibrates.
  static let learnedShare = 0.8
  /// A threshold may be set for at most this many times the rows that calibrate it.
  static let extrapolation = 60.0
  /// A channel needs at least this many times its memory in held-out rows.
  static let support = 10
  /// How strongly the growth seen by the stationarity screen raises the threshold.
  static let driftAllowance = 0.5
  /// Clusters of exceedances that a second tail needs.
  static let leastClusters = 5
  /// With a twin, thresholds aim at this fraction of the budget: what its balances and the models learned of the very rows
  /// that calibrate them, and what neighbouring rows have in common, costs so much on simulated tanks.
  static let caution = 3.0
  /// Levels at which the limits channel is of use, in mean excesses: below the first, the next harmless extreme would
  /// be an alarm; above the second, normal operation itself has left what was learned.
  static let limitLevels: ClosedRange<Float> = 3...7.2

  let rows: TrainingRows
  let options: TrainingOptions
  let site: Site?

  /// Learns from `rows`.
  ///
  /// - Parameter site: the plant's declaration; its balances, relations and rules become channels of the ensemble. Without
  ///   one, or without any of these, nothing is different from learning by data alone.
  /// - Throws: `TrainingError` when the rows cannot be learned from or an option is out of range.
  public static func train(
    on rows: TrainingRows, options: TrainingOptions, site: Site? = nil
  ) throws(TrainingError) -> DetectorModel {
    let training = DetectorTraining(rows: rows, options: options, site: site)
    return training.model(of: try training.learned())
  }

  /// Learns from `rows` once, with the plant's declaration and without it: what `train` gives for either.
  ///
  /// - Throws: `TrainingError` when the rows cannot be learned from or an option is out of range.
  public static func trainBoth(
    on rows: TrainingRows, options: TrainingOptions, site: Site
  ) throws(TrainingError) -> (withTwin: DetectorModel, withoutTwin: DetectorModel) {
    let training = DetectorTraining(rows: rows, options: options, site: site)
    let learned = try training.learned()
    return (training.model(of: learned), training.model(of: learned.withoutTwin))
  }

  /// What is learned, still without thresholds.
  private struct Learned {
    var units: [UnitTraining.Trained]
    var decimals: Int
    var isPerSeries: Bool
    var distance: Double?

    /// The same without the twin: its channels are not watched.
    var withoutTwin: Learned {
      var copy = self
      for unit in copy.units.indices {
        for variant in copy.units[unit].variants.indices {
          copy.units[unit].variants[variant].calibration.parameters.physics = nil
        }
      }
      return copy
    }
  }

  private func learned() throws(TrainingError) -> Learned {
    try check()
    let decimals = recordedDecimals
    let distance = ownToCommonDistance
    let isPerSeries = distance.map { $0 < 0.5 } ?? false
    let twin = try twin()
    let units = UnitTraining.units(
      rows: rows, perSeries: isPerSeries, decimals: decimals, coarser: options.coarserDecimals, twin: twin,
      rowsPerExcess: options.countsDisturbances ? options.rowsPerFalseAlarm : nil)
    let trained = UnitTraining.train(units, tags: rows.tags.count, seed: options.seed, threads: options.threads)
    guard trained[0].standardisation.isConstant.contains(false) else { throw .nothingVaries }
    return Learned(units: trained, decimals: decimals, isPerSeries: isPerSeries, distance: distance)
  }

  private func model(of learned: Learned) -> DetectorModel {
    let trained = learned.units
    let fusion = FusionCalibration(units: trained, options: options)
    let built = trained.map { unit in
      DetectorModel.Unit(
        series: unit.series,
        variants: unit.variants.map {
          DetectorModel.Variant(decimals: $0.decimals, parameters: fusion.fused($0.calibration))
        })
    }
    let constants = zip(rows.tags, trained[0].standardisation.isConstant).filter(\.1).map(\.0)
    var report = fusion.report(constantTags: constants, rows: rows, decimals: learned.decimals)
    report.hasModelPerSeries = learned.isPerSeries
    report.ownToCommonDistance = learned.distance
    return DetectorModel(
      tags: rows.tags, report: report, common: built[0],
      ownUnits: built.dropFirst().sorted { ($0.series ?? "") < ($1.series ?? "") })
  }

  private func twin() throws(TrainingError) -> TwinTraining? {
    guard let site, site.declaresPhysics else { return nil }
    return try TwinTraining(site, rows: rows, period: options.period)
  }

  private func check() throws(TrainingError) {
    guard rows.tags.count <= DetectorModel.tagLimit else {
      throw .tooManyTags(found: rows.tags.count, limit: DetectorModel.tagLimit)
    }
    guard rows.count >= Self.leastRows else { throw .tooFewRows(found: rows.count, needed: Self.leastRows) }
    guard options.falseAlarmsPerDay > 0, options.falseAlarmsPerDay.isFinite else {
      throw .badOption("false alarms per day must be above 0")
    }
    guard options.separation >= 0, options.separation <= 1e6 else {
      throw .badOption("disturbances must be between 0 and a million seconds apart")
    }
    if let period = options.period, !(1e-9...1e9).contains(period) {
      throw .badOption("the row period must be between a nanosecond and 1e9 seconds")
    }
    for (tag, name) in rows.tags.enumerated() {
      let hasValue = rows.stretches.contains { stretch in
        stride(from: tag, to: stretch.values.count, by: rows.tags.count).contains { !stretch.values[$0].isNaN }
      }
      guard hasValue else { throw .emptyTag(name) }
    }
  }

  private var recordedDecimals: Int {
    var most = 0
    for stretch in rows.stretches {
      for value in stretch.values where !value.isNaN {
        most = max(most, Decimals.count(value))
        if most == Decimals.fine { return most }
      }
    }
    return most
  }

  /// Median over varying tags of Σ(x − own centre)² / Σ(x − common centre)² on the held-out tails of all series.
  private var ownToCommonDistance: Double? {
    guard rows.series.count > 1 else { return nil }
    let tags = rows.tags.count
    let series = rows.stretches.filter { $0.values.count / tags >= UnitTraining.leastRowsOfOwn }
    guard series.count == rows.stretches.count, series.count > 1 else { return nil }
    let learned = series.map { Int(Double($0.values.count / tags) * Self.learnedShare) }
    let ratios = (0..<tags).compactMap { tag -> Double? in
      let centres = zip(series, learned).map { Self.mean($0.values, tag: tag, tags: tags, rows: 0..<$1) }
      let common = centres.reduce(0, +) / Double(centres.count)
      var own = 0.0
      var shared = 0.0
      for (index, stretch) in series.enumerated() {
        let rows = learned[index]..<stretch.values.count / tags
        for row in rows where !stretch.values[row * tags + tag].isNaN {
          let value = stretch.values[row * tags + tag]
          own += (value - centres[index]) * (value - centres[index])
          shared += (value - common) * (value - common)
        }
      }
      return shared > 0 && shared.isFinite ? own / shared : nil
    }
    return ratios.isEmpty ? nil : ratios.median
  }

  private static func mean(_ values: [Double], tag: Int, tags: Int, rows: Range<Int>) -> Double {
    let column = rows.lazy.map { values[$0 * tags + tag] }.filter { !$0.isNaN }
    return column.reduce(0, +) / Double(max(column.count, 1))
  }
}
