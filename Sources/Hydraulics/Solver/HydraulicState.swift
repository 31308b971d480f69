/// Heads, flows and statuses of a network at one moment; solving it brings them into balance.
///
/// A value: a copy is a fork that shares the model and, until one of the two changes, all numbers. Nothing depends on
/// anything but the values set here, so equal histories give equal bits.
public struct HydraulicState: Sendable {
  /// Stands for "this link has no setting": its status is fixed, or it is a pipe.
  static let noSetting = -1e10

  /// The network.
  public let model: HydraulicModel
  /// Shape `[node]`, m. Heads of tanks and reservoirs are inputs of a solve, those of junctions its result.
  public internal(set) var heads: [Double]
  /// Shape `[link]`, m³/s from `from` to `to`; meaningless in closed links, where `flow(_:)` is 0.
  public internal(set) var flows: [Double]
  /// Shape `[link]`.
  public internal(set) var statuses: [LinkStatus]
  /// Shape `[link]`: relative speed of pumps, setting of control valves in SI; −10¹⁰ where there is none.
  public internal(set) var settings: [Double]
  /// Shape `[junction]`, m³/s drawn.
  public var demands: [Double]
  /// Shape `[node − junctionCount]`, m³/s into reservoirs and tanks in the last solve.
  public internal(set) var inflows: [Double]
  /// Shape `[tank]`, m³ stored.
  public internal(set) var volumes: [Double]

  var work: Workspace
  var relaxation = 1.0

  /// The state at time 0: levels, statuses and demands as described, flows at their starting values, not yet solved.
  public init(_ model: HydraulicModel) {
    self.model = model
    heads = model.elevations
    flows = model.startFlow
    statuses = model.startStatus
    settings = model.startSetting
    demands = [Double](repeating: 0, count: model.junctionCount)
    inflows = [Double](repeating: 0, count: model.nodeCount - model.junctionCount)
    volumes = []
    work = Workspace(model)
    for (tank, described) in zip(model.tanks, model.network.tanks) {
      volumes.append(tank.volume(atLevel: described.initialLevel))
      heads[tank.node] = tank.elevation + described.initialLevel
    }
    applyPatterns(at: 0)
  }

  /// Flow through a link in m³/s, 0 in a closed one.
  public func flow(_ link: Int) -> Double { statuses[link].isClosed ? 0 : flows[link] }

  /// Pressure at a node in m of water: head less elevation.
  public func pressure(_ node: Int) -> Double { heads[node] - model.elevations[node] }

  /// Level of a tank in m above its bottom; tanks are counted in the network's order.
  public func level(ofTank tank: Int) -> Double { heads[model.tanks[tank].node] - model.tanks[tank].elevation }

  /// Flow into a tank in the last solve, m³/s.
  public func inflow(ofTank tank: Int) -> Double { inflows[model.tanks[tank].node - model.junctionCount] }

  /// Puts a tank's level, in m, clipped to its lowest and highest.
  public mutating func setLevel(_ level: Double, ofTank tank: Int) {
    let geometry = model.tanks[tank]
    let clipped = min(max(level, geometry.levels.lowerBound), geometry.levels.upperBound)
    volumes[tank] = geometry.volume(atLevel: clipped)
    heads[geometry.node] = geometry.elevation + clipped
  }

  /// Puts a reservoir's head, in m; reservoirs are counted in the network's order.
  public mutating func setHead(_ head: Double, ofReservoir reservoir: Int) {
    heads[model.reservoirs[reservoir].node] = head
  }

  /// Forgets flows and statuses found by earlier solves, so that the next one starts cold.
  public mutating func resetFlows() {
    for link in flows.indices {
      let law = model.laws[link]
      if statuses[link] == .temporarilyClosed || statuses[link] == .cannotDeliverHead { statuses[link] = .open }
      if law.decidesItself && settings[link] != Self.noSetting { statuses[link] = .active }
      if case .checkValvePipe = law { statuses[link] = .open }
      if statuses[link].isClosed {
        flows[link] = Constants.zeroFlow
      } else {
        flows[link] = law.isPump ? settings[link] * law.designFlow : model.openStartFlow(link)
      }
    }
  }

  /// Sets demands, reservoir heads and pump speeds to what the patterns say at this many seconds.
  public mutating func applyPatterns(at seconds: Int) {
    let network = model.network
    let period = (seconds + network.times.patternStart) / network.times.patternStep
    func factor(_ pattern: Int?) -> Double {
      guard let pattern else { return 1 }
      let multipliers = network.patterns[pattern].multipliers
      return multipliers[period % multipliers.count]
    }
    for node in demands.indices { demands[node] = 0 }
    for demand in model.demands {
      demands[demand.node] += demand.base * factor(demand.pattern) * network.options.demandMultiplier
    }
    for reservoir in model.reservoirs where reservoir.pattern != nil {
      heads[reservoir.node] = reservoir.head * factor(reservoir.pattern)
    }
    for pump in model.speedPatterns { apply(.setting(factor(pump.pattern)), to: pump.link) }
  }

  /// Opens, closes or sets a link.
  ///
  /// Opening gives a pump its full speed and takes control from a control valve; a setting starts or stops a pump as it
  /// is above 0 or not, and lets a control valve control again. Check valves decide for themselves and stay as they are.
  public mutating func apply(_ action: WaterNetwork.LinkAction, to link: Int) {
    let law = model.laws[link]
    if case .checkValvePipe = law { return }
    switch action {
    case .open, .close:
      let opens = action == .open
      if law.isPump { settings[link] = opens ? 1 : 0 }
      if law.isValve && !law.isGeneralPurpose { settings[link] = Self.noSetting }
      if statuses[link].isClosed == opens { statuses[link] = opens ? .open : .closed }
    case .setting(let value):
      apply(setting: value, to: link, law)
    }
  }

  private mutating func apply(setting value: Double, to link: Int, _ law: LinkLaw) {
    if law.isPump {
      settings[link] = value
      if value > 0 && statuses[link].isClosed { statuses[link] = .open }
      if value <= 0 && !statuses[link].isClosed { statuses[link] = .closed }
    } else if case .flowControl = law {
      settings[link] = value
      statuses[link] = .active
    } else if law.isValve && !law.isGeneralPurpose {
      if settings[link] == Self.noSetting && statuses[link].isClosed { statuses[link] = .open }
      settings[link] = value
    } else if !law.isValve {
      apply(value == 0 ? .close : .open, to: link)
    }
  }
}
