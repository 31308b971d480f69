internal import TwinModel

/// Runs the twin beside the engine and turns what it finds into residuals per tag and channels.
struct TwinChannels: Sendable {
  private(set) var predictor: TwinPredictor
  private let width: Int
  private let tags: Int
  /// The level at which a cumulative sum has spoken, in units of its channel.
  private let limit: Float
  /// Shape `[padded tag]`.
  private let inverseScale: [Float]
  private let carriers: [Int]
  /// Shape `[balance]`: whether the balance is exact enough to accumulate.
  private let isEvidence: [Bool]
  private let explained: [Int]
  private let actuators: [Int]

  /// Shape `[balance]`, one-sided sums.
  private var high: [Float]
  private var low: [Float]
  private var excess: Float = 0
  /// Shape `[relation]`: exponentially weighted mean squares.
  private var energies: [Float]
  /// Shape `[capacity]`: root of the largest of them.
  private var largestEnergies: [Float]
  /// Per physics residual, shape `[capacity, width]`.
  private var residuals: [[Float]]

  init(_ physics: PlantPhysics, parameters: EnsembleParameters, width: Int) {
    predictor = TwinPredictor(physics)
    self.width = width
    tags = parameters.tags
    carriers = physics.balances.map(\.carrier)
    isEvidence = physics.balances.map(\.isEvidence)
    explained = physics.relations.map(\.tag)
    actuators = physics.rules.map(\.actuator)
    inverseScale = parameters.inverseDriftScale[Residual.balance.rawValue]
    let inverseLevel = parameters.fusions[0].inverseLevel[Channel.learnedCount]
    limit = inverseLevel > 0 ? Smoothing.accumulationLimit / inverseLevel : .infinity
    high = [Float](repeating: 0, count: carriers.count)
    low = high
    energies = [Float](repeating: 0, count: explained.count)
    largestEnergies = [Float](repeating: 0, count: EnsembleEngine.capacity)
    residuals = (0..<3).map { _ in [Float](repeating: 0, count: EnsembleEngine.capacity * width) }
  }

  /// Degrees of freedom of the relations' squared distance.
  var relations: Int { max(1, explained.count) }

  /// The latest cumulative sums, shape `[padded tag]`.
  var accumulations: [Float] {
    var sums = [Float](repeating: 0, count: width)
    for index in carriers.indices { sums[carriers[index]] = max(high[index], low[index]) }
    return sums
  }

  /// What it remembers between two rows.
  struct Memory: Sendable {
    var predictor: TwinPredictor
    var high: [Float]
    var low: [Float]
    var excess: Float
    var energies: [Float]
  }

  /// What it remembers of the rows so far.
  var memory: Memory {
    get { Memory(predictor: predictor, high: high, low: low, excess: excess, energies: energies) }
    set {
      (predictor, high, low, excess, energies) = (
        newValue.predictor, newValue.high, newValue.low, newValue.excess, newValue.energies
      )
    }
  }

  mutating func reset() {
    predictor.reset()
    for index in carriers.indices { (high[index], low[index]) = (0, 0) }
    for index in energies.indices { energies[index] = 0 }
    excess = 0
  }

  /// The residuals of one kind, shape `[capacity, width]`.
  func residuals(of kind: Residual) -> [Float] { residuals[kind.rawValue - Residual.balance.rawValue] }

  /// Follows rows; writes the relations' squared residuals from `target` on, and the channels of balances and rules.
  mutating func follow(
    _ values: UnsafeBufferPointer<Double>, seconds: UnsafeBufferPointer<Double>, rows: Int, squares: inout [Float],
    at target: Int, into channels: inout [Float]
  ) {
    for row in 0..<rows {
      let cells = UnsafeBufferPointer(rebasing: values[row * tags..<(row + 1) * tags])
      predictor.observe(cells, at: row < seconds.count ? seconds[row] : .nan)
      let channel = row * Channel.all.count + Channel.learnedCount
      channels[channel] = accumulate(row)
      squares[target + row] = square(row)
      channels[channel + 3] = exceed(row)
    }
  }

  private mutating func accumulate(_ row: Int) -> Float {
    var largest: Float = 0
    for index in carriers.indices where isEvidence[index] {
      let residual = Float(predictor.balanceResiduals[index])
      residuals[0][row * width + carriers[index]] = residual
      let bounded = min(max(residual, -Smoothing.clip), Smoothing.clip)
      high[index] = max(0, high[index] + bounded - Smoothing.accumulationSlack)
      low[index] = max(0, low[index] - bounded - Smoothing.accumulationSlack)
      let scale = inverseScale[carriers[index]]
      largest = max(largest, max(high[index], low[index]) * scale)
      if high[index] * scale > limit { high[index] = 0 }
      if low[index] * scale > limit { low[index] = 0 }
    }
    return largest
  }

  /// Writes the energy channel; apart from the others, because smoothing distances fills two channels at a time.
  func writeEnergies(rows: Int, into channels: inout [Float]) {
    for row in 0..<rows { channels[row * Channel.all.count + Channel.learnedCount + 2] = largestEnergies[row] }
  }

  private mutating func square(_ row: Int) -> Float {
    var sum: Float = 0
    var largest: Float = 0
    for index in explained.indices {
      let residual = Float(predictor.relationResiduals[index])
      residuals[1][row * width + explained[index]] = residual
      let bounded = min(max(residual, -Smoothing.relationClip), Smoothing.relationClip)
      sum += bounded * bounded
      energies[index] += Smoothing.energyWeight * (bounded * bounded - energies[index])
      largest = max(largest, energies[index])
    }
    largestEnergies[row] = largest.squareRoot()
    return sum
  }

  private mutating func exceed(_ row: Int) -> Float {
    var largest: Float = 0
    for index in actuators.indices {
      let found = Float(min(predictor.ruleExcesses[index], Double(Fusion.ratioLimit)))
      residuals[2][row * width + actuators[index]] = found
      largest = max(largest, found)
    }
    excess = min(max(excess + largest - 1, 0), Smoothing.excessLimit)
    return excess
  }
}
