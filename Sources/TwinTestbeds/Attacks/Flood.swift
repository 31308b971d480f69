import TwinModel

/// A2: something floods a link, a controller or the gateway, and messages are lost or late.
///
/// It shows as gaps, values that do not change, time stamps that are old, and in the rate of messages. Controllers hold
/// what they last heard, actuators what they were last told.
///
/// Source: ATT&CK for ICS T0814 (denial of service), T0804 (block reporting message), T0813 (denial of control).
public struct Flood: Attack {
  /// What becomes of a value that does not get through.
  public enum Loss: Sendable, Equatable {
    /// Nothing is there.
    case gap
    /// The last value that got through stands.
    case lastValue
    /// The last value stands for so many seconds of every so many, and is fresh in between: shorter than what a
    /// watch on silence waits for.
    case bursts(seconds: Double, every: Double)
  }

  /// What is flooded and when.
  public let truth: AttackTruth
  /// What becomes of values.
  public let loss: Loss
  private let sensors: [Int]
  private let actuators: [Int]
  private let reachesControllers: Bool
  private let reachesHistorian: Bool
  private var lastReceived: [Double] = []
  private var lastReported: [Double] = []
  private var lastActuated: [Double] = []
  private var lastCommands: [Double] = []

  /// Draws bursts at level 2; everything is lost at level 0.
  init(_ draft: AttackDraft) throws(AttackError) {
    var draft = draft
    let station = draft.surface.station(of: draft.point.sensor)
    let wiring = draft.surface.wiring
    switch draft.variant.position {
    case .link: (sensors, actuators) = (try draft.sensors([draft.point.sensor] + draft.point.companions), [])
    case .controller:
      (sensors, actuators) = (try draft.sensors(station.sensors), try draft.actuators(station.actuators))
    default: (sensors, actuators) = (Array(wiring.sensors.indices), Array(wiring.actuators.indices))
    }
    reachesControllers = draft.variant.position != .gateway
    reachesHistorian = true
    switch draft.level {
    case .naive: loss = .gap
    case .insideLimits: loss = .lastValue
    case .modelAware, .whiteBox:
      let scan = draft.surface.scanPeriod
      let silence = max(3 * scan, draft.uniform(20...50))
      loss = .bursts(seconds: silence, every: silence * draft.uniform(1.15...1.4) + scan)
    }
    let where_ = draft.variant.position == .controller ? station.name : draft.variant.position.rawValue
    truth = draft.truth(
      "\(where_) flooded: \(Self.wording(loss))",
      targets: sensors.map { wiring.sensors[$0] } + actuators.map { wiring.actuators[$0] })
  }

  /// Lets nothing, or something old, through to controllers and historian.
  public mutating func tamperMeasurements(_ signals: inout Signals) {
    if isBlocking(signals.time), !lastReceived.isEmpty || loss == .gap {
      for (place, sensor) in sensors.enumerated() {
        if reachesControllers { signals.received[sensor] = loss == .gap ? .nan : lastReceived[place] }
        if reachesHistorian { signals.reported[sensor] = loss == .gap ? .nan : lastReported[place] }
      }
    } else {
      lastReceived = sensors.map { signals.received[$0] }
      lastReported = sensors.map { signals.reported[$0] }
    }
  }

  /// Leaves actuators where they were last told to be.
  public mutating func tamperCommands(_ signals: inout Signals) {
    if isBlocking(signals.time), !lastActuated.isEmpty {
      for (place, actuator) in actuators.enumerated() {
        if reachesControllers { signals.actuated[actuator] = lastActuated[place] }
        if reachesHistorian { signals.reportedCommands[actuator] = loss == .gap ? .nan : lastCommands[place] }
      }
    } else {
      lastActuated = actuators.map { signals.actuated[$0] }
      lastCommands = actuators.map { signals.reportedCommands[$0] }
    }
  }

  private func isBlocking(_ time: Double) -> Bool {
    guard truth.isActive(at: time) else { return false }
    guard case .bursts(let seconds, let period) = loss else { return true }
    return (time - truth.start).truncatingRemainder(dividingBy: period) < seconds
  }

  private static func wording(_ loss: Loss) -> String {
    switch loss {
    case .gap: "nothing gets through"
    case .lastValue: "the last values stand"
    case .bursts(let seconds, let period): "bursts of \(seconds) s every \(period) s"
    }
  }
}
