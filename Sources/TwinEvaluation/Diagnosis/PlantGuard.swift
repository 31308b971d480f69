internal import TwinDetection
internal import TwinDiagnosis
internal import TwinModel
internal import TwinTestbeds

/// Watches one run of a plant: rows, messages, set points and notices in, incidents out. A machine.
struct PlantGuard: Sendable {
  private(set) var fusion: IncidentFusion
  private var detector: DetectorWitness
  private var arrivals: ArrivalWitness
  private var monitor: MessageMonitor?
  private var sensor: MessageSensor
  private var setpoints: SetpointWitness
  private var gathered: [Evidence] = []
  private let series: String
  /// Rows, and how many of them brought no evidence.
  private(set) var rows = (all: 0, withoutNews: 0)

  init(_ plant: GuardedPlant, identifier: (any IncidentIdentifying)?) {
    let site = plant.testbed.site
    series = plant.testbed.name
    detector = DetectorWitness(model: plant.model, site: site, calibration: plant.calibration)
    arrivals = ArrivalWitness(baseline: plant.arrivals, site: site)
    monitor = plant.messages.map { MessageMonitor(baseline: $0, series: plant.testbed.name) }
    sensor = MessageSensor(of: plant.testbed.communication)
    let names = plant.testbed.attackSurface?.wiring.setpoints ?? []
    setpoints = SetpointWitness(names: names, assets: names.map { plant.asset(ofSetpoint: $0) })
    var options = FusionOptions(tick: plant.setting.rowPeriod)
    options.quiet = max(1800, 12 * plant.setting.rowPeriod)
    fusion = IncidentFusion(
      graph: plant.graph, options: options, actuators: plant.testbed.actuators, identifier: identifier)
  }

  /// Hears messages.
  mutating func hear(_ messages: [NetworkMessage]) {
    for message in messages {
      guard let seen = sensor.observation(of: message) else { continue }
      gathered += monitor?.observe(seen) ?? []
    }
  }

  /// Looks at the set points of a scan; an empty array says that nobody reads them back.
  mutating func look(atSetpoints values: [Double], isInSession: Bool, row: Int, at time: SourceTime) {
    guard !values.isEmpty else { return }
    gathered += setpoints.observe(
      values, isInSession: values.map { _ in isInSession }, series: series, sequence: row, at: time)
  }

  /// Takes a notice: an update, a permit, a mode that was changed.
  mutating func take(_ notice: Evidence) { gathered.append(notice) }

  /// Takes the next row, and with it everything since the last.
  mutating func observe(_ frame: Frame) -> [IncidentChange] {
    let now = frame.sourceTime ?? SourceTime(nanoseconds: 0)
    gathered += monitor?.advance(to: now) ?? []
    gathered += detector.observe(frame)
    gathered += arrivals.observe(frame)
    rows.all += 1
    if gathered.isEmpty { rows.withoutNews += 1 }
    defer { gathered.removeAll(keepingCapacity: true) }
    return fusion.observe(gathered, at: now)
  }
}

extension GuardedPlant {
  /// The controller whose set point it is, by the tag in its name; `nil` when none is known.
  func asset(ofSetpoint name: String) -> String? {
    let tag = name.split(separator: ".").first.map(String.init) ?? name
    return testbed.site.tag(named: tag)?.asset
      ?? testbed.site.loops.first { $0.measured.contains(tag) }?.controller
  }
}
