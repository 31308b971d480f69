import TwinModel

/// A plant under its controllers, with attackers between them: the machine that every run, fork and recording is made
/// of. A value: a copy is a snapshot, and continues as the original would have.
public struct ClosedLoop<Process: Plant, Control: Controller>: Sendable {
  /// The process as it is now.
  public private(set) var process: Process
  /// The controllers as they are now.
  public private(set) var control: Control
  /// The signals of the scan before the last `advance`.
  public private(set) var signals = Signals()
  /// Number of scans done.
  public private(set) var scans = 0
  /// The communication network between devices, PLCs and supervision; `nil` when everything arrives at once.
  public var network: CommunicationNetwork?

  private var attacks: [any Attack]
  /// Which attacks change set points.
  private var operators: [Int]
  private var random: SeededGenerator
  private var measured: [Double]
  private var event = ""

  /// Closes the loop.
  ///
  /// - Parameter seed: decides disturbances and noise. Attacks do not draw from it.
  /// - Parameter attacks: in the order in which they stand on the wire, nearest to the process first.
  /// - Parameter network: what lies between devices, PLCs and supervision, made for this plant; `nil` when everything
  ///   arrives at once.
  public init(
    process: Process, control: Control, seed: UInt64, attacks: [any Attack] = [],
    network: CommunicationNetwork? = nil
  ) {
    let count = process.sensors.count + process.actuators.count
    precondition(network.map { $0.plan.signals.count == count } ?? true, "a network that was made for the plant")
    self.network = network
    self.process = process
    self.control = control
    self.attacks = attacks
    operators = attacks.indices.filter { attacks[$0].changesSetpoints }
    random = SeededGenerator(seed: seed)
    measured = process.measure(using: &random)
  }

  /// Seconds since the run began.
  public var time: Double { Double(scans) * control.period }

  /// The attack that is going on, or whose consequences are, by its id; empty in normal operation.
  public var currentEvent: String { event }

  /// What the attacks and troubles of the run do.
  public var truths: [AttackTruth] { attacks.map(\.truth) + (network?.attackers.map(\.truth) ?? []) }

  /// Runs one scan of the controllers and lets the process follow until the next.
  public mutating func advance() {
    signals.time = time
    signals.measured = measured
    signals.received = measured
    signals.reported = measured
    for index in attacks.indices { attacks[index].tamperMeasurements(&signals) }
    if !operators.isEmpty { operate() }
    network?.readSensors(&signals, period: control.period)
    signals.commanded = control.scan(signals.received, at: signals.time)
    signals.actuated = signals.commanded
    signals.reportedCommands = signals.commanded
    network?.writeCommands(&signals, period: control.period)
    let (actuated, commands) = network == nil ? ([], []) : (signals.actuated, signals.reportedCommands)
    for index in attacks.indices { attacks[index].tamperCommands(&signals) }
    network?.report(&signals, actuated: actuated, commands: commands, period: control.period)
    updateEvent()
    measured = process.step(inputs: signals.actuated, dt: control.period, using: &random)
    scans += 1
  }

  /// Hands the set points and the load to those who change them.
  private mutating func operate() {
    let before = control.setpoints
    signals.setpoints = before
    signals.load = 1
    for index in operators { attacks[index].tamperSetpoints(&signals) }
    if signals.setpoints != before { control.setpoints = signals.setpoints }
    if signals.load != process.load { process.load = signals.load }
  }

  /// The loop from here on without one of its attacks, as if its author went away this instant.
  public func removingAttack(id: String) -> ClosedLoop {
    var copy = self
    copy.attacks.removeAll { $0.truth.id == id }
    copy.network = network?.removingAttack(id: id)
    copy.operators = copy.attacks.indices.filter { copy.attacks[$0].changesSetpoints }
    return copy
  }

  /// The loop from here on with further attacks, which stand behind those that it has.
  public func adding(attacks more: [any Attack], attackers: [any NetworkAttack]) -> ClosedLoop {
    var copy = self
    copy.attacks += more
    copy.network?.add(attackers: attackers)
    copy.operators = copy.attacks.indices.filter { copy.attacks[$0].changesSetpoints }
    return copy
  }

  private mutating func updateEvent() {
    let truth =
      attacks.first { !$0.truth.isBenign && $0.truth.isActive(at: signals.time) }?.truth
      ?? network?.attackers.first { $0.truth.isActive(at: signals.time) }?.truth
    if let truth {
      event = truth.id
    } else if !event.isEmpty && process.isOperatingNormally {
      event = ""
    }
  }
}
