internal import TwinModel

/// Turns fitted models into an ensemble: residual scales from the rows that were learned, channel values on the rows
/// that were held out.
struct EnsembleCalibration: Sendable {
  /// Parameters whose fusion is still empty.
  var parameters: EnsembleParameters
  /// Channel values on the held-out tails, one stretch each, shape `[row, channel]`.
  var heldOut: [[Float]]
  /// Channel values on all rows, of which only those of the twin are meant; empty without physics,
  /// unless disturbances are counted.
  ///
  /// Physics has a few dozen numbers for thousands of rows, so what it leaves on the rows that it was identified on is what
  /// it leaves on others: five times the rows to calibrate with.
  var whole: [[Float]] = []
  /// Shape `[stretch][row]`: which of all rows have the threshold of rare states; empty where nothing has.
  var unusual: [[Bool]] = []
  /// Likewise, which combination of rare states each row shows: 0 for the usual one, −1 for one that is none.
  var combinations: [[Int]] = []
  /// How many rows of each stretch were learned.
  let learned: [Int]

  /// Smallest standard deviation of a residual, in standard units: below it lies the noise of any instrument.
  private static let leastDeviation = 0.01
  /// What every cumulative sum is given beside what normal operation shows, in deviations.
  private static let leastAccumulation: Float = 0.5

  /// Calibrates on stretches of rows, of which the first `learned[i]` rows were learned and the rest held out.
  init(
    fit: LinearFit, networks: Networks, stretches: [[Double]], learned: [Int], tags: Int,
    physics: PlantPhysics? = nil, seconds: [[Double]] = [], watchesStates: Bool = false
  ) {
    self.learned = learned
    let padded = PaddedMatrix.padded(tags)
    let kinds = Residual.allCases
    let errors = networks.errorCovariances(
      of: zip(stretches, learned).map { $0[..<($1 * tags)] }, standardisation: fit.standardisation, tags: tags)
    let samples = Double(max(learned.reduce(0, +), 1))
    let ridge = max(1e-2, 30 / samples)
    let variances: [Residual: [Double]] = [
      .crossSensor: fit.crossSensorVariance, .innovation: fit.innovationVariance,
      .conditionalInnovation: fit.conditionalVariance,
      .denseAutoencoder: (0..<tags).map { errors.dense[$0 * tags + $0] },
      .windowedAutoencoder: (0..<tags).map { errors.windowed[$0 * tags + $0] },
    ]
    let carriers: [Residual: Set<Int>] = [
      .balance: Set(physics?.balances.map(\.carrier) ?? []), .relation: Set(physics?.relations.map(\.tag) ?? []),
      .rule: Set(physics?.rules.map(\.actuator) ?? []),
    ]
    let inverseScale = kinds.map { kind in
      (0..<padded).map { tag -> Float in
        guard kind != .limits else { return 1 }
        guard !kind.isPhysics else { return carriers[kind]?.contains(tag) == true ? 1 : 0 }
        guard tag < tags, !fit.standardisation.isConstant[tag], let variance = variances[kind] else { return 0 }
        return Float(1 / (variance[tag] + Self.leastDeviation * Self.leastDeviation).squareRoot())
      }
    }
    let silent = Fusion(inverseLevel: Channel.all.map { _ in 0 }, threshold: 1)
    parameters = EnsembleParameters(
      tags: tags, standardisation: fit.standardisation, limits: fit.limits, crossSensor: fit.crossSensor,
      autoregression: fit.autoregression, innovation: fit.innovation, dense: networks.dense,
      denseError: PrecisionModel(covariance: errors.dense, size: tags, ridge: ridge), windowed: networks.windowed,
      windowedError: PrecisionModel(covariance: errors.windowed, size: tags, ridge: ridge),
      inverseScale: inverseScale, inverseDriftScale: kinds.map { _ in [Float](repeating: 0, count: padded) },
      winsorLevel: kinds.map { _ in .infinity }, fusions: AnomalyDetector.Kind.allCases.map { _ in silent },
      physics: physics, coupled: watchesStates ? CoupledStates(stretches: stretches, tags: tags) : nil)
    heldOut = []
    let clocks = stretches.indices.map { $0 < seconds.count ? seconds[$0] : [] }
    measureSmoothing(stretches: stretches, seconds: clocks, learned: learned)
    guard physics != nil || watchesStates else {
      heldOut = stretches.indices.map { channels(of: stretches[$0], from: learned[$0]) }
      return
    }
    let count = Channel.all.count
    whole = stretches.indices.map { channels(of: stretches[$0], seconds: clocks[$0], from: 0) }
    if watchesStates { watchStates(stretches, tags: tags) }
    heldOut = zip(whole, learned).map { Array($0.dropFirst($1 * count)) }
  }

  /// Finds rare states in all rows, and which rows have their threshold.
  private mutating func watchStates(_ stretches: [[Double]], tags: Int) {
    guard let states = OperatingStates(stretches: stretches.map { $0[...] }, tags: tags) else { return }
    parameters.states = states
    func rows<Found>(_ stretch: [Double], _ look: (UnsafeBufferPointer<Double>) -> Found) -> [Found] {
      stretch.withUnsafeBufferPointer { values in
        stride(from: 0, to: values.count, by: tags).map {
          look(UnsafeBufferPointer(rebasing: values[$0..<$0 + tags]))
        }
      }
    }
    unusual = stretches.map { stretch in
      var watch = OperatingStates.Watch(states)
      return rows(stretch) { watch.next($0) }
    }
    combinations = stretches.map { stretch in rows(stretch) { states.place(of: $0) ?? -1 } }
  }

  /// Learns what the drift averages and squared distances do on the learned rows.
  private mutating func measureSmoothing(stretches: [[Double]], seconds: [[Double]], learned: [Int]) {
    let tags = parameters.tags
    let kinds = Residual.allCases
    var squares = parameters.inverseDriftScale.map { $0.map { _ in 0.0 } }
    var distances = kinds.map { _ in [Float]() }
    var accumulations = [[Float]](repeating: [], count: parameters.inverseDriftScale[0].count)
    let balances = parameters.physics?.balances.map(\.carrier) ?? []
    var rows = 0
    var engine = EnsembleEngine(parameters: parameters)
    for (index, count) in learned.enumerated() {
      let (stretch, seconds) = (stretches[index], seconds[index])
      engine.reset()
      stretch.withUnsafeBufferPointer { values in
        for row in 0..<count {
          seconds.withUnsafeBufferPointer { seconds in
            engine.follow(
              UnsafeBufferPointer(rebasing: values[(row * tags)...]),
              seconds: UnsafeBufferPointer(rebasing: seconds.dropFirst(row)), rows: 1, wantsEnergies: false)
          }
          guard row >= AutoregressionModel.order else { continue }
          rows += 1
          if !balances.isEmpty {
            let sums = engine.latestAccumulations
            for tag in balances { accumulations[tag].append(sums[tag]) }
          }
          for kind in kinds.prefix(parameters.kindsInUse) {
            distances[kind.rawValue].append(engine.latestDistance(kind))
            let means = engine.driftMeans[kind.rawValue]
            for tag in 0..<tags { squares[kind.rawValue][tag] += Double(means[tag] * means[tag]) }
          }
        }
      }
    }
    for kind in kinds {
      let index = kind.rawValue
      if kind == .balance {
        for tag in balances where !accumulations[tag].isEmpty {
          let sum = accumulations[tag].sorted().quantile(0.99) + Self.leastAccumulation
          parameters.inverseDriftScale[index][tag] = 1 / sum
        }
        continue
      }
      for tag in 0..<tags where parameters.inverseScale[index][tag] > 0 {
        let variance = squares[index][tag] / Double(max(rows, 1)) + Self.leastDeviation
        parameters.inverseDriftScale[index][tag] = Float(1 / variance.squareRoot())
      }
      let sorted = distances[index].sorted()
      parameters.winsorLevel[index] = sorted.isEmpty ? .infinity : Smoothing.winsor * sorted.quantile(0.99)
    }
  }

  /// Channel values of one stretch, followed from its beginning and kept from row `first` on.
  func channels(of stretch: [Double], seconds: [Double] = [], from first: Int) -> [Float] {
    let tags = parameters.tags
    let rows = stretch.count / tags
    var engine = EnsembleEngine(parameters: parameters)
    var result: [Float] = []
    stretch.withUnsafeBufferPointer { values in
      for begin in stride(from: 0, to: rows, by: EnsembleEngine.capacity) {
        let count = min(EnsembleEngine.capacity, rows - begin)
        seconds.withUnsafeBufferPointer { seconds in
          engine.follow(
            UnsafeBufferPointer(rebasing: values[(begin * tags)...]),
            seconds: UnsafeBufferPointer(rebasing: seconds.dropFirst(begin)), rows: count, wantsEnergies: false)
        }
        let skip = min(max(first - begin, 0), count)
        result += engine.channels[skip * Channel.all.count..<count * Channel.all.count]
      }
    }
    return result
  }
}
