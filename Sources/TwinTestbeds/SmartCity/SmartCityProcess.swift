public import Hydraulics
public import TwinModel

/// The town's physics: 388 junctions, 7 tanks, 11 pumps and a valve, 116 kW of lamps, one feeder.
///
/// Levels move with every step; the network is solved again when a minute has passed, when a command changes, and when
/// a tank is full or empty. A tank that runs dry, or a district without water, is a state of the town, not an error.
public struct SmartCityProcess: Plant {
  /// Longest time between two solves, s.
  static let longestStep = 60.0
  /// Below this feeder voltage the pumps' contactors drop out.
  static let dropOutVoltage = 0.8
  /// Combined efficiency of pumps and motors.
  static let efficiency = 0.7

  static let levelNoise = 0.01
  static let flowNoise = 0.005
  static let pressureNoise = 0.08

  /// 7 levels in m, 12 flows in L/s, 12 pressures in m, 4 illuminances in lx, 4 powers in kW, the feeder's voltage.
  public var sensors: [String] { Self.sensorNames }
  /// 11 pumps and the valve (0 off or shut, 1 on or open), 4 lighting districts (brightness 0…1).
  public var actuators: [String] { Self.actuatorNames }

  static let sensorNames: [String] =
    SmartCity.tanks.map { "L_\($0)" } + SmartCity.devices.map { "F_\($0)" } + SmartCity.gauges.map { "P_\($0)" }
    + SmartCity.districts.map { "E_\($0)" } + SmartCity.districts.map { "W_\($0)" } + ["U_FDR"]
  static let actuatorNames: [String] = (SmartCity.devices + SmartCity.districts).map { "S_\($0)" }

  /// Seconds since the beginning.
  public private(set) var time = 0.0
  /// What became of the last solve of the water network.
  public private(set) var solution: Solution

  /// Share of their usual flow that the consumers draw.
  public var load = 1.0 { didSet { draw() } }

  private var water: HydraulicState
  private var demand = CityDemand()
  private var lighting = StreetLighting()
  private var commands: [Double]
  private var sinceSolve = 0.0
  private var topology: CityTopology { CityTopology.shared }

  /// The town at midnight of a winter's Monday: tanks about half full, PU1, PU2 and the valve on.
  public init() {
    let topology = CityTopology.shared
    water = HydraulicState(topology.model)
    commands = [1, 1, 0, 0, 0, 0, 1, 1, 0, 1, 0, 1, 0.5, 0.5, 0.5, 0.5]
    for (tank, level) in [3.0, 3.3, 4.2, 3.5, 4.5, 5.4, 3.3].enumerated() { water.setLevel(level, ofTank: tank) }
    for (device, link) in topology.devices.enumerated() {
      water.apply(commands[device] > 0 ? .open : .close, to: link)
    }
    water.resetFlows()
    solution = water.solve()
  }

  /// What a site file of the town says.
  public var site: Site { SmartCity.site }

  /// Volume in each tank, m³; shape `[tank]`.
  public var volumes: [Double] { water.volumes }

  /// Readings without noise.
  public var trueValues: [Double] {
    var values: [Double] = []
    values.reserveCapacity(Self.sensorNames.count)
    for tank in SmartCity.tanks.indices { values.append(water.level(ofTank: tank)) }
    for link in topology.devices { values.append(water.flow(link) * 1000) }
    for node in topology.gauges { values.append(max(0, water.pressure(node))) }
    values += lighting.illuminance
    values += lighting.power
    values.append(lighting.voltage)
    return values
  }

  /// Whether every tank holds what it holds in normal operation, every consumer has water, and pumps can run.
  public var isOperatingNormally: Bool {
    let usual = [0.1...5.5, 0.05...5.88, 2.5...5.8, 1.4...4.7, 4.0...4.5, 4.5...5.5, 0.5...5.0]
    let levels = usual.indices.allSatisfy { usual[$0].contains(water.level(ofTank: $0)) }
    return levels && solution.outcome == .balanced && lighting.voltage > Self.dropOutVoltage
  }

  /// Tanks without water, and consumers without water or pressure.
  public var impairments: [Impairment] {
    var impairments: [Impairment] = []
    for (tank, described) in topology.model.network.tanks.enumerated()
    where water.level(ofTank: tank) <= described.levels.lowerBound {
      impairments.append(Impairment(.dryTank, of: SmartCity.tanks[tank]))
    }
    return impairments + solution.impairments(of: topology.model)
  }

  /// What the 40 transmitters read now; draws one normal number each.
  public func measure(using random: inout SeededGenerator) -> [Double] {
    var values = trueValues
    let flows = SmartCity.tanks.count
    let pressures = flows + SmartCity.devices.count
    let lights = pressures + SmartCity.gauges.count
    for index in values.indices {
      let (value, noise) = (values[index], random.normal())
      switch index {
      case ..<flows: values[index] = (value + Self.levelNoise * noise).rounded(toStep: 0.01)
      case ..<pressures: values[index] = (value * (1 + Self.flowNoise * noise)).rounded(toStep: 0.01)
      case ..<lights: values[index] = (value + Self.pressureNoise * noise).rounded(toStep: 0.01)
      case ..<(lights + 4): values[index] = max(0, value * (1 + 0.02 * noise)).rounded(toStep: 1)
      case ..<(lights + 8): values[index] = max(0, value * (1 + 0.005 * noise)).rounded(toStep: 0.01)
      default: values[index] = (value + 0.0005 * noise).rounded(toStep: 0.0001)
      }
    }
    return values
  }

  /// Lets the town live for `dt` seconds, in parts of at most a minute.
  public mutating func step(inputs: [Double], dt: Double, using random: inout SeededGenerator) -> [Double] {
    precondition(inputs.count == Self.actuatorNames.count && dt > 0, "one input an actuator, and time that passes")
    let parts = max(1, (dt / Self.longestStep).rounded(.up))
    for _ in 0..<Int(parts) { live(inputs, dt / parts, using: &random) }
    return measure(using: &random)
  }

  private mutating func live(_ inputs: [Double], _ dt: Double, using random: inout SeededGenerator) {
    let isNewDemand = demand.advance(to: time, patterns: topology.patterns, using: &random)
    if isNewDemand { draw() }
    let isNewCommand = obey(inputs)
    if isNewCommand || sinceSolve + dt > Self.longestStep || isLimited {
      solution = water.solve()
      sinceSolve = 0
    }
    water.moveLevels(by: dt)
    sinceSolve += dt
    time += dt
    lighting.advance(
      commands: inputs[SmartCity.devices.count...], time: time, dt: dt, pumpPower: pumpPower, using: &random)
  }

  /// Puts the consumers' demands into the network.
  private mutating func draw() {
    for node in water.demands.indices { water.demands[node] = 0 }
    for share in topology.demands { water.demands[share.node] += share.base * demand.factors[share.district] * load }
    if let fire = demand.fire {
      let hydrant = topology.demands[Int(fire.place * Double(topology.demands.count))]
      water.demands[hydrant.node] += fire.flow
    }
  }

  /// Switches pumps and the valve; true when one changed. Without voltage no pump runs.
  private mutating func obey(_ inputs: [Double]) -> Bool {
    var changed = false
    let hasPower = lighting.voltage > Self.dropOutVoltage
    for (device, link) in topology.devices.enumerated() where !inputs[device].isNaN {
      let isPump = device < SmartCity.devices.count - 1
      let wanted = inputs[device] >= 0.5 && (hasPower || !isPump) ? 1.0 : 0.0
      guard commands[device] != wanted else { continue }
      commands[device] = wanted
      water.apply(wanted > 0 ? .open : .close, to: link)
      changed = true
    }
    return changed
  }

  /// Whether a tank has just become full or empty, or water still flows where it cannot.
  private var isLimited: Bool {
    for (tank, described) in topology.model.network.tanks.enumerated() {
      let (level, inflow) = (water.level(ofTank: tank), water.inflow(ofTank: tank))
      if level >= described.levels.upperBound && inflow > 0 { return true }
      if level <= described.levels.lowerBound && inflow < 0 { return true }
    }
    return false
  }

  /// What the pumps draw from the feeder, kW.
  private var pumpPower: Double {
    var power = 0.0
    for link in topology.devices.dropLast() {
      let lift = water.heads[Int(topology.model.to[link])] - water.heads[Int(topology.model.from[link])]
      power += max(0, lift * water.flow(link)) * 9.81 / Self.efficiency
    }
    return power
  }
}
