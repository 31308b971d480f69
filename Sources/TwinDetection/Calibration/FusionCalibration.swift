internal import TwinModel

#if canImport(Glibc)
  import Glibc
#endif

/// Chooses the channels and sets the levels and thresholds, from held-out normal rows and the stated budget.
struct FusionCalibration: Sendable {
  private let options: TrainingOptions
  private let used: [Int]
  private let setAside: [TrainingReport.SetAside]
  private let growth: [Double]
  private let heldOutRows: Int
  private let units: [UnitTraining.Trained]
  private static let rowsPerDay = 86_400.0

  init(units: [UnitTraining.Trained], options: TrainingOptions) {
    self.options = options
    self.units = units
    let judged = Self.judged(units)
    let rows = judged.map { unit in Self.rows(unit.variants[0].calibration) }
    heldOutRows = rows.min() ?? 0
    let growths = judged.flatMap(\.growths)
    growth = Channel.all.indices.map { channel in
      growths.isEmpty ? 0 : max(0, growths.reduce(0) { $0 + $1[channel] } / Double(growths.count))
    }
    var aside: [TrainingReport.SetAside] = []
    var kept: [Int] = []
    let physics = units[0].variants[0].calibration.parameters.physics
    for (index, channel) in Channel.all.enumerated() where channel.isWatched(with: physics) {
      if channel.memory * DetectorTraining.support > heldOutRows {
        aside.append(
          .init(channel: channel, reason: "remembers \(channel.memory) rows, too many for \(heldOutRows) held out"))
      } else if growth[index] > StationarityScreen.limit {
        let percent = Int((exp(growth[index]) - 1) * 100)
        aside.append(.init(channel: channel, reason: "drifts: its level grew by \(percent) % during normal operation"))
      } else {
        kept.append(index)
      }
    }
    if kept.isEmpty {
      let growth = growth
      let short = (0..<Channel.learnedCount).filter { Channel.all[$0].statistic == .shortDistance }
      let steadiest = short.min { growth[$0] < growth[$1] } ?? 0
      kept = [steadiest]
      aside.removeAll { $0.channel == Channel.all[steadiest] }
    }
    used = kept
    setAside = aside
  }

  /// The units that will judge live series: with models of their own these, else the common one.
  private static func judged(_ units: [UnitTraining.Trained]) -> [UnitTraining.Trained] {
    units.count > 1 ? Array(units.dropFirst()) : units
  }

  private var judged: [UnitTraining.Trained] { Self.judged(units) }

  /// Quiet rows that end a disturbance.
  private var separation: Int {
    guard let period = options.period else { return Smoothing.shortRows }
    return max(Smoothing.shortRows, Int((options.separation / period).rounded(.up)))
  }

  private static func rows(_ calibration: EnsembleCalibration) -> Int { rows(of: calibration.heldOut) }

  private static func rows(of stretches: [[Float]]) -> Int {
    stretches.reduce(0) { $0 + $1.count } / Channel.all.count
  }

  // MARK: - Thresholds

  /// Rows per false alarm that the budget asks for, and that `heldOut` rows support.
  private func target(heldOut: Int) -> (rows: Double, isBeyondSupport: Bool) {
    let supported = DetectorTraining.extrapolation * Double(heldOut)
    guard let wanted = options.rowsPerFalseAlarm else { return (supported, true) }
    return (min(wanted, supported), wanted > supported)
  }

  /// The parameters with a fusion for every detector.
  func fused(_ calibration: EnsembleCalibration) -> EnsembleParameters {
    var parameters = calibration.parameters
    parameters.fusions = AnomalyDetector.Kind.allCases.map { fusion(calibration, channels: channels(of: $0)) }
    return parameters
  }

  /// The channels of one detector: those in use, or its short distances where the screen leaves none.
  private func channels(of kind: AnomalyDetector.Kind) -> [Int] {
    let own = Channel.all.indices.filter { kind.covers(Channel.all[$0].residual) }
    let kept = own.filter { used.contains($0) }
    guard kept.isEmpty else { return kept }
    return own.filter { [.shortDistance, .excess].contains(Channel.all[$0].statistic) }
  }

  private func fusion(_ calibration: EnsembleCalibration, channels: [Int]) -> Fusion {
    let hasTwin = channels.contains { $0 >= Channel.learnedCount }
    // Learned channels and the twin's have half of the budget each.
    let whole = target(heldOut: Self.rows(calibration)).rows
    let half = 2 * DetectorTraining.caution
    let learnedTarget = whole * (hasTwin ? half : 1)
    let twinTarget = half * self.target(heldOut: Self.rows(of: calibration.whole)).rows
    let count = Channel.all.count
    var fusion = Fusion(inverseLevel: [Float](repeating: 0, count: count), threshold: 1)
    for channel in channels {
      let isTwin = channel >= Channel.learnedCount
      let target = isTwin ? twinTarget : learnedTarget
      let tail = tail(isTwin ? .whole : .heldOut, of: calibration) { $0[channel] }
      let loudness = isTwin ? loudness(calibration) { $0[channel] } : 1
      var level = Float(loudness * tail.level(oncePer: target))
      if Channel.all[channel].residual == .limits {
        // A bounded sum has no tail to extrapolate further; the fused threshold keeps the budget.
        level = max(Float(tail.level(oncePer: whole)), DetectorTraining.limitLevels.lowerBound)
        if level > DetectorTraining.limitLevels.upperBound && channels.count > 1 { continue }
      }
      if Channel.all[channel].residual == .rule { level = max(level, DetectorTraining.limitLevels.lowerBound) }
      fusion.inverseLevel[channel] = 1 / max(level, 1e-6)
    }
    let score = FusedScore(fusion)
    let learned = channels.filter { $0 < Channel.learnedCount }
    let learnedTail = tail(.heldOut, of: calibration, score.powerMean)
    let daily = dailyLevel(calibration, share: hasTwin ? 0.5 : 1, score.powerMean)
    guard hasTwin else {
      fusion.threshold = threshold(
        max(learnedTail.level(oncePer: learnedTarget), daily), learnedTail, channels: learned, used: fusion.used.count)
      fusion.unusual = unusualFactor(calibration, share: 1, threshold: fusion.threshold, score.powerMean)
      return fusion
    }
    fusion.threshold = threshold(
      max(learnedTail.predictiveLevel(oncePer: learnedTarget), daily), learnedTail, channels: learned,
      used: fusion.used.count)
    let twinTail = tail(.whole, of: calibration, score.powerMeanOfTwin)
    fusion.twinThreshold = threshold(
      max(
        loudness(calibration, score.powerMeanOfTwin) * twinTail.predictiveLevel(oncePer: twinTarget),
        dailyLevel(calibration, share: 0.5, score.powerMeanOfTwin)), twinTail,
      channels: channels.filter { $0 >= Channel.learnedCount }, used: fusion.usedOfTwin.count)
    fusion.unusual = unusualFactor(calibration, share: 0.5, threshold: fusion.threshold, score.powerMean)
    fusion.twinUnusual = unusualFactor(
      calibration, share: 0.5, threshold: fusion.twinThreshold, score.powerMeanOfTwin)
    return fusion
  }

  /// By how much the twin is louder on the rows that were held out than on all, ≥ 1: what it takes for the usual demand it
  /// has partly learned from the very rows.
  private func loudness(_ calibration: EnsembleCalibration, _ value: (UnsafePointer<Float>) -> Float) -> Double {
    let heldOut = tail(.heldOut, of: calibration, value).start
    let whole = tail(.whole, of: calibration, value).start
    return whole > 0 && heldOut > whole ? heldOut / whole : 1
  }

  /// The level that the largest score of a day passes as rarely as a share of the budget asks, from all days that were
  /// learned from; 0 where disturbances are not what is counted, or days are too few.
  ///
  /// A tail of rows over a high quantile knows what is usual. What happens once a day (a line out for maintenance, pumps that
  /// change roles) and lasts is a handful of such clusters, and a bad hour more than all of them: it shows in the days.
  private func dailyLevel(
    _ calibration: EnsembleCalibration, share: Double, _ value: (UnsafePointer<Float>) -> Float
  ) -> Double {
    guard options.countsDisturbances, let period = options.period else { return 0 }
    let rows = Int((Self.rowsPerDay / period).rounded())
    var usual = scores(calibration.whole, value)
    for (stretch, unusual) in calibration.unusual.enumerated() {
      for row in unusual.indices where unusual[row] { usual[stretch][row] = 0 }
    }
    let days = BlockMaxima(of: usual, rows: max(rows, 1))
    guard days.count >= BlockMaxima.least else { return 0 }
    return loudness(calibration, value) * days.level(oncePer: 1 / (share * options.falseAlarmsPerDay))
  }

  /// By what a threshold is multiplied in rare states, ≥ 1: the largest score of each time that the plant was in one, in
  /// multiples of the threshold, as rare as a share of the budget asks.
  private func unusualFactor(
    _ calibration: EnsembleCalibration, share: Double, threshold: Float, _ value: (UnsafePointer<Float>) -> Float
  ) -> Float {
    guard !calibration.unusual.isEmpty, let period = options.period else { return 1 }
    var (learned, heldOut): ([Float], [Float]) = ([], [])
    var kinds: [Int: [Float]] = [:]
    for (stretch, scores) in scores(calibration.whole, value).enumerated() {
      let unusual = calibration.unusual[stretch]
      let times = unusual.indices.split { !unusual[$0] }
      for time in times {
        let peak = time.map { scores[$0] }.max() ?? 0
        kinds[Self.kind(of: time.map { calibration.combinations[stretch][$0] }), default: []].append(peak)
        if time.first ?? 0 < calibration.learned[stretch] { learned.append(peak) } else { heldOut.append(peak) }
      }
    }
    let all = learned + heldOut
    let peaks = BlockMaxima(of: [all], rows: 1)
    guard peaks.count > 1 else { return max(1, (all.first ?? 0) / threshold) }
    let days = Double(Self.rows(of: calibration.whole)) * period / Self.rowsPerDay
    let times = Double(peaks.count) / days / (share * options.falseAlarmsPerDay)
    let loudness =
      learned.isEmpty || heldOut.count < 3 ? 1 : Double(heldOut.sorted().median / max(learned.sorted().median, 1e-6))
    // So few times are no tail: what was seen once is to be expected, too, and the loudest kind to come again louder.
    let again = RecurringPeaks(kinds.sorted { $0.key < $1.key }.map(\.value)).level(oncePer: times)
    let level = max(peaks.level(oncePer: times), Double(all.max() ?? 0), again)
    return max(1, Float(max(1, loudness) * level) / threshold)
  }

  /// The combination that a time shows in most rows, the usual one and unknown ones only where there is no other.
  private static func kind(of combinations: [Int]) -> Int {
    var counts: [Int: Int] = [:]
    for combination in combinations where combination > 0 { counts[combination, default: 0] += 1 }
    return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? 0
  }

  /// The power mean that the budget allows, at least the one that a single channel at its level makes. A tail with
  /// fewer clusters than `leastClusters` must not push it beyond the one that n^¾ of the n channels make: two or three
  /// clusters say nothing about a second tail.
  private func threshold(_ wanted: Double, _ tail: ExceedanceTail, channels: [Int], used: Int) -> Float {
    let count = Double(max(used, 1))
    var level = max(wanted, pow(count, -1 / Fusion.exponent))
    if tail.clusters < DetectorTraining.leastClusters { level = min(level, pow(count, -0.25 / Fusion.exponent)) }
    let meanGrowth = channels.reduce(0) { $0 + growth[$1] } / Double(max(channels.count, 1))
    return Float(level * exp(DetectorTraining.driftAllowance * meanGrowth))
  }

  /// Rows that calibrate.
  private enum Part { case heldOut, whole }

  /// The tail of a score in the plant's usual state.
  private func tail(
    _ part: Part, of calibration: EnsembleCalibration, _ value: (UnsafePointer<Float>) -> Float
  ) -> ExceedanceTail {
    let scores = scores(part == .whole ? calibration.whole : calibration.heldOut, value)
    guard !calibration.unusual.isEmpty else { return ExceedanceTail(stretches: scores, separation: separation) }
    let usual = zip(scores, calibration.unusual).flatMap { scores, unusual in
      zip(scores, unusual.suffix(scores.count)).split { $0.1 }.map { $0.map(\.0) }
    }
    return ExceedanceTail(stretches: usual, separation: separation)
  }

  /// One number per row, in stretches.
  private func scores(_ stretches: [[Float]], _ value: (UnsafePointer<Float>) -> Float) -> [[Float]] {
    let count = Channel.all.count
    return stretches.map { channels in
      channels.withUnsafeBufferPointer { values in
        stride(from: 0, to: values.count, by: count).map { value(values.baseAddress! + $0) }
      }
    }
  }

  // MARK: - Report

  func report(constantTags: [String], rows: TrainingRows, decimals: Int) -> TrainingReport {
    let target = target(heldOut: heldOutRows)
    return TrainingReport(
      rows: rows.count, rowsLeftOut: rows.leftOut, series: rows.series,
      heldOutRows: Self.rows(units[0].variants[0].calibration), period: options.period, constantTags: constantTags,
      decimals: decimals, hasModelPerSeries: false, ownToCommonDistance: nil, channels: used.map { Channel.all[$0] },
      setAside: setAside, falseAlarmsPerDay: options.falseAlarmsPerDay, rowsPerFalseAlarm: target.rows,
      isBudgetBeyondSupport: target.isBeyondSupport, expected: expectation(used),
      expectedAutoencoder: expectation(channels(of: .autoencoder)), twin: twinLaws)
  }

  /// How well each law of the twin is kept in normal operation, and which are too coarse to be evidence.
  private var twinLaws: [TrainingReport.TwinLaw]? {
    guard let physics = units[0].variants[0].calibration.parameters.physics else { return nil }
    let balances = physics.balances.map { balance in
      TrainingReport.TwinLaw(
        name: balance.name, kind: .balance, normalisedError: balance.normalisedError, isUsed: balance.isEvidence,
        area: balance.capacity)
    }
    return balances
      + physics.relations.map { relation in
        TrainingReport.TwinLaw(
          name: relation.name, kind: .relation, normalisedError: relation.normalisedError, isUsed: true, area: nil)
      }
  }

  /// The rate to expect at the threshold, from the held-out scores of all judged units together.
  private func expectation(_ channels: [Int]) -> TrainingReport.Expectation? {
    guard let period = options.period else { return nil }
    let perDay = Self.rowsPerDay / period
    let stretches = judged.flatMap { unit in
      let calibration = unit.variants[0].calibration
      let fusion = fusion(calibration, channels: channels)
      let score = FusedScore(fusion)
      var found = scores(calibration.heldOut) { score.multiple($0) }
      guard !calibration.unusual.isEmpty else { return found }
      let others = scores(calibration.heldOut) { score.multiple($0, isUnusual: true) }
      for (stretch, unusual) in calibration.unusual.enumerated() {
        let flags = Array(unusual.suffix(found[stretch].count))
        for row in flags.indices where flags[row] { found[stretch][row] = others[stretch][row] }
      }
      return found
    }
    let tail = ExceedanceTail(stretches: stretches, separation: separation)
    let rate = tail.rate(above: 1)
    return TrainingReport.Expectation(
      perDay: rate.expected * perDay, low: rate.low * perDay, high: rate.high * perDay, clusters: tail.clusters)
  }
}
