import TwinModel

extension CommunicationNetwork {
  /// Seconds for reading, and again for writing, in a scan.
  static func window(ofScan period: Double) -> Double { min(1, period / 4) }

  /// PLCs read their devices and each other.
  ///
  /// - Parameter signals: `received` is taken for what the devices measure, and replaced by what the programs know.
  ///   Where `reported` differs from it, PLCs will tell supervision so.
  mutating func readSensors(_ signals: inout Signals, period: Double) {
    let time = signals.time
    if !hasBegun { begin(at: time) }
    run(until: time)
    isLying = false
    for sensor in 0..<plan.sensorCount {
      let (received, reported) = (signals.received[sensor], signals.reported[sensor])
      values[plan.devicePoints[sensor]] = received
      stamps[plan.devicePoints[sensor]] = time
      if !hasBegun { adopt(received, of: sensor, at: time) }
      setLie(reported == received || (reported.isNaN && received.isNaN) ? nil : reported, of: sensor)
    }
    keepSessions(at: time)
    let window = Self.window(ofScan: period)
    poll(.field, at: time)
    run(until: time + window / 2)
    poll(.exchange, at: time)
    run(until: time + window)
    signals.receivedAges.removeAll(keepingCapacity: true)
    for sensor in 0..<plan.sensorCount {
      signals.received[sensor] = values[plan.programPoints[sensor]]
      signals.receivedAges.append(time - stamps[plan.programPoints[sensor]])
    }
  }

  /// PLCs write their commands to their devices.
  ///
  /// - Parameter signals: sets `actuated` and `reportedCommands`.
  mutating func writeCommands(_ signals: inout Signals, period: Double) {
    let time = signals.time
    for actuator in signals.commanded.indices {
      let signal = plan.sensorCount + actuator
      if !hasBegun { adopt(signals.commanded[actuator], of: signal, at: time) }
      guard manualUntil[signal] <= time else { continue }
      values[plan.ownerPoints[signal]] = signals.commanded[actuator]
      stamps[plan.ownerPoints[signal]] = time
    }
    hasBegun = true
    actuationTime = .infinity
    lateCommands.removeAll(keepingCapacity: true)
    sendWrites()
    run(until: time + 2 * Self.window(ofScan: period))
    actuationTime = transport.time
    for actuator in signals.commanded.indices {
      signals.actuated[actuator] = values[plan.devicePoints[plan.sensorCount + actuator]]
      signals.reportedCommands[actuator] = values[plan.ownerPoints[plan.sensorCount + actuator]]
    }
  }

  /// Supervision hears of the plant, and has its say.
  ///
  /// - Parameter signals: sets `reported`, `reportedCommands` and their ages, and in `actuated` what came late and stood
  ///   longest.
  /// - Parameter actuated: as `writeCommands` left it; what was changed since is an attacker's doing and stands.
  /// - Parameter commands: `reportedCommands` as `writeCommands` left them; what was changed since is an attacker's lie.
  mutating func report(_ signals: inout Signals, actuated: [Double], commands: [Double], period: Double) {
    for actuator in signals.commanded.indices {
      let (told, known) = (signals.reportedCommands[actuator], commands[actuator])
      setLie(told == known || (told.isNaN && known.isNaN) ? nil : told, of: plan.sensorCount + actuator)
    }
    let (time, end) = (signals.time, signals.time + period)
    poll(.report, at: time)
    callInterface(at: time)
    reportToFederation(at: time)
    run(until: end)
    for command in lateCommands {
      let actuator = command.signal - plan.sensorCount
      let first = actuated[actuator]
      guard signals.actuated[actuator] == first || first.isNaN else { continue }
      signals.actuated[actuator] = longest(first, of: command.signal, until: end)
    }
    tellHistorian(&signals, at: time)
  }

  /// A network that is laid while the plant runs has nothing to catch up on.
  private mutating func begin(at time: Double) {
    emittedUntil = time
    nextCall += time
    nextUpdate = time
  }

  private func tellHistorian(_ signals: inout Signals, at time: Double) {
    signals.reportedAges.removeAll(keepingCapacity: true)
    signals.reportedQualities.removeAll(keepingCapacity: true)
    for signal in plan.signals.indices {
      let value = historian.values[signal]
      if signal < plan.sensorCount {
        signals.reported[signal] = value
      } else {
        signals.reportedCommands[signal - plan.sensorCount] = value
      }
      let age = time - historian.stamps[signal]
      signals.reportedAges.append(age)
      signals.reportedQualities.append(
        value.isNaN ? .missing : age > 3 * plan.stalePeriods[signal] ? .uncertain : .good)
    }
  }

  /// Makes a value of the run's beginning known to everybody.
  private mutating func adopt(_ value: Double, of signal: Int, at time: Double) {
    var points = [plan.devicePoints[signal], plan.ownerPoints[signal]]
    if signal < plan.sensorCount { points.append(plan.programPoints[signal]) }
    for point in points {
      values[point] = value
      stamps[point] = time
    }
    historian.values[signal] = value
    historian.stamps[signal] = time
    twin.values[signal] = value
    twin.stamps[signal] = time
  }

  private mutating func setLie(_ value: Double?, of signal: Int) {
    lies[signal] = value
    if value != nil { isLying = true }
  }

  /// The command that stands longest from the actuators' turn on.
  private func longest(_ first: Double, of signal: Int, until end: Double) -> Double {
    var shares: [(value: Double, seconds: Double)] = []
    var (value, since) = (first, actuationTime)
    for command in lateCommands + [LateCommand(signal: signal, time: end, value: first)] where command.signal == signal
    {
      let seconds = max(0, command.time - since)
      if let share = shares.firstIndex(where: { $0.value == value }) {
        shares[share].seconds += seconds
      } else {
        shares.append((value, seconds))
      }
      (value, since) = (command.value, command.time)
    }
    return shares.max { $0.seconds < $1.seconds }?.value ?? first
  }
}
