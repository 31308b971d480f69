/// A network made ready for solving: names resolved, resistances computed, the matrix's pattern factored once.
///
/// Immutable, so that any number of states share one model; copying a state copies no topology. Nodes are numbered
/// junctions first (in elimination order), then reservoirs, then tanks; links are numbered pipes, pumps, valves, each
/// in the network's order.
public final class HydraulicModel: Sendable {
  /// The network as described.
  public let network: WaterNetwork
  /// Shape `[node]`.
  public let nodeNames: [String]
  /// Shape `[link]`.
  public let linkNames: [String]
  /// Number of nodes whose head is computed; they come first.
  public let junctionCount: Int
  /// Shape `[node]`, m: elevation of junctions, bottom of tanks, head of reservoirs.
  public let elevations: [Double]
  /// Shape `[link]`: node where positive flow enters.
  public let from: [Int32]
  /// Shape `[link]`: node where positive flow leaves.
  public let to: [Int32]

  let nodeNumbers: [String: Int]
  let linkNumbers: [String: Int]
  let factor: SparseFactor
  /// Shape `[link]`: the matrix entry that a link changes, -1 where an end has a fixed head.
  let entryOfLink: [Int32]
  let laws: [LinkLaw]
  /// Shape `[pipe]`; friction without roughness factor for Darcy–Weisbach.
  let resistance: [Double]
  /// Shape `[link]`, m/(m³/s)².
  let minorResistance: [Double]
  /// Shape `[link]`, m³/s.
  let startFlow: [Double]
  let startStatus: [LinkStatus]
  let startSetting: [Double]
  /// Shape `[pipe]`: relative roughness and viscosity · diameter, for Darcy–Weisbach alone.
  let roughness: [(relative: Double, viscousDiameter: Double)]
  let hasMinorLoss: Bool
  /// Links whose status a check may change, in order.
  let checkedLinks: [Int32]
  /// Links at reservoirs and tanks.
  let fixedLinks: [Int32]
  let tanks: [TankGeometry]
  let reservoirs: [(node: Int, head: Double, pattern: Int?)]
  let demands: [(node: Int, base: Double, pattern: Int?)]
  let speedPatterns: [(link: Int, pattern: Int)]
  let controls: [ResolvedControl]
  let rules: [ResolvedRule]

  /// Number of pipes; they are the first links.
  var pipeCount: Int { network.pipes.count }
  /// Number of nodes.
  public var nodeCount: Int { nodeNames.count }
  /// Number of links.
  public var linkCount: Int { linkNames.count }

  /// Number of the node of this name.
  public func node(named name: String) -> Int? { nodeNumbers[name] }

  /// Number of the link of this name.
  public func link(named name: String) -> Int? { linkNumbers[name] }

  /// Position of the tank of this node among the tanks.
  func tank(at node: Int) -> Int? {
    let first = junctionCount + network.reservoirs.count
    return node >= first && node < nodeCount ? node - first : nil
  }

  /// Flow with which an open pipe or valve starts, m³/s.
  func openStartFlow(_ link: Int) -> Double {
    let valve = link - pipeCount - network.pumps.count
    let diameter = (valve < 0 ? network.pipes[link].diameter : network.valves[valve].diameter) / Constants.foot
    return Constants.startVelocity * Double.pi * diameter * diameter / 4 * Constants.cubicFoot
  }

  /// Makes a network ready.
  ///
  /// Throws what makes the equations impossible to state: unknown and repeated names, impossible sizes, curves that no
  /// pump can have, valves where none may be.
  public init(_ network: WaterNetwork) throws(NetworkError) {
    try network.checkSizes()
    let compiled = try ModelCompiler(network)
    self.network = network
    factor = compiled.factor
    nodeNumbers = compiled.nodeNumbers
    linkNumbers = compiled.linkNumbers
    nodeNames = compiled.nodeNames
    linkNames = compiled.linkNames
    junctionCount = network.junctions.count
    elevations = compiled.elevations
    from = compiled.from
    to = compiled.to
    entryOfLink = compiled.entryOfLink
    laws = try network.laws()
    resistance = network.pipes.map { $0.resistance(network.options.headLoss) }
    minorResistance = network.minorResistances()
    hasMinorLoss = minorResistance[..<network.pipes.count].contains { $0 > 0 }
    startStatus = network.startStatuses()
    startSetting = network.startSettings()
    startFlow = network.startFlows(laws: laws, statuses: startStatus, settings: startSetting)
    roughness = network.pipes.map { pipe in
      (
        pipe.roughness / pipe.diameter,
        Constants.viscosity * network.options.viscosity * pipe.diameter
      )
    }
    checkedLinks = compiled.checkedLinks
    fixedLinks = compiled.fixedLinks
    let firstTank = network.junctions.count + network.reservoirs.count
    tanks = network.tanks.enumerated().map { TankGeometry($1, node: firstTank + $0) }
    reservoirs = try compiled.reservoirs()
    demands = try compiled.demands()
    speedPatterns = try compiled.speedPatterns()
    controls = try compiled.controls()
    rules = try compiled.rules()
  }
}
