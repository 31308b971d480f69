/// AC power flow by Newton's method in polar form, kept warm between solves.
///
/// Give injections in the per-bus arrays, change taps, shunts and breakers in `network`, call `solve()`, read
/// `magnitudes` and `angles`. The next solve starts from the last solution. Order, fill and memory are kept: as long
/// as no bus changes its kind and no breaker moves, a solve allocates nothing.
///
/// Solved is, per bus i with Y = G + jB,
/// `P_i = Σ_j V_i V_j (G_ij cos θ_ij + B_ij sin θ_ij)`, `Q_i = Σ_j V_i V_j (G_ij sin θ_ij − B_ij cos θ_ij)`
/// for angles (all buses but the reference) and magnitudes (load buses), with steps Δθ and ΔV/V.
///
/// Source: Tinney and Hart (1967), "Power flow solution by Newton's method".
///
/// Deviations from the source: none in the method; trigonometry is done once a bus and iteration (Cartesian parts),
/// not once a branch.
public struct NewtonPowerFlow: Sendable {
  /// Topology and admittances; taps, shunts and breakers may be changed between solves.
  public var network: Network
  /// Shape `[bus]`, pu.
  public var activeDemand: [Double]
  /// Shape `[bus]`, pu.
  public var reactiveDemand: [Double]
  /// Shape `[bus]`, pu: given at every bus but the reference.
  public var activeGeneration: [Double]
  /// Shape `[bus]`, pu: given at load buses; at the others `generation(ofBus:)` tells what was needed.
  public var reactiveGeneration: [Double]
  /// Shape `[bus]`, pu, > 0: magnitude held at generator and reference buses.
  public var voltageSetpoints: [Double]
  /// Shape `[bus]`, pu: reactive capability of the machines at each bus; bounds may be infinite.
  public var reactiveLimits: [ClosedRange<Double>]
  /// When to stop and what to enforce.
  public var options: Options
  /// Shape `[bus]`, pu: the last solution; 0 at isolated buses.
  public internal(set) var magnitudes: [Double]
  /// Shape `[bus]`, radians, reference 0: the last solution.
  public internal(set) var angles: [Double]
  /// Shape `[bus]`: which buses are held at a reactive limit after the last solve.
  public internal(set) var limitState: [LimitState]

  let caseKinds: [Bus.Kind]
  var workspace: Workspace

  /// When to stop and what to enforce.
  public struct Options: Sendable, Equatable {
    /// Largest power mismatch accepted, pu.
    public var tolerance = 1e-8
    /// Newton steps before a solve is called diverged.
    public var maximumIterations = 20
    /// Whether generator buses become load buses at their reactive limits, and come back when the voltage allows.
    /// The reference bus is never limited.
    public var enforcesReactiveLimits = false

    /// The customary options.
    public init() {}
  }

  /// Whether the machines of a bus hold its voltage or have reached what they can give.
  public enum LimitState: Sendable, Equatable {
    /// The voltage is held, or there is no machine.
    case free
    /// Reactive output stands at its upper limit.
    case atMaximum
    /// Reactive output stands at its lower limit.
    case atMinimum
  }

  /// Prepares a case; starts flat (1 pu or the setpoint, angle 0).
  public init(_ gridCase: GridCase, options: Options = Options()) throws(GridCaseError) {
    let network = try Network(gridCase)
    let base = gridCase.baseMVA
    let buses = gridCase.buses
    self.network = network
    self.options = options
    activeDemand = buses.map { $0.activeDemand / base }
    reactiveDemand = buses.map { $0.reactiveDemand / base }
    activeGeneration = [Double](repeating: 0, count: buses.count)
    reactiveGeneration = activeGeneration
    voltageSetpoints = buses.map { $0.magnitude > 0 ? $0.magnitude : 1 }
    var limits = [ClosedRange<Double>](repeating: 0...0, count: buses.count)
    var isFed = [Bool](repeating: false, count: buses.count)
    for generator in gridCase.generators where generator.isInService {
      guard let bus = network.index(ofBus: generator.bus) else { continue }
      activeGeneration[bus] += generator.active / base
      reactiveGeneration[bus] += generator.reactive / base
      voltageSetpoints[bus] = generator.voltageSetpoint
      let own = generator.reactiveLimits
      limits[bus] = (limits[bus].lowerBound + own.lowerBound / base)...(limits[bus].upperBound + own.upperBound / base)
      isFed[bus] = true
    }
    reactiveLimits = limits
    caseKinds = buses.indices.map { buses[$0].kind == .generator && !isFed[$0] ? .load : buses[$0].kind }
    magnitudes = [Double](repeating: 1, count: buses.count)
    angles = [Double](repeating: 0, count: buses.count)
    limitState = [LimitState](repeating: .free, count: buses.count)
    workspace = Workspace(network: network, kinds: caseKinds)
    startFlat()
  }

  /// Forgets the last solution: every magnitude 1 pu or its setpoint, every angle 0.
  public mutating func startFlat() {
    for bus in magnitudes.indices {
      let isDark = network.isIsolated[bus]
      magnitudes[bus] = isDark ? 0 : (workspace.kinds[bus] == .load ? 1 : voltageSetpoints[bus])
      angles[bus] = 0
    }
  }

  /// What the machines at a bus generate in the last solution, pu.
  public func generation(ofBus bus: Int) -> (active: Double, reactive: Double) {
    let (active, reactive) = injection(ofBus: bus)
    return (active + activeDemand[bus], reactive + reactiveDemand[bus])
  }

  /// What flows from a bus into the network in the last solution, pu.
  public func injection(ofBus bus: Int) -> (active: Double, reactive: Double) {
    (workspace.active[bus], workspace.reactive[bus])
  }

  /// What a branch carries in the last solution, pu.
  public func flow(ofBranch branch: Int) -> BranchFlow {
    network.flow(ofBranch: branch, magnitudes: magnitudes, angles: angles)
  }

  /// Active losses of lines, transformers and shunts in the last solution, pu.
  public var losses: Double { workspace.active.reduce(0, +) }
}
