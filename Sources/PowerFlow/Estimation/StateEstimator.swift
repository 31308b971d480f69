/// AC state estimation by weighted least squares: the voltages that fit redundant measurements best.
///
/// Minimised is `J(x) = Σ ((z_i − h_i(x)) / σ_i)²` over angles and magnitudes x by Gauss–Newton steps
/// `G Δx = HᵀW(z − h(x))` with gain `G = HᵀWH`, from the last estimate. J is tested against χ²; normalised residuals
/// single out bad values. `NaN` means that a value is missing.
///
/// The estimator sees only what contradicts its model: values moved by `a = h(x + c) − h(x)` yield the state x + c
/// and the same J.
///
/// The estimator has its own network: when it is not told of a breaker or tap, its model is wrong, as in life.
/// Memory is kept: an estimation allocates nothing after the first.
///
/// Source: Schweppe and Wildes (1970), "Power system static-state estimation"; Abur and Expósito (2004), "Power System
/// State Estimation", chapters 2 (WLS), 4 (observability) and 5 (bad data); Liu, Ning and Reiter (2009), "False data
/// injection attacks against state estimation in electric power grids".
///
/// Deviations from the source: unknown is ΔV/V, not ΔV (the same steps to first order); the reference bus's angle is 0
/// by definition, so phasor angles count from it; zero-injection buses are meters with a small deviation, not
/// equality constraints.
public struct StateEstimator: Sendable {
  /// The model the values are held against; breakers, taps and shunts may be changed between estimations.
  public var network: Network
  /// Meters, in the order of the values.
  public let meters: [Meter]
  /// When to stop and how strict to test.
  public var options: Options
  /// Shape `[bus]`, pu: the last estimate.
  public internal(set) var magnitudes: [Double]
  /// Shape `[bus]`, radians: the last estimate.
  public internal(set) var angles: [Double]
  /// Shape `[meter]`: value minus `h(x)` at the last estimate; 0 where a value is missing.
  public internal(set) var residuals: [Double]

  let pattern: MeterPattern
  let weights: [Double]
  var gain: SparseLDL
  /// Shape `[entry]`: derivatives H, row by row.
  var derivatives: [Double]
  /// Shape `[meter]`: h(x).
  var predicted: [Double]
  /// Shape `[meter]`: weight, or 0 where the value is missing or its bus is isolated.
  var activeWeights: [Double]
  /// Shape `[bus, 4]`: Cartesian voltage, active and reactive injection.
  var busTerms: [Double]
  /// Shape `[pair, 4]`: p_ij, q_ij, p_ji, q_ji.
  var pairTerms: [Double]
  var thresholds: (degreesOfFreedom: Int, probability: Double, value: Double) = (0, 0, .infinity)

  /// When to stop and how strict to test.
  public struct Options: Sendable, Equatable {
    /// Largest step in radians or relative magnitude at which the iterations stop.
    public var tolerance = 1e-8
    /// Gauss–Newton steps before an estimation is called diverged.
    public var maximumIterations = 25
    /// Probability that correct values pass the χ² test, in (0, 1).
    public var confidence = 0.99
    /// Normalised residual above which a value is called bad.
    public var residualThreshold = 3.0

    /// The customary options.
    public init() {}
  }

  /// Prepares the meters of a network.
  public init(
    network: Network, meters: [Meter], options: Options = Options()
  ) throws(EstimationError) {
    for (index, meter) in meters.enumerated() {
      guard network.has(meter.quantity) else { throw .unknownElement(meter: index) }
      guard meter.deviation > 0 && meter.deviation.isFinite else {
        throw .deviation(meter.deviation, meter: index)
      }
    }
    self.network = network
    self.meters = meters
    self.options = options
    let pattern = MeterPattern(network: network, meters: meters)
    self.pattern = pattern
    weights = meters.map { 1 / ($0.deviation * $0.deviation) }
    gain = SparseLDL(pattern: pattern.gain)
    derivatives = [Double](repeating: 0, count: pattern.entryPosition.count)
    predicted = [Double](repeating: 0, count: meters.count)
    residuals = predicted
    activeWeights = predicted
    busTerms = [Double](repeating: 0, count: 4 * network.busCount)
    pairTerms = [Double](repeating: 0, count: 4 * network.pairs.count)
    magnitudes = [Double](repeating: 1, count: network.busCount)
    angles = [Double](repeating: 0, count: network.busCount)
  }

  /// Forgets the last estimate: every magnitude 1 pu, every angle 0.
  public mutating func startFlat() {
    for bus in magnitudes.indices {
      magnitudes[bus] = network.isIsolated[bus] ? 0 : 1
      angles[bus] = 0
    }
  }

  /// Starts the next estimation from a given state.
  ///
  /// - Parameter magnitudes: shape `[bus]`, pu.
  /// - Parameter angles: shape `[bus]`, radians.
  public mutating func start(magnitudes: [Double], angles: [Double]) {
    precondition(magnitudes.count == network.busCount && angles.count == network.busCount, "one value per bus")
    self.magnitudes = magnitudes
    self.angles = angles
  }

  /// What every meter would read without error at a given state, h(x).
  ///
  /// - Returns: shape `[meter]`, pu and radians.
  public func readings(magnitudes: [Double], angles: [Double]) -> [Double] {
    var copy = self
    copy.start(magnitudes: magnitudes, angles: angles)
    copy.evaluate(derivatives: false)
    return copy.predicted
  }
}

extension Network {
  fileprivate func has(_ quantity: Meter.Quantity) -> Bool {
    switch quantity {
    case .voltageMagnitude(let bus), .voltageAngle(let bus), .activeInjection(let bus), .reactiveInjection(let bus):
      (0..<busCount).contains(bus)
    case .activeFlow(let branch, _), .reactiveFlow(let branch, _), .currentReal(let branch, _),
      .currentImaginary(let branch, _):
      (0..<branchCount).contains(branch)
    }
  }
}
