/// Linear state estimation: angles from active powers, magnitudes taken as 1 pu and losses as 0.
///
/// `z = Hθ + z₀ + e`, with flows `(θ_f − θ_t − φ) / (x τ)`; the estimate is `K (z − z₀)` with
/// `K = (HᵀWH)⁻¹HᵀW`, found once. An attack `a = H·c` moves the estimate by exactly c and leaves every residual as it
/// was.
///
/// Source: Abur and Expósito (2004), section 2.8; Liu, Ning and Reiter (2009), theorem 3.1.
public struct DCStateEstimator: Sendable {
  /// Meters, in the order of the values; active injections, active flows and angles only.
  public let meters: [Meter]
  /// Indices of the buses whose angles are estimated, in the order of the state: all but reference and isolated ones.
  public let stateBuses: [Int]
  /// Shape `[meter, state]`, row-major: H.
  public let matrix: [Double]
  /// Usable values minus unknowns.
  public var degreesOfFreedom: Int { meters.count - stateBuses.count }
  private let offsets: [Double]
  private let weights: [Double]
  /// Shape `[state, meter]`, row-major.
  private let estimation: [Double]

  /// Prepares the meters of a network as it stands; a breaker that moves needs a new estimator.
  public init(network: Network, reactances: [Double], phaseShifts: [Double], meters: [Meter])
    throws(EstimationError)
  {
    let states = (0..<network.busCount).filter { $0 != network.referenceBus && !network.isIsolated[$0] }
    var column = [Int?](repeating: nil, count: network.busCount)
    for (index, bus) in states.enumerated() { column[bus] = index }
    var matrix = [Double](repeating: 0, count: meters.count * states.count)
    var offsets = [Double](repeating: 0, count: meters.count)
    for (row, meter) in meters.enumerated() {
      guard meter.deviation > 0 && meter.deviation.isFinite else {
        throw .deviation(meter.deviation, meter: row)
      }
      func add(branch: Int, sign: Double) {
        guard network.isInService[branch] else { return }
        let susceptance = sign / (reactances[branch] * network.tapRatios[branch])
        if let from = column[network.fromBus[branch]] { matrix[row * states.count + from] += susceptance }
        if let to = column[network.toBus[branch]] { matrix[row * states.count + to] -= susceptance }
        offsets[row] -= susceptance * phaseShifts[branch]
      }
      switch meter.quantity {
      case .voltageAngle(let bus) where (0..<network.busCount).contains(bus):
        if let state = column[bus] { matrix[row * states.count + state] = 1 }
      case .activeInjection(let bus) where (0..<network.busCount).contains(bus):
        for branch in 0..<network.branchCount {
          if network.fromBus[branch] == bus { add(branch: branch, sign: 1) }
          if network.toBus[branch] == bus { add(branch: branch, sign: -1) }
        }
      case .activeFlow(let branch, let end) where (0..<network.branchCount).contains(branch):
        add(branch: branch, sign: end == .from ? 1 : -1)
      case .voltageAngle, .activeInjection, .activeFlow:
        throw .unknownElement(meter: row)
      case .voltageMagnitude, .reactiveInjection, .reactiveFlow, .currentReal, .currentImaginary:
        throw .unsupportedQuantity(meter: row)
      }
    }
    self.meters = meters
    self.matrix = matrix
    self.offsets = offsets
    stateBuses = states
    weights = meters.map { 1 / ($0.deviation * $0.deviation) }
    estimation = try Self.estimationMatrix(matrix, weights: weights, states: states, network: network)
  }

  /// Prepares active-power meters of a case.
  public init(_ gridCase: GridCase, meters: [Meter]) throws(DCStateEstimatorError) {
    let network: Network
    do { network = try Network(gridCase) } catch { throw .network(error) }
    if let branch = gridCase.branches.firstIndex(where: { $0.reactance == 0 }) {
      throw .network(.value(0, quantity: "x", element: .branch(branch)))
    }
    do {
      try self.init(
        network: network, reactances: gridCase.branches.map(\.reactance),
        phaseShifts: gridCase.branches.map { $0.phaseShift * .pi / 180 }, meters: meters)
    } catch { throw .estimation(error) }
  }

  /// Finds the angles that fit best.
  ///
  /// - Parameter values: shape `[meter]`, pu and radians, none missing.
  /// - Returns: angles of `stateBuses` in radians, residuals, and J.
  public func estimate(_ values: [Double]) -> (angles: [Double], residuals: [Double], objective: Double) {
    precondition(values.count == meters.count, "one value per meter")
    let count = values.count
    let states = stateBuses.count
    var angles = [Double](repeating: 0, count: states)
    for state in 0..<states {
      var sum = 0.0
      for index in 0..<count { sum += estimation[state * count + index] * (values[index] - offsets[index]) }
      angles[state] = sum
    }
    var residuals = [Double](repeating: 0, count: count)
    var objective = 0.0
    for index in 0..<count {
      var reading = offsets[index]
      for state in 0..<states { reading += matrix[index * states + state] * angles[state] }
      residuals[index] = values[index] - reading
      objective += weights[index] * residuals[index] * residuals[index]
    }
    return (angles, residuals, objective)
  }

  /// K by one factorisation of the gain matrix and a solve per meter.
  private static func estimationMatrix(
    _ matrix: [Double], weights: [Double], states: [Int], network: Network
  ) throws(EstimationError) -> [Double] {
    let size = states.count
    let all = Array(0..<size)
    let pattern = SparsePattern(neighbours: all.map { own in all.filter { $0 != own } }, members: all.map { [$0] })
    var gain = SparseLDL(pattern: pattern)
    for (row, weight) in weights.enumerated() {
      for first in 0..<size where matrix[row * size + first] != 0 {
        for second in 0..<size where pattern.position[first] <= pattern.position[second] {
          gain.values[pattern.index(row: first, column: second)] +=
            weight * matrix[row * size + first] * matrix[row * size + second]
        }
      }
    }
    guard gain.factorize() else {
      var isMoved = [Bool](repeating: false, count: size)
      for pivot in gain.zeroPivots {
        let direction = gain.nullVector(of: pivot)
        for state in 0..<size where abs(direction[Int(pattern.position[state])]) > 1e-6 { isMoved[state] = true }
      }
      throw .unobservable(buses: states.indices.filter { isMoved[$0] }.map { network.busNumbers[states[$0]] })
    }
    var result = [Double](repeating: 0, count: size * weights.count)
    for (row, weight) in weights.enumerated() {
      for state in 0..<size { gain.rightHandSide[Int(pattern.position[state])] = weight * matrix[row * size + state] }
      gain.solve()
      for state in 0..<size { result[state * weights.count + row] = gain.rightHandSide[Int(pattern.position[state])] }
    }
    return result
  }
}

/// Why a linear estimator could not be built from a case.
public enum DCStateEstimatorError: Error, Equatable, Sendable {
  /// The case is not a network, or has a branch without reactance.
  case network(GridCaseError)
  /// The meters do not suit.
  case estimation(EstimationError)
}
