import TwinModel
import TwinTestbeds

/// A testbed's messages as a passive sensor sees them, scan by scan.
struct Stream {
  private var run: any TestbedRun
  private var sensor: MessageSensor

  init(
    _ plant: Testbed, seed: UInt64, hours: Double, attacks: [any Attack] = [], attackers: [any NetworkAttack] = [],
    troubles: [CommunicationTrouble] = []
  ) throws {
    var options = Testbed.Options(seed: seed, hours: hours, attacks: attacks)
    options.network = plant.network(seed: seed, attackers: attackers, troubles: troubles, isLogging: true)
    run = try plant.run(options)
    sensor = MessageSensor(of: plant.communication)
  }

  /// The messages of the next scan; `nil` when the run is over.
  mutating func next() -> [MessageObservation]? {
    guard run.advance() else { return nil }
    if run.pendingRows > 100 { _ = run.takeRows() }
    return run.takeMessages().compactMap { sensor.observation(of: $0) }
  }
}
