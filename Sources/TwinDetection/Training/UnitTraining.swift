#if canImport(Glibc)
  import Glibc
#endif

/// Trains the ensembles of one unit: all series together, or one series alone.
struct UnitTraining: Sendable {
  /// Rows that a series needs for an ensemble of its own.
  static let leastRowsOfOwn = 200

  let series: String?
  /// Decimals of the variants, from fine to coarse.
  let decimals: [Int]
  /// Stretches of the unit, each of shape `[row, tag]`.
  let stretches: [[Double]]
  /// Physics declared for the plant, with what is needed to identify it; `nil` without.
  var twin: TwinTraining?
  /// Rows in which limits may be passed once, all tags together; `nil` where they stand at the extremes that were seen.
  var rowsPerExcess: Double?

  /// A trained unit, still without fusion.
  struct Trained: Sendable {
    var series: String?
    var standardisation: Standardisation
    var variants: [(decimals: Int, calibration: EnsembleCalibration)]
    /// Growth per channel of each stretch long enough to tell.
    var growths: [[Double]]
  }

  /// The common unit first, then one per series when wanted.
  static func units(
    rows: TrainingRows, perSeries: Bool, decimals: Int, coarser: Bool = true, twin: TwinTraining?,
    rowsPerExcess: Double? = nil
  ) -> [UnitTraining] {
    let levels = [decimals] + (coarser ? (1..<max(decimals, 1)).reversed() : [])
    let all = rows.stretches
    let common = UnitTraining(
      series: nil, decimals: levels, stretches: all.map(\.values), twin: twin,
      rowsPerExcess: rowsPerExcess)
    guard perSeries else { return [common] }
    let own = rows.series.map { name in
      UnitTraining(
        series: name, decimals: levels, stretches: all.filter { $0.series == name }.map(\.values),
        twin: twin?.selecting(all.indices.filter { all[$0].series == name }), rowsPerExcess: rowsPerExcess)
    }
    return [common] + own
  }

  /// Trains all units stage by stage, each stage in parallel.
  static func train(_ units: [UnitTraining], tags: Int, seed: UInt64, threads: Int) -> [Trained] {
    let scales = parallelMap(units.count, threads: threads) { index in
      let unit = units[index]
      return LinearFit(stretches: unit.learnedParts(tags: tags), tags: tags).standardisation
    }
    let networks = parallelMap(units.count * 2, threads: threads) { index in
      let unit = units[index / 2]
      return Networks.train(
        window: index % 2 == 0 ? Autoencoder.windowLength : 1, on: unit.learnedParts(tags: tags),
        standardisation: scales[index / 2], tags: tags, seed: seed)
    }
    let jobs = units.indices.flatMap { unit in units[unit].decimals.map { (unit: unit, decimals: $0) } }
    let calibrations = parallelMap(jobs.count, threads: threads) { index in
      let (unit, decimals) = jobs[index]
      let pair = Networks(dense: networks[unit * 2 + 1], windowed: networks[unit * 2])
      return units[unit].calibrate(networks: pair, scale: scales[unit], decimals: decimals, tags: tags)
    }
    let growths = parallelMap(units.count, threads: threads) { index in
      units[index].stretches.compactMap { StationarityScreen.growth(of: $0, tags: tags) }
    }
    return units.indices.map { unit in
      let variants = jobs.indices.filter { jobs[$0].unit == unit }
        .map { (decimals: jobs[$0].decimals, calibration: calibrations[$0]) }
      return Trained(
        series: units[unit].series, standardisation: scales[unit], variants: variants, growths: growths[unit])
    }
  }

  private func learnedRows(tags: Int) -> [Int] {
    stretches.map { Int(Double($0.count / tags) * DetectorTraining.learnedShare) }
  }

  private func learnedParts(tags: Int) -> [ArraySlice<Double>] {
    zip(stretches, learnedRows(tags: tags)).map { $0[..<($1 * tags)] }
  }

  private func calibrate(
    networks: Networks, scale: Standardisation, decimals level: Int, tags: Int
  ) -> EnsembleCalibration {
    let isNative = level == decimals[0]
    let values = isNative ? stretches : stretches.map { $0.map { Decimals.round($0, to: level) } }
    let learned = learnedRows(tags: tags)
    let parts = zip(values, learned).map { $0[..<($1 * tags)] }
    var fit = LinearFit(stretches: parts, tags: tags, standardisation: scale)
    if let rowsPerExcess {
      // Low, high and rate of each tag.
      let passed = Double(3 * tags) * rowsPerExcess / Double(max(learned.reduce(0, +), 1))
      fit.limits = fit.limits.widened(by: Float(log(max(passed, 1))))
    }
    return EnsembleCalibration(
      fit: fit, networks: networks, stretches: values, learned: learned, tags: tags,
      physics: twin?.physics(values: values, learned: learned), seconds: twin?.seconds ?? [],
      watchesStates: rowsPerExcess != nil)
  }
}
