public import PowerFlow

/// What a smart-grid testbed is made of: a network and the equipment that keeps it alive.
///
/// `.ieee14` is the testbed of this project; `init(gridCase:)` makes one of any network.
public struct SmartGridDescription: Sendable {
  /// The transmission network at its rated load.
  public var gridCase: GridCase
  /// Machines, in the order of `gridCase.generators`.
  public var units: [Unit]
  /// Transformers that hold a voltage by their tap.
  public var tapChangers: [TapChanger]
  /// Switched capacitors on transmission buses.
  public var capacitors: [Capacitor]
  /// Buses with a phasor measurement unit, by index.
  public var phasorBuses: [Int]
  /// Shape `[bus]`: how the demand of each bus goes through the day.
  public var loadKinds: [LoadCurve.Kind]
  /// Branches that may be taken out for maintenance, by index.
  public var maintainableBranches: [Int]
  /// The distribution feeder; `nil` when there is none.
  public var feeder: FeederDescription?
  /// Nominal frequency in Hz.
  public var nominalFrequency = 60.0

  /// A machine beyond its entry in the case.
  public struct Unit: Sendable {
    /// Stored energy at nominal speed, MW·s.
    public var inertia: Double
    /// Cost in money/h is `quadratic · P² + linear · P`, P in MW; a unit with `quadratic` 0 stays where it is.
    public var quadraticCost: Double
    /// Linear part of the cost.
    public var linearCost: Double
    /// Share of the frequency correction it carries; the shares sum to 1.
    public var participation: Double
    /// Fastest change of its setpoint in MW/s.
    public var ramp: Double

    /// Creates a machine; by default one that stays where it is and corrects nothing.
    public init(
      inertia: Double, quadraticCost: Double = 0, linearCost: Double = 0, participation: Double = 0, ramp: Double
    ) {
      self.inertia = inertia
      self.quadraticCost = quadraticCost
      self.linearCost = linearCost
      self.participation = participation
      self.ramp = ramp
    }
  }

  /// A transformer whose tap holds a voltage at its to side.
  public struct TapChanger: Sendable {
    /// Its branch, by index.
    public var branch: Int
    /// The bus it watches, by index.
    public var bus: Int
    /// The rule by which it moves.
    public var rule: TapRule

    /// Creates a tap changer.
    public init(branch: Int, bus: Int, rule: TapRule) {
      self.branch = branch
      self.bus = bus
      self.rule = rule
    }
  }

  /// Capacitor steps that are switched by voltage.
  public struct Capacitor: Sendable {
    /// Its bus, by index.
    public var bus: Int
    /// Size of a step in MVAr at 1 pu.
    public var step: Double
    /// Number of steps.
    public var steps: Int
    /// Steps closed at the start.
    public var closedSteps: Int
    /// The rule by which it switches.
    public var rule: CapacitorRule

    /// Creates capacitor steps.
    public init(bus: Int, step: Double, steps: Int, closedSteps: Int = 0, rule: CapacitorRule) {
      self.bus = bus
      self.step = step
      self.steps = steps
      self.closedSteps = closedSteps
      self.rule = rule
    }
  }

  /// A testbed of any network: demand that goes through the day, machines that follow it in proportion to their
  /// output in the case, meters everywhere, phasors at the machines. No tap changers, capacitors or feeder. A machine at
  /// the reference bus for which the case states no output gives what the others leave to be given.
  public init(gridCase: GridCase) {
    self.gridCase = gridCase
    let running = Self.outputs(of: gridCase)
    let total = max(running.reduce(0, +), 1)
    units = gridCase.generators.indices.map { index in
      let active = running[index]
      let capability = min(max(gridCase.generators[index].activeLimits.upperBound, active), 1e5)
      return Unit(
        inertia: 4 * max(capability, 10), quadraticCost: active > 0 ? 0.5 / active : 0, linearCost: 0,
        participation: active / total, ramp: max(capability, 10) * 0.0005)
    }
    tapChangers = []
    capacitors = []
    let fed = gridCase.buses.indices.filter { index in
      gridCase.generators.contains { $0.bus == gridCase.buses[index].number }
    }
    phasorBuses = Array(fed.prefix(8))
    loadKinds = gridCase.buses.indices.map { LoadCurve.Kind.allCases[$0 % LoadCurve.Kind.allCases.count] }
    maintainableBranches = []
    feeder = nil
  }

  /// Shape `[machine]`, MW, ≥ 0.
  private static func outputs(of gridCase: GridCase) -> [Double] {
    var outputs = gridCase.generators.map { $0.isInService ? max(0, $0.active) : 0 }
    let reference = gridCase.buses.first { $0.kind == .reference }?.number
    let balancing = gridCase.generators.firstIndex { $0.isInService && $0.bus == reference }
    if let balancing, outputs[balancing] == 0 {
      let demand = gridCase.buses.reduce(0) { $0 + $1.activeDemand }
      outputs[balancing] = max(0, demand - outputs.reduce(0, +))
    }
    return outputs
  }
}
