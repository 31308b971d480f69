internal import CKernels
internal import TwinModel

/// Runs an ensemble over consecutive rows, one row or many at a time, with the same bits.
///
/// A machine: its state is the last frames and the smoothed residuals, and nothing else. It fills `channels`; what
/// they mean for an alarm is `Fusion`'s business.
struct EnsembleEngine: Sendable {
  /// Rows per block; longer input is cut into blocks.
  static let capacity = 256
  /// Frames of the past that a block needs before its first row.
  static let history = max(AutoregressionModel.order, Autoencoder.windowLength - 1)
  /// Squared distances of the past that a block needs.
  static let past = Smoothing.longRows - 1

  let parameters: EnsembleParameters
  let width: Int
  private let zero: [Float]
  /// Per residual kind, shape `[width]`: factor from the kernel's output to standard deviations.
  private let scales: [[Float]]
  /// Shape `[width]`: 1 for tags that vary, else 0.
  let varying: [Float]

  // State.

  /// Standardised frames with constant tags at zero, shape `[history + capacity, width]`.
  var frames: [Float]
  /// Latest standardised values of all tags, shape `[width]`.
  var latest: [Float]
  /// Per residual kind, shape `[width]`: moving averages of the standardised residuals.
  var driftMeans: [[Float]]
  /// Shape `[residual kind, width]`.
  var energies: [Float]
  /// Per residual kind, shape `[past + capacity]`.
  var distances: [[Float]]
  var excessSum: Float = 0
  var rowsSeen = 0
  /// The twin beside the plant; `nil` without declared physics.
  var twin: TwinChannels?
  /// States that go together.
  var coupled: CoupledStates.Watch

  // Working memory of one block.

  /// `frames` as the networks see them.
  private var bounded: [Float]
  private var excesses: [Float]
  private var residual: [Float]
  private var weighted: [Float]
  private var largest: [Float]
  private var scratch: (front: [Float], back: [Float])
  private var absent: [(row: Int, tag: Int)] = []
  /// The residual kind of each channel.
  private let kindOfChannel = Channel.all.map(\.residual.rawValue)

  // Results of one block.

  /// Shape `[residual kind, capacity, width]`: smoothed squared residuals per tag, filled only on request.
  private var energyRows: [Float]
  /// Shape `[capacity, channel]`.
  private(set) var channels: [Float]

  init(parameters: EnsembleParameters) {
    self.parameters = parameters
    coupled = CoupledStates.Watch(parameters.coupled)
    width = PaddedMatrix.padded(parameters.tags)
    let row = [Float](repeating: 0, count: width)
    let block = [Float](repeating: 0, count: Self.capacity * width)
    let kinds = Residual.allCases.prefix(parameters.kindsInUse)
    zero = row
    varying = (0..<width).map { $0 < parameters.tags && !parameters.standardisation.isConstant[$0] ? 1 : 0 }
    scales = kinds.map { kind in
      let scale = parameters.inverseScale[kind.rawValue]
      return switch kind {
      case .crossSensor: zip(scale, parameters.crossSensor.inverseDiagonal).map(*)
      case .conditionalInnovation: zip(scale, parameters.innovation.inverseDiagonal).map(*)
      default: scale
      }
    }
    frames = [Float](repeating: 0, count: (Self.history + Self.capacity) * width)
    latest = row
    bounded = frames
    driftMeans = kinds.map { _ in row }
    energies = [Float](repeating: 0, count: kinds.count * width)
    distances = kinds.map { _ in [Float](repeating: 0, count: Self.past + Self.capacity) }
    excesses = block
    residual = block
    weighted = block
    largest = [Float](repeating: 0, count: Self.capacity)
    let half = [Float](
      repeating: 0, count: Self.capacity * max(parameters.dense.widest, parameters.windowed.widest))
    scratch = (half, half)
    energyRows = [Float](repeating: 0, count: kinds.count * Self.capacity * width)
    channels = [Float](repeating: 0, count: Self.capacity * Channel.all.count)
    twin = parameters.physics.map { TwinChannels($0, parameters: parameters, width: width) }
  }

  /// The last row's cumulative sums of balances, shape `[padded tag]`; empty without physics.
  var latestAccumulations: [Float] { twin?.accumulations ?? [] }

  /// The last row's squared distance per degree of freedom.
  func latestDistance(_ kind: Residual) -> Float { distances[kind.rawValue][Self.past - 1] }

  /// Shape `[tag]`: smoothed squared residuals of the last block's first row, where they were wanted; empty for a kind that
  /// is not computed.
  func firstEnergies(of kind: Residual) -> ArraySlice<Float> {
    guard kind.rawValue < scales.count else { return [] }
    let begin = kind.rawValue * Self.capacity * width
    return energyRows[begin..<begin + parameters.tags]
  }

  /// Forgets the past, as at the beginning of a series.
  mutating func reset() {
    latest = zero
    for kind in driftMeans.indices {
      driftMeans[kind] = zero
      for index in 0..<Self.past { distances[kind][index] = 0 }
    }
    for index in energies.indices { energies[index] = 0 }
    excessSum = 0
    rowsSeen = 0
    twin?.reset()
    coupled = CoupledStates.Watch(parameters.coupled)
  }

  /// Follows `rows` ≤ `capacity` consecutive rows of values in the tags' units, shape `[rows, tags]`, and fills
  /// `channels`, and `energyRows` when they are wanted.
  ///
  /// - Parameter seconds: shape `[rows]`, the plant's clock; may be empty where physics is not declared.
  mutating func follow(
    _ values: UnsafeBufferPointer<Double>, seconds: UnsafeBufferPointer<Double>, rows: Int, wantsEnergies: Bool
  ) {
    precondition(rows > 0 && rows <= Self.capacity && values.count >= rows * parameters.tags)
    absent.removeAll(keepingCapacity: true)
    for row in 0..<rows { standardise(values, row: row) }
    watchLimits(rows: rows, wantsEnergies: wantsEnergies)
    watchCrossSensor(rows: rows, wantsEnergies: wantsEnergies)
    watchInnovations(rows: rows, wantsEnergies: wantsEnergies)
    Kernel.clamp(frames, to: Autoencoder.inputBound, into: &bounded, count: (Self.history + rows) * width)
    watch(parameters.dense, error: parameters.denseError, .denseAutoencoder, rows, wantsEnergies)
    watch(parameters.windowed, error: parameters.windowedError, .windowedAutoencoder, rows, wantsEnergies)
    watchTwin(values, seconds, rows: rows, wantsEnergies: wantsEnergies)
    keepHistory(rows: rows)
    rowsSeen += rows
  }

  /// Splits a row's channel shares over tags by the tags' smoothed squared residuals; shape `[padded tag]`.
  func shareOut(_ shares: [Float], row: Int, into tagShares: inout [Float]) {
    precondition(row < Self.capacity && tagShares.count == width && shares.count == kindOfChannel.count)
    withUnsafeTemporaryAllocation(of: Float.self, capacity: scales.count) { byKind in
      byKind.initialize(repeating: 0)
      for (kind, share) in zip(kindOfChannel, shares) where kind < scales.count { byKind[kind] += share }
      energyRows.withUnsafeBufferPointer { energies in
        sat_share_out_f32(
          byKind.baseAddress!, byKind.count, energies.baseAddress! + row * width, Self.capacity * width, width,
          &tagShares)
      }
    }
  }

  /// What each tag of the last frame should read given all the others, in standard deviations; shape `[tag]`.
  ///
  /// The conditional mean zᵢ − (Ωz)ᵢ/Ωᵢᵢ of the cross-sensor regression.
  func expectations() -> [Float] {
    let frame = (Self.history - 1) * width
    let model = parameters.crossSensor
    return (0..<parameters.tags).map { tag in
      guard varying[tag] > 0 else { return 0 }
      var sum: Float = 0
      for other in 0..<parameters.tags { sum += model.precision[other, tag] * frames[frame + other] }
      return frames[frame + tag] - sum * model.inverseDiagonal[tag]
    }
  }

  /// Moves the last frames to the front, where the next block looks for its past.
  private mutating func keepHistory(rows: Int) {
    frames.withUnsafeMutableBufferPointer { frames in
      let past = frames.baseAddress!
      past.update(from: past + rows * width, count: Self.history * width)
    }
  }

  // MARK: - From values to frames

  /// The row as it is, but for states that are on their way, which count as missing.
  private mutating func standardise(_ values: UnsafeBufferPointer<Double>, row: Int) {
    let tags = parameters.tags
    let cells = UnsafeBufferPointer(rebasing: values[row * tags..<(row + 1) * tags])
    let onTheWay = parameters.coupled == nil ? [] : coupled.onTheWay(cells)
    guard !onTheWay.isEmpty else { return standardise(cells: cells, row: row) }
    var known = Array(cells)
    for tag in onTheWay { known[tag] = .nan }
    known.withUnsafeBufferPointer { standardise(cells: $0, row: row) }
  }

  private mutating func standardise(cells: UnsafeBufferPointer<Double>, row: Int) {
    let tags = parameters.tags
    let isFirst = rowsSeen + row == 0
    let at = (Self.history + row) * width
    let limits = parameters.limits
    let standard = parameters.standardisation
    let missing = frames.withUnsafeMutableBufferPointer { frames in
      excesses.withUnsafeMutableBufferPointer { excesses in
        sat_standardise_f32(
          cells.baseAddress!, tags, standard.centre, standard.inverseScale, varying, limits.low,
          limits.high, limits.inverseLowTail, limits.inverseHighTail, limits.rate, limits.inverseRateTail,
          Float(Standardisation.limit), isFirst ? 1 : 0, &latest, frames.baseAddress! + at,
          excesses.baseAddress! + row * width)
      }
    }
    if missing > 0 {
      let tags = (0..<tags).filter { cells[$0].isNaN }
      absent += tags.map { (row, $0) }
      impute(tags, at: at)
    }
    if isFirst {
      for frame in 0..<Self.history {
        for tag in 0..<width { frames[frame * width + tag] = frames[at + tag] }
      }
    }
  }

  /// Replaces missing values, held at their latest so far, by their expectation given the other tags: three sweeps of
  /// Gauss–Seidel on the conditional means. When most tags are missing they stay held.
  private mutating func impute(_ tags: [Int], at: Int) {
    guard tags.count * 2 <= parameters.tags else { return }
    let model = parameters.crossSensor
    for _ in 0..<3 {
      for tag in tags where varying[tag] > 0 {
        var sum: Float = 0
        for other in 0..<parameters.tags { sum += model.precision[tag, other] * frames[at + other] }
        frames[at + tag] -= sum * model.inverseDiagonal[tag]
      }
    }
  }

  // MARK: - From frames to residuals

  private mutating func watchLimits(rows: Int, wantsEnergies: Bool) {
    let kind = Residual.limits.rawValue
    energies.withUnsafeMutableBufferPointer { energies in
      energyRows.withUnsafeMutableBufferPointer { energyRows in
        sat_follow_f32(
          excesses, width, rows, width, scales[kind], scales[kind], Fusion.ratioLimit, 1, Smoothing.energyWeight,
          nil, energies.baseAddress! + kind * width, &largest,
          wantsEnergies ? energyRows.baseAddress! + kind * Self.capacity * width : nil)
      }
    }
    for row in 0..<rows {
      excessSum = min(max(excessSum + largest[row] - 1, 0), Smoothing.excessLimit)
      channels[row * Channel.all.count + 0] = excessSum
    }
  }

  private mutating func watchCrossSensor(rows: Int, wantsEnergies: Bool) {
    let current = Self.history * width
    Kernel.dense(
      frames, offset: current, stride: width, rows: rows, weights: parameters.crossSensor.precision, bias: zero,
      into: &weighted)
    Self.silence(absent, in: &weighted, width: width)
    Kernel.dot(
      frames, offset: current, weighted, rows: rows, width: width,
      into: &distances[Residual.crossSensor.rawValue], at: Self.past)
    smoothDistances(.crossSensor, rows: rows, channel: 1)
    smooth(weighted, .crossSensor, rows: rows, channel: 3, wantsEnergies: wantsEnergies)
  }

  private mutating func watchInnovations(rows: Int, wantsEnergies: Bool) {
    let current = Self.history * width
    let order = AutoregressionModel.order
    Kernel.dense(
      frames, offset: current - order * width, stride: width, rows: rows,
      weights: parameters.autoregression.negatedWeights, bias: parameters.autoregression.negatedConstant,
      into: &residual)
    Kernel.add(frames, offset: current, to: &residual, count: rows * width)
    Self.silence(absent, in: &residual, width: width)
    weigh(by: parameters.innovation, .innovation, rows: rows)
    smoothDistances(.innovation, rows: rows, channel: 4)
    smooth(residual, .innovation, rows: rows, channel: 6, wantsEnergies: wantsEnergies)
    smooth(weighted, .conditionalInnovation, rows: rows, channel: 7, wantsEnergies: wantsEnergies)
  }

  private mutating func watch(
    _ network: Autoencoder, error: PrecisionModel, _ kind: Residual, _ rows: Int, _ wantsEnergies: Bool
  ) {
    let current = Self.history * width
    network.reconstruct(
      bounded, offset: current - (network.window - 1) * width, stride: width, rows: rows, into: &residual,
      scratch: &scratch)
    Kernel.subtract(from: bounded, offset: current, &residual, count: rows * width)
    Self.silence(absent, in: &residual, width: width)
    weigh(by: error, kind, rows: rows)
    smoothDistances(kind, rows: rows, channel: kind == .denseAutoencoder ? 8 : 10)
    smooth(residual, kind, rows: rows, channel: nil, wantsEnergies: wantsEnergies)
  }

  /// What the twin expected, and by how much the plant disagrees.
  private mutating func watchTwin(
    _ values: UnsafeBufferPointer<Double>, _ seconds: UnsafeBufferPointer<Double>, rows: Int, wantsEnergies: Bool
  ) {
    guard twin != nil else { return }
    let relation = Residual.relation.rawValue
    twin?.follow(values, seconds: seconds, rows: rows, squares: &distances[relation], at: Self.past, into: &channels)
    smoothDistances(.relation, rows: rows, channel: Channel.learnedCount + 1, degrees: twin?.relations ?? 1)
    twin?.writeEnergies(rows: rows, into: &channels)
    for kind in [Residual.balance, .relation, .rule] {
      let index = kind.rawValue
      let residuals = twin?.residuals(of: kind) ?? []
      energies.withUnsafeMutableBufferPointer { energies in
        energyRows.withUnsafeMutableBufferPointer { energyRows in
          sat_follow_f32(
            residuals, width, rows, width, scales[index], scales[index], Fusion.ratioLimit, 1, Smoothing.energyWeight,
            nil, energies.baseAddress! + index * width, &largest,
            wantsEnergies ? energyRows.baseAddress! + index * Self.capacity * width : nil)
        }
      }
    }
  }

  /// weighted = residual·Ω, and the squared Mahalanobis distance of each row.
  private mutating func weigh(by model: PrecisionModel, _ kind: Residual, rows: Int) {
    Kernel.dense(residual, stride: width, rows: rows, weights: model.precision, bias: zero, into: &weighted)
    Kernel.dot(
      residual, weighted, rows: rows, width: width, into: &distances[kind.rawValue], at: Self.past)
  }

  /// A value that did not arrive is no evidence.
  ///
  /// Static, because a method that reads the engine while one of its arrays changes would copy both.
  private static func silence(_ absent: [(row: Int, tag: Int)], in residual: inout [Float], width: Int) {
    for (row, tag) in absent { residual[row * width + tag] = 0 }
  }

  // MARK: - From residuals to channels

  private mutating func smooth(
    _ residual: [Float], _ kind: Residual, rows: Int, channel: Int?, wantsEnergies: Bool
  ) {
    let index = kind.rawValue
    energies.withUnsafeMutableBufferPointer { energies in
      energyRows.withUnsafeMutableBufferPointer { energyRows in
        sat_follow_f32(
          residual, width, rows, width, scales[index], parameters.inverseDriftScale[index], Smoothing.clip,
          Smoothing.driftWeight, Smoothing.energyWeight, &driftMeans[index], energies.baseAddress! + index * width,
          &largest, wantsEnergies ? energyRows.baseAddress! + index * Self.capacity * width : nil)
      }
    }
    guard let channel else { return }
    for row in 0..<rows { channels[row * Channel.all.count + channel] = largest[row] }
  }

  /// Short and long moving means of the squared distance per degree of freedom, as square roots; before the series'
  /// first row the distances are zero, so a series begins without an alarm.
  private mutating func smoothDistances(_ kind: Residual, rows: Int, channel: Int, degrees: Int? = nil) {
    let index = kind.rawValue
    let degrees = degrees ?? parameters.varying
    precondition(rows <= Self.capacity && channel + 1 < Channel.all.count)
    distances[index].withUnsafeMutableBufferPointer { distances in
      let start = distances.baseAddress!
      channels.withUnsafeMutableBufferPointer { channels in
        sat_moving_means_f32(
          start + Self.past, rows, 1 / Float(degrees), Smoothing.shortRows, Smoothing.longRows,
          parameters.winsorLevel[index], channels.baseAddress! + channel, channels.baseAddress! + channel + 1,
          Channel.all.count)
      }
      start.update(from: start + rows, count: Self.past)
    }
  }
}
