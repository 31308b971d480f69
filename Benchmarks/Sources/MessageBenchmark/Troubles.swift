import TwinDetection
import TwinModel
import TwinTestbeds

/// Alarms at what goes wrong without anybody meaning harm.
struct Troubles {
  let plant: Testbed
  let seed: UInt64
  let baseline: MessageBaseline

  private static let start = 7200.0

  init(_ plant: Testbed, seed: UInt64, _ baseline: MessageBaseline) {
    self.plant = plant
    self.seed = seed
    self.baseline = baseline
  }

  func run() throws {
    for trouble in Trouble.allCases {
      guard
        let event = try? plant.event(trouble, seed: seed, start: Self.start, duration: 900, run: 4 * 3600)
      else { continue }
      try watch(trouble.rawValue, attacks: [event])
    }
    let plan = plant.communication
    let devices = plan.topology.nodes.indices.filter { plan.topology.nodes[$0].role == .fieldDevice }
    let device = devices[Int(seed % UInt64(devices.count))]
    if let link = plan.topology.accessLink(of: device) {
      try watch(
        "link outage of 60 s",
        troubles: [try .linkOutage(of: link, in: plan, start: Self.start, duration: max(60, plant.scanPeriod * 2))])
    }
    for role in [NetworkNode.Role.fieldDevice, .plc, .gateway, .broker] {
      guard let node = plan.topology.nodes.first(where: { $0.role == role }) else { continue }
      try watch(
        "restart of a \(role.rawValue) of 60 s",
        troubles: [
          try .restart(of: node.id, in: plan, start: Self.start, duration: max(60, plant.scanPeriod * 2))
        ])
    }
  }

  private func watch(_ name: String, attacks: [any Attack] = [], troubles: [CommunicationTrouble] = []) throws {
    var stream = try Stream(plant, seed: seed, hours: 3, attacks: attacks, troubles: troubles)
    var watch = Watch(baseline)
    watch.begin = Self.start
    while let messages = stream.next() { for message in messages { watch.observe(message) } }
    say(
      "\(plant.name)\t\(name)\tseed \(seed)\t\(watch.alarms.count) alarms\t"
        + watch.alarms.map { $0.detectors.joined(separator: ",") }.joined(separator: " | "))
  }
}
