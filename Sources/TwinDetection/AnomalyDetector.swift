public import TwinModel

/// Watches a stream of frames with a trained model.
///
/// A machine: no clock, no randomness, no files; the same frames give the same bits, one by one with `observe` or in
/// blocks with `score`, which is only a faster way to the same numbers.
public struct AnomalyDetector: Sendable {
  /// The trained model.
  public let model: DetectorModel
  /// Which detector decides.
  public let kind: Kind

  /// Rows at the beginning of a series by which the decimals of its values are judged.
  private static let judgedRows = 64
  /// A step this many times the usual one is a gap, after which the past says nothing.
  private static let gap = 4.0

  /// Where a row stands within its series.
  fileprivate struct Position: Sendable {
    var sequence: Int
    var time: SourceTime?
  }

  /// The off-delay unless somebody wants another, in rows.
  public static let usualOffDelay = FusedScore.offDelay

  private let offDelay: Int
  private var series: String?
  private(set) var unit: DetectorModel.Unit
  private var decimals = 0
  private var rowsOfSeries = 0
  private(set) var engine: EnsembleEngine
  private var fused: FusedScore
  private var autoencoder: FusedScore
  fileprivate var last = Position(sequence: 0, time: nil)
  private var usualStep: Int?
  private var usualSeconds: Double?
  private var states: OperatingStates.Watch
  private var shares = [Float](repeating: 0, count: Channel.all.count)
  private var tagShares: [Float]
  private var single = ScoreBlock()
  private var seconds: [Double] = []

  /// Creates a detector at the beginning of a stream.
  ///
  /// - Parameter offDelay: rows by which an alarm may outlast its cause, ≥ 1: what comes again within them is the same
  ///   alarm (ANSI/ISA-18.2-2016, clause 10.5.2). Where rows are seconds apart, minutes' worth of them are of use.
  public init(model: DetectorModel, kind: Kind = .ensemble, offDelay: Int = usualOffDelay) {
    self.model = model
    self.kind = kind
    self.offDelay = offDelay
    unit = model.common
    let parameters = unit.variants[unit.variants.count - 1].parameters
    engine = EnsembleEngine(parameters: parameters)
    fused = FusedScore(parameters.fusions[kind.index], offDelay: offDelay)
    autoencoder = FusedScore(parameters.fusions[Kind.autoencoder.index], offDelay: offDelay)
    states = OperatingStates.Watch(parameters.states)
    tagShares = [Float](repeating: 0, count: PaddedMatrix.padded(model.tags.count))
  }

  /// Assesses the next frame; its values must be in the order of `model.tags`.
  public mutating func observe(_ frame: Frame) -> Assessment {
    precondition(frame.values.count == model.tags.count, "a frame has one value per tag of the model")
    admit(series: frame.series, Position(sequence: frame.sequence, time: frame.sourceTime))
    var result = ScoreBlock()
    swap(&result, &single)
    result.removeAll()
    seconds.removeAll(keepingCapacity: true)
    seconds.append(clock(last))
    frame.values.withUnsafeBufferPointer { follow($0, rows: 1, wantsContributions: true, into: &result) }
    swap(&result, &single)
    return Assessment(
      score: single.scores[0], autoencoderScore: single.autoencoderScores[0],
      contributions: single.contributions(at: 0))
  }

  /// Assesses the rows of a block, whose columns must be `model.tags`, and fills `result`.
  public mutating func score(_ block: FrameBlock, wantsContributions: Bool = true, into result: inout ScoreBlock) {
    precondition(block.tags.count == model.tags.count, "the block's columns are the model's tags")
    result.removeAll()
    let tags = model.tags.count
    var begin = 0
    block.values.withUnsafeBufferPointer { values in
      while begin < block.count {
        admit(series: block.series(at: begin), Position(block, row: begin))
        let rows = rowsTogether(block, from: begin)
        let cells = UnsafeBufferPointer(rebasing: values[begin * tags..<(begin + rows) * tags])
        seconds.removeAll(keepingCapacity: true)
        for row in begin..<begin + rows { seconds.append(clock(Position(block, row: row))) }
        follow(cells, rows: rows, wantsContributions: wantsContributions, into: &result)
        begin += rows
        last = Position(block, row: begin - 1)
      }
    }
  }

  /// What each tag of the last frame should have read, given all the others and what was normal in training; shape
  /// `[tag]`, in each tag's unit. A tag that never changed in training is expected where it was.
  ///
  /// A reading far from it contradicts the rest of the plant; a lie that is kept up in every tag does not show in it. Cost:
  /// quadratic in the number of tags, and only when asked for.
  public func expectedValues() -> [Double] {
    let standard = engine.parameters.standardisation
    return engine.expectations().enumerated().map { tag, value in
      standard.centre[tag] + Double(value) / standard.inverseScale[tag]
    }
  }

  /// Whether the plant's physics is watched beside the learned channels.
  var hasTwin: Bool { !unit.variant(decimals: decimals).parameters.fusions[kind.index].usedOfTwin.isEmpty }

  /// A channel of the last frame given to `observe`, in multiples of its level; 0 for a channel not in use.
  func ratio(ofChannel channel: Int) -> Float {
    guard rowsOfSeries > 0 else { return 0 }
    let level = engine.parameters.fusions[kind.index].inverseLevel[channel]
    return level > 0 ? min(engine.channels[channel] * level, Fusion.ratioLimit) : 0
  }

  /// Shape `[tag]`: smoothed squared residuals of the last frame given to `observe`; empty where the kind is not computed.
  func latestEnergies(of residual: Residual) -> ArraySlice<Float> { engine.firstEnergies(of: residual) }

  /// Rows followed since the series began, or since a gap made the past worthless.
  public var rowsFollowed: Int { engine.rowsSeen }

  // MARK: - Foresight

  /// What `foresee` needs to go back to.
  struct Standing {
    fileprivate var engine: EnsembleEngine.Memory
    fileprivate var fused: FusedScore
    fileprivate var autoencoder: FusedScore
    fileprivate var last: Position
    fileprivate var states: OperatingStates.Watch
    fileprivate var rows: Int
    fileprivate var decimals: Int
    fileprivate var steps: (Int?, Double?)
  }

  /// The series that is followed; `nil` before the first frame.
  var followedSeries: String? { series }

  /// Whether the ensemble that serves the series is decided.
  var hasSettled: Bool { rowsOfSeries >= Self.judgedRows || unit.variants.count == 1 }

  /// Where it stands.
  var standing: Standing {
    Standing(
      engine: engine.memory, fused: fused, autoencoder: autoencoder, last: last, states: states, rows: rowsOfSeries,
      decimals: decimals, steps: (usualStep, usualSeconds))
  }

  /// Goes back to where it stood in the same series.
  mutating func goBack(to standing: Standing) {
    engine.restore(standing.engine)
    (fused, autoencoder, states) = (standing.fused, standing.autoencoder, standing.states)
    (last, rowsOfSeries, decimals) = (standing.last, standing.rows, standing.decimals)
    (usualStep, usualSeconds) = standing.steps
  }

  // MARK: - Series, gaps and decimals

  /// Prepares for a row: begins a series anew where one begins or where rows are missing.
  private mutating func admit(series name: String, _ position: Position) {
    if name != series {
      series = name
      unit = model.unit(for: name)
      decimals = 0
      rowsOfSeries = 0
      usualStep = nil
      usualSeconds = nil
      use(unit.variant(decimals: 0))
    } else if isGap(from: last, to: position) {
      engine.reset()
      fused.reset()
      autoencoder.reset()
      states.reset()
    }
    if rowsOfSeries == 1 {
      usualStep = position.sequence.subtractingReportingOverflow(last.sequence).partialValue
      if let time = position.time, let before = last.time { usualSeconds = time.seconds(since: before) }
    }
    last = position
  }

  /// The plant's clock at a frame, in seconds; `NaN` when unknown.
  public func clock(_ frame: Frame) -> Double {
    clock(Position(sequence: frame.sequence, time: frame.sourceTime))
  }

  /// The plant's clock at a row, in seconds; `NaN` when unknown.
  private func clock(_ position: Position) -> Double {
    PlantClock.seconds(
      time: position.time?.secondsSinceEpoch ?? .nan, sequence: position.sequence, period: model.report.period)
  }

  private func isGap(from before: Position, to next: Position) -> Bool {
    if let time = next.time, let earlier = before.time, let usual = usualSeconds, usual > 0 {
      return time.seconds(since: earlier) > Self.gap * usual
    }
    guard let usualStep, usualStep > 0 else { return false }
    return Double(next.sequence) - Double(before.sequence) > Self.gap * Double(usualStep)
  }

  /// How many rows from `begin` on can be followed in one go: of one series, without a gap, and, while the decimals
  /// are still being judged, a single one.
  private func rowsTogether(_ block: FrameBlock, from begin: Int) -> Int {
    guard rowsOfSeries >= Self.judgedRows else { return 1 }
    var end = begin + 1
    var before = Position(block, row: begin)
    while end < block.count && end - begin < EnsembleEngine.capacity {
      guard block.seriesIndices[end] == block.seriesIndices[begin] else { break }
      let next = Position(block, row: end)
      if isGap(from: before, to: next) { break }
      before = next
      end += 1
    }
    return end - begin
  }

  private mutating func judgeDecimals(_ values: UnsafeBufferPointer<Double>) {
    var most = decimals
    for value in values where !value.isNaN && most < Decimals.fine { most = max(most, Decimals.count(value)) }
    guard most > decimals else { return }
    let before = unit.variant(decimals: decimals).decimals
    decimals = most
    let variant = unit.variant(decimals: most)
    if variant.decimals != before { use(variant) }
  }

  private mutating func use(_ variant: DetectorModel.Variant) {
    engine = EnsembleEngine(parameters: variant.parameters)
    fused = FusedScore(variant.parameters.fusions[kind.index], offDelay: offDelay)
    autoencoder = FusedScore(variant.parameters.fusions[Kind.autoencoder.index], offDelay: offDelay)
    states = OperatingStates.Watch(variant.parameters.states)
  }

  // MARK: - Scores

  private mutating func follow(
    _ values: UnsafeBufferPointer<Double>, rows: Int, wantsContributions: Bool, into result: inout ScoreBlock
  ) {
    if rowsOfSeries < Self.judgedRows { judgeDecimals(values) }
    seconds.withUnsafeBufferPointer {
      engine.follow(values, seconds: $0, rows: rows, wantsEnergies: wantsContributions)
    }
    rowsOfSeries += rows
    let count = Channel.all.count
    let first = result.extend(by: rows, wantsContributions: wantsContributions)
    let tags = model.tags.count
    func cells(_ row: Int) -> UnsafeBufferPointer<Double> {
      UnsafeBufferPointer(rebasing: values[row * tags..<(row + 1) * tags])
    }
    engine.channels.withUnsafeBufferPointer { channels in
      for row in 0..<rows {
        let values = channels.baseAddress! + row * count
        let isUnusual = states.next(cells(row))
        result.autoencoderScores[first + row] = autoencoder.next(values, isUnusual: isUnusual)
        result.scores[first + row] = fused.next(values, isUnusual: isUnusual)
        if wantsContributions { nameTags(values, row: row, at: first + row, in: &result) }
      }
    }
  }

  /// Writes the three tags with the largest shares of a row's score.
  private mutating func nameTags(
    _ channels: UnsafePointer<Float>, row: Int, at target: Int, in result: inout ScoreBlock
  ) {
    fused.shares(channels, into: &shares)
    engine.shareOut(shares, row: row, into: &tagShares)
    var chosen: (Int32, Int32, Int32) = (-1, -1, -1)
    var best: (Float, Float, Float) = (0, 0, 0)
    let tags = model.tags.count
    tagShares.withUnsafeBufferPointer { tagShares in
      for tag in 0..<tags {
        let share = tagShares[tag]
        if share <= best.2 { continue }
        if share > best.0 {
          best = (share, best.0, best.1)
          chosen = (Int32(tag), chosen.0, chosen.1)
        } else if share > best.1 {
          best = (best.0, share, best.1)
          chosen = (chosen.0, Int32(tag), chosen.1)
        } else {
          best.2 = share
          chosen.2 = Int32(tag)
        }
      }
    }
    result.name(chosen, shares: best, at: target)
  }
}

extension AnomalyDetector.Position {
  fileprivate init(_ block: FrameBlock, row: Int) {
    self.init(
      sequence: block.sequences[row], time: block.sourceTimes.isEmpty ? nil : block.sourceTimes[row])
  }
}
