/// A distribution feeder without loops, solved by backward/forward sweeps.
///
/// Currents are summed from the ends to the source, voltages carried from the source to the ends, until no voltage
/// moves. With `S_i` the net demand of a node (photovoltaics count negative) and `y_i` its shunt:
/// `I_i = (S_i / V_i)* + y_i V_i + Σ_children I_c / t_c`, `V_i = V_parent / t_i − z_i I_i`.
/// Nodes are numbered as the case's buses. Memory is kept: a solve allocates nothing.
///
/// Source: Shirmohammadi, Hong, Semlyen and Luo (1988), "A compensation-based power flow method for weakly meshed
/// distribution and transmission networks", the radial part.
///
/// Deviations from the source: voltages and currents are complex per unit in one pass over nodes ordered by depth;
/// there are no breakpoints, hence no loops; each branch may have an ideal transformer (regulator) at its source side.
public struct RadialFeeder: Sendable {
  /// Shape `[bus]`, pu: net active demand, photovoltaics subtracted.
  public var activeDemand: [Double]
  /// Shape `[bus]`, pu: net reactive demand, capacitors subtracted.
  public var reactiveDemand: [Double]
  /// Magnitude at the source bus, pu; its angle is 0.
  public var sourceVoltage: Double
  /// Base power in MVA.
  public let baseMVA: Double
  /// Shape `[bus]`: numbers in the case.
  public let busNumbers: [Int]
  /// Index of the source bus.
  public let sourceBus: Int
  /// Largest movement of a voltage in pu at which sweeping stops.
  public var tolerance = 1e-10
  /// Sweeps before a solve is called diverged.
  public var maximumSweeps = 100

  private let nodes: [Node]
  private var taps: [Double]
  private var real: [Double]
  private var imaginary: [Double]
  private var currentReal: [Double]
  private var currentImaginary: [Double]

  private struct Node: Sendable {
    var bus: Int
    var parent: Int
    var resistance: Double
    var reactance: Double
    var shuntConductance: Double
    var shuntSusceptance: Double
  }

  /// Prepares the in-service part of a case; the reference bus is the source.
  public init(_ gridCase: GridCase) throws(GridCaseError) {
    let network = try Network(gridCase)
    let tree = try Self.tree(of: gridCase, network: network)
    let count = network.busCount
    let base = gridCase.baseMVA
    var conductance = gridCase.buses.map { $0.shuntConductance / base }
    var susceptance = gridCase.buses.map { $0.shuntSusceptance / base }
    var taps = [Double](repeating: 1, count: count)
    for (bus, _, branch) in tree {
      let element = gridCase.branches[branch]
      for end in [network.fromBus[branch], network.toBus[branch]] { susceptance[end] += element.charging / 2 }
      taps[bus] = element.tapRatio
    }
    conductance[network.referenceBus] = 0
    susceptance[network.referenceBus] = 0
    nodes = tree.map { bus, parent, branch in
      Node(
        bus: bus, parent: parent, resistance: gridCase.branches[branch].resistance,
        reactance: gridCase.branches[branch].reactance, shuntConductance: conductance[bus],
        shuntSusceptance: susceptance[bus])
    }
    self.taps = taps
    baseMVA = base
    busNumbers = network.busNumbers
    sourceBus = network.referenceBus
    activeDemand = gridCase.buses.map { $0.activeDemand / base }
    reactiveDemand = gridCase.buses.map { $0.reactiveDemand / base }
    sourceVoltage = gridCase.generators.first { $0.isInService }?.voltageSetpoint ?? 1
    real = [Double](repeating: 1, count: count)
    imaginary = [Double](repeating: 0, count: count)
    currentReal = imaginary
    currentImaginary = imaginary
    for generator in gridCase.generators where generator.isInService {
      guard let bus = network.index(ofBus: generator.bus), bus != sourceBus else { continue }
      activeDemand[bus] -= generator.active / base
      reactiveDemand[bus] -= generator.reactive / base
    }
  }

  /// Nodes by depth: bus, parent and the branch between, without the source.
  private static func tree(
    of gridCase: GridCase, network: Network
  ) throws(GridCaseError) -> [(bus: Int, parent: Int, branch: Int)] {
    var branchesOfBus = [[Int]](repeating: [], count: network.busCount)
    for branch in gridCase.branches.indices where gridCase.branches[branch].isInService {
      branchesOfBus[network.fromBus[branch]].append(branch)
      branchesOfBus[network.toBus[branch]].append(branch)
    }
    var tree: [(bus: Int, parent: Int, branch: Int)] = [(network.referenceBus, -1, -1)]
    var isReached = [Bool](repeating: false, count: network.busCount)
    isReached[network.referenceBus] = true
    var looped: [Int] = []
    var next = 0
    while next < tree.count {
      let (bus, _, incoming) = tree[next]
      next += 1
      for branch in branchesOfBus[bus] where branch != incoming {
        let other = network.fromBus[branch] == bus ? network.toBus[branch] : network.fromBus[branch]
        let isPlain = network.fromBus[branch] == bus || gridCase.branches[branch].tapRatio == 1
        if isReached[other] || !isPlain || gridCase.branches[branch].phaseShift != 0 {
          looped.append(network.busNumbers[other])
        } else {
          isReached[other] = true
          tree.append((other, bus, branch))
        }
      }
    }
    let dark = isReached.indices.filter { !isReached[$0] && !network.isIsolated[$0] }.map { network.busNumbers[$0] }
    guard looped.isEmpty && dark.isEmpty else { throw .notRadial(buses: Set(looped + dark).sorted()) }
    return Array(tree.dropFirst())
  }

  /// Moves the regulator in the branch that feeds a bus.
  ///
  /// - Parameter ratio: source side over load side, > 0; below 1 raises the voltage beyond it.
  public mutating func setTapRatio(_ ratio: Double, feedingBus bus: Int) {
    precondition(ratio > 0 && ratio.isFinite && bus != sourceBus, "a positive ratio in a branch")
    taps[bus] = ratio
  }

  /// Forgets the last solution.
  public mutating func startFlat() {
    for bus in real.indices {
      real[bus] = sourceVoltage
      imaginary[bus] = 0
    }
  }

  /// Finds the operating point, starting from the last solution; after divergence the next solve starts flat.
  public mutating func solve() -> PowerFlowOutcome {
    real[sourceBus] = sourceVoltage
    imaginary[sourceBus] = 0
    for sweep in 1...max(1, maximumSweeps) {
      sumCurrents()
      let movement = carryVoltages()
      if movement.size < tolerance { return .converged(.init(iterations: sweep, mismatch: movement.size)) }
      guard movement.size.isFinite && movement.size < 1e6 && sweep < maximumSweeps else {
        startFlat()
        let bus = busNumbers[movement.bus]
        return .diverged(.init(iterations: sweep, mismatch: movement.size, bus: bus))
      }
    }
    return .diverged(.init(iterations: maximumSweeps, mismatch: .infinity, bus: busNumbers[sourceBus]))
  }

  private mutating func sumCurrents() {
    currentReal[sourceBus] = 0
    currentImaginary[sourceBus] = 0
    for node in nodes {
      let bus = node.bus
      let v = real[bus]
      let w = imaginary[bus]
      let square = v * v + w * w
      currentReal[bus] =
        (activeDemand[bus] * v + reactiveDemand[bus] * w) / square + node.shuntConductance * v
        - node.shuntSusceptance * w
      currentImaginary[bus] =
        (activeDemand[bus] * w - reactiveDemand[bus] * v) / square + node.shuntConductance * w
        + node.shuntSusceptance * v
    }
    for node in nodes.reversed() {
      currentReal[node.parent] += currentReal[node.bus] / taps[node.bus]
      currentImaginary[node.parent] += currentImaginary[node.bus] / taps[node.bus]
    }
  }

  private mutating func carryVoltages() -> (size: Double, bus: Int) {
    var worst = (size: 0.0, bus: sourceBus)
    for node in nodes {
      let bus = node.bus
      let i = currentReal[bus]
      let j = currentImaginary[bus]
      let v = real[node.parent] / taps[bus] - (node.resistance * i - node.reactance * j)
      let w = imaginary[node.parent] / taps[bus] - (node.resistance * j + node.reactance * i)
      let movement = max(abs(v - real[bus]), abs(w - imaginary[bus]))
      if !(movement <= worst.size) { worst = (movement.isNaN ? .infinity : movement, bus) }
      real[bus] = v
      imaginary[bus] = w
    }
    return worst
  }

  /// Voltage magnitude of a bus in the last solution, pu.
  public func magnitude(ofBus bus: Int) -> Double {
    (real[bus] * real[bus] + imaginary[bus] * imaginary[bus]).squareRoot()
  }

  /// The voltage of a bus in the last solution, pu, as Cartesian parts; the source lies on the real axis.
  public func voltage(ofBus bus: Int) -> (real: Double, imaginary: Double) { (real[bus], imaginary[bus]) }

  /// What the feeder draws at its source in the last solution, pu, the source bus's own demand included.
  public var sourceInjection: (active: Double, reactive: Double) {
    (
      sourceVoltage * currentReal[sourceBus] + activeDemand[sourceBus],
      -sourceVoltage * currentImaginary[sourceBus] + reactiveDemand[sourceBus]
    )
  }

  /// Active losses of all branches in the last solution, pu.
  public var losses: Double {
    nodes.reduce(0) { sum, node in
      let i = currentReal[node.bus]
      let j = currentImaginary[node.bus]
      return sum + node.resistance * (i * i + j * j)
    }
  }
}
