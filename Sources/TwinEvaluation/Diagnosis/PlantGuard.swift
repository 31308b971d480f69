internal import TwinDetection
internal import TwinDiagnosis
internal import TwinModel
internal import TwinTestbeds

/// Watches one run of a plant: rows, messages, set points and notices in, incidents out. A machine.
struct PlantGuard: Sendable {
  private(set) var diagnosis: PlantDiagnosis
  private var sensor: MessageSensor
  private var setpoints: SetpointWitness
  private let series: String

  var fusion: IncidentFusion { diagnosis.fusion }

  init(_ plant: GuardedPlant, identifier: (any IncidentIdentifying)?) {
    series = plant.testbed.name
    var knowledge = plant.knowledge
    knowledge.identifier = identifier
    diagnosis = PlantDiagnosis(knowledge, graph: plant.graph)
    sensor = MessageSensor(of: plant.testbed.communication)
    let names = plant.testbed.attackSurface?.wiring.setpoints ?? []
    setpoints = SetpointWitness(names: names, assets: names.map { plant.testbed.asset(ofSetpoint: $0) })
  }

  /// Hears messages; gives what is wrong with them.
  @discardableResult mutating func hear(_ messages: [NetworkMessage]) -> [Evidence] {
    var evidence: [Evidence] = []
    for message in messages {
      if let seen = sensor.observation(of: message) { evidence += diagnosis.hear(seen) }
    }
    return evidence
  }

  /// Looks at the set points of a scan; an empty array says that nobody reads them back.
  mutating func look(atSetpoints values: [Double], isInSession: Bool, row: Int, at time: SourceTime) {
    guard !values.isEmpty else { return }
    diagnosis.take(
      setpoints.observe(
        values, isInSession: values.map { _ in isInSession }, series: series, sequence: row, at: time))
  }

  /// Takes a notice: an update, a permit, a mode that was changed.
  mutating func take(_ notice: Evidence) { diagnosis.take([notice]) }

  /// Takes the next row, and with it everything since the last.
  mutating func observe(_ frame: Frame) -> [IncidentChange] { diagnosis.observe(frame) }

  /// Ends the watch.
  mutating func finish() -> [IncidentChange] { diagnosis.finish() }
}

extension Testbed {
  /// The controller or device whose set point it is, by the tag in its name: `LIT101.H` is one of `LIT101`, `F.REG_SET` of
  /// `F.REG`; `nil` when none is known.
  func asset(ofSetpoint name: String) -> String? {
    let stems = [
      name.split(separator: ".").first.map(String.init), name.hasSuffix("_SET") ? String(name.dropLast(4)) : nil,
    ]
    for tag in stems.compactMap(\.self) {
      let controller = site.loops.first { $0.measured.contains(tag) }?.controller
      if let asset = site.tag(named: tag)?.asset ?? controller { return asset }
    }
    return nil
  }
}
