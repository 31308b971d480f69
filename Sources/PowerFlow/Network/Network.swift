/// A network ready to be computed with: buses and branches by index, admittances in per unit, angles in radians.
///
/// Taps, shunts and breakers may be changed at any time; the structure that solvers build on stays. Copies are
/// independent and cheap (the structure is shared, values are copied on write).
///
/// Source: MATPOWER User's Manual, section 3.2: with y = 1/(r + jx) and t = τ·e^{jθ},
/// `Yff = (y + jb/2)/τ²`, `Yft = −y/t*`, `Ytf = −y/t`, `Ytt = y + jb/2`; the bus admittance matrix is their sum plus
/// the shunts.
public struct Network: Sendable {
  /// Base power in MVA.
  public let baseMVA: Double
  /// Shape `[bus]`: the number by which the case calls each bus.
  public let busNumbers: [Int]
  /// Shape `[branch]`: index of the bus at the from end.
  public let fromBus: [Int]
  /// Shape `[branch]`: index of the bus at the to end.
  public let toBus: [Int]
  /// Index of the bus whose angle is 0 and which supplies what is missing.
  public let referenceBus: Int
  /// Shape `[branch]`: whether both breakers are closed.
  public private(set) var isInService: [Bool]
  /// Shape `[branch]`: turns ratios.
  public private(set) var tapRatios: [Double]
  /// Shape `[bus]`: buses without voltage, left out of every solve.
  public private(set) var isIsolated: [Bool]
  /// Counts changes of breakers and isolation, so that solvers know when to look at connectivity again.
  public private(set) var topologyRevision = 0

  /// Shape `[branch]`: the four admittances of each branch; 0 when out of service.
  var branchAdmittances: [BranchAdmittance] = []
  /// Pairs of buses joined by at least one branch, and where each branch adds to them.
  let pairs: BusPairs
  /// Shape `[pair]`: mutual admittances seen from both sides.
  var mutual: [MutualAdmittance] = []
  /// Shape `[bus]`: diagonal of the bus admittance matrix.
  var selfConductance: [Double] = []
  /// Shape `[bus]`: diagonal of the bus admittance matrix.
  var selfSusceptance: [Double] = []
  private let elements: [BranchElement]
  private var shuntConductance: [Double]
  private var shuntSusceptance: [Double]
  private let indices: [Int: Int]

  /// Number of buses.
  public var busCount: Int { busNumbers.count }
  /// Number of branches, those out of service included.
  public var branchCount: Int { fromBus.count }

  /// Indexes a case and computes its admittances.
  public init(_ gridCase: GridCase) throws(GridCaseError) {
    try gridCase.validate()
    baseMVA = gridCase.baseMVA
    busNumbers = gridCase.buses.map(\.number)
    var indices: [Int: Int] = [:]
    for (index, bus) in gridCase.buses.enumerated() { indices[bus.number] = index }
    self.indices = indices
    fromBus = gridCase.branches.map { indices[$0.from] ?? 0 }
    toBus = gridCase.branches.map { indices[$0.to] ?? 0 }
    referenceBus = gridCase.buses.firstIndex { $0.kind == .reference } ?? 0
    isIsolated = gridCase.buses.map { $0.kind == .isolated }
    isInService = gridCase.branches.map(\.isInService)
    tapRatios = gridCase.branches.map(\.tapRatio)
    elements = gridCase.branches.map(BranchElement.init)
    let base = gridCase.baseMVA
    shuntConductance = gridCase.buses.map { $0.shuntConductance / base }
    shuntSusceptance = gridCase.buses.map { $0.shuntSusceptance / base }
    pairs = BusPairs(busCount: busNumbers.count, from: fromBus, to: toBus)
    computeAdmittances()
  }

  /// The index of a bus, or `nil` when no bus has that number.
  public func index(ofBus number: Int) -> Int? { indices[number] }

  /// Moves a tap changer.
  ///
  /// - Parameter ratio: turns ratio, > 0.
  public mutating func setTapRatio(_ ratio: Double, ofBranch branch: Int) {
    precondition(ratio > 0 && ratio.isFinite, "a turns ratio is positive")
    guard tapRatios[branch] != ratio else { return }
    tapRatios[branch] = ratio
    computeAdmittances()
  }

  /// Opens or closes the breakers of a branch.
  public mutating func setInService(_ closed: Bool, branch: Int) {
    guard isInService[branch] != closed else { return }
    isInService[branch] = closed
    topologyRevision += 1
    computeAdmittances()
  }

  /// Switches a bus shunt.
  ///
  /// - Parameter conductance: pu, consumed at 1 pu voltage.
  /// - Parameter susceptance: pu, injected at 1 pu voltage; capacitors are positive.
  public mutating func setShunt(conductance: Double = 0, susceptance: Double, bus: Int) {
    guard shuntConductance[bus] != conductance || shuntSusceptance[bus] != susceptance else { return }
    shuntConductance[bus] = conductance
    shuntSusceptance[bus] = susceptance
    computeAdmittances()
  }

  /// Takes a bus out of every solve (voltage 0) or takes it back; branches that end at an isolated bus carry nothing.
  public mutating func setIsolated(_ isolated: Bool, bus: Int) {
    guard isIsolated[bus] != isolated else { return }
    isIsolated[bus] = isolated
    topologyRevision += 1
    computeAdmittances()
  }

  private mutating func computeAdmittances() {
    branchAdmittances = elements.indices.map { index in
      isInService[index] && !isIsolated[fromBus[index]] && !isIsolated[toBus[index]]
        ? elements[index].admittance(tapRatio: tapRatios[index]) : .open
    }
    var mutual = [MutualAdmittance](repeating: MutualAdmittance(), count: pairs.count)
    var conductance = shuntConductance
    var susceptance = shuntSusceptance
    for (index, admittance) in branchAdmittances.enumerated() {
      conductance[fromBus[index]] += admittance.ffReal
      susceptance[fromBus[index]] += admittance.ffImaginary
      conductance[toBus[index]] += admittance.ttReal
      susceptance[toBus[index]] += admittance.ttImaginary
      mutual[pairs.ofBranch[index]].add(admittance, reversed: fromBus[index] > toBus[index])
    }
    self.mutual = mutual
    selfConductance = conductance
    selfSusceptance = susceptance
  }
}
