import TwinModel

/// A benign trouble in a run: the machinery of an attack, without an attacker. Its rows are labelled normal.
public struct TroubleEvent: Attack {
  /// What happens and when; benign.
  public let truth: AttackTruth
  /// What it is.
  public let trouble: Trouble
  /// Whether it moves set points or the load.
  public var changesSetpoints: Bool { trouble == .setpointChange || trouble == .loadSurge }

  /// Sensors, actuators or set points, by place.
  private let sensors: [Int]
  private let actuators: [Int]
  private let setpoint: Int?
  /// Bias, share of load, or set point, by trouble.
  private let size: Double
  /// What a failed sensor reads; `NaN` for nothing.
  private let failed: Double
  private let limits: [ClosedRange<Double>]
  private let steps: [Double]
  /// Whether the device under maintenance has two states, and is off meanwhile.
  private let isLockedOut: Bool
  private var held: [Double] = []
  private var before: Double?

  /// Draws a trouble.
  ///
  /// - Parameter seed: decides target and size.
  /// - Parameter start: seconds since the run began.
  /// - Parameter duration: seconds, > 0.
  /// - Parameter run: seconds that the run lasts; `nil` for no check against it.
  /// - Parameter id: the event's name; `nil` for the trouble's.
  public init(
    on surface: AttackSurface, _ trouble: Trouble, seed: UInt64, start: Double, duration: Double, run: Double? = nil,
    id: String? = nil
  ) throws(AttackError) {
    try AttackDraft.check(start: start, duration: duration, run: run)
    self.trouble = trouble
    limits = surface.sensorLimits
    steps = surface.steps
    var random = SeededGenerator(seed: seed, stream: 2000)
    func uniform(_ range: ClosedRange<Double>) -> Double {
      range.lowerBound + (range.upperBound - range.lowerBound) * random.uniform()
    }
    func pick<Element>(_ choices: [Element]) -> Element { choices[Int(random.uniform() * Double(choices.count))] }
    let measured = pick(surface.points(for: .measurement))
    let forced = pick(surface.points(for: .movingActuator))
    let station = surface.station(of: measured.sensor)
    let names: (sensors: [String], actuators: [String], setpoint: String?)
    var (size, failed) = (0.0, Double.nan)
    switch trouble {
    case .sensorFailure:
      names = ([measured.sensor], [], nil)
      let range = try surface.limits(of: measured.sensor)
      failed = pick([.nan, range.lowerBound, range.upperBound])
    case .drift:
      names = ([measured.sensor], [], nil)
      size = (random.uniform() < 0.5 ? -1 : 1) * uniform(0.03...0.1) * measured.lie
    case .maintenance: names = ([], [pick(forced.forcing).actuator], nil)
    case .loadSurge:
      let demand = surface.setpoints.first { $0.name == "XMEAS17.SP" }
      names = ([], [], demand?.name)
      size = demand == nil ? 1 + uniform(0.1...0.3) : 1 + uniform(0.02...0.05)
    case .setpointChange:
      let choice = pick(surface.setpoints)
      names = ([], [], choice.name)
      size = uniform(choice.usual)
    case .outage: names = (station.sensors, [], nil)
    case .restart: names = (station.sensors, station.actuators, nil)
    }
    (self.size, self.failed) = (size, failed)
    var (sensors, actuators): ([Int], [Int]) = ([], [])
    for name in names.sensors { sensors.append(try surface.wiring.sensor(name)) }
    for name in names.actuators { actuators.append(try surface.wiring.actuator(name)) }
    (self.sensors, self.actuators) = (sensors, actuators)
    setpoint = if let name = names.setpoint { try surface.wiring.setpoint(name) } else { nil }
    let maintained = trouble == .maintenance ? names.actuators.first : nil
    isLockedOut = maintained.flatMap { surface.model.site.tag(named: $0) }?.kind == .state
    let targets = names.sensors + names.actuators + [names.setpoint].compactMap(\.self)
    let place = targets.isEmpty ? "consumers" : targets.joined(separator: ", ")
    truth = AttackTruth(
      id: id ?? trouble.rawValue, summary: "\(place): \(trouble.summary)", targets: targets, start: start,
      end: start + duration, isBenign: true)
  }

  /// Lets sensors fail, drift, or not be heard.
  public mutating func tamperMeasurements(_ signals: inout Signals) {
    guard truth.isActive(at: signals.time) else { return }
    for sensor in sensors {
      let read = signals.received[sensor]
      var value = read
      switch trouble {
      case .sensorFailure: value = failed
      case .drift:
        let share = (signals.time - truth.start) / (truth.end - truth.start)
        value = (read + size * share).rounded(toStep: steps[sensor])
        value = min(max(value, limits[sensor].lowerBound), limits[sensor].upperBound)
      case .outage, .restart: value = .nan
      case .maintenance, .loadSurge, .setpointChange: break
      }
      signals.received[sensor] = value
      signals.reported[sensor] = value
    }
  }

  /// Changes a set point for good, or the load for a while.
  public mutating func tamperSetpoints(_ signals: inout Signals) {
    let isActive = truth.isActive(at: signals.time)
    if trouble == .setpointChange, let setpoint, isActive {
      signals.setpoints[setpoint] = size
    } else if trouble == .loadSurge, let setpoint {
      if isActive {
        before = before ?? signals.setpoints[setpoint]
        signals.setpoints[setpoint] = (before ?? 0) * size
      } else if let normal = before {
        signals.setpoints[setpoint] = normal
        before = nil
      }
    } else if trouble == .loadSurge, isActive {
      signals.load *= size
    }
  }

  /// Holds outputs where they stood, or off.
  public mutating func tamperCommands(_ signals: inout Signals) {
    guard truth.isActive(at: signals.time), !actuators.isEmpty else { return }
    if held.isEmpty { held = actuators.map { isLockedOut ? 0 : signals.actuated[$0] } }
    for (index, actuator) in actuators.enumerated() {
      signals.actuated[actuator] = held[index]
      signals.reportedCommands[actuator] = held[index]
    }
  }
}
