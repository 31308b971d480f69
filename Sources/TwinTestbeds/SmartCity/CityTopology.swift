import Hydraulics

/// What never changes about the town's water: the network made ready, and where its tags lie in it. Shared by all
/// copies of a process.
final class CityTopology: Sendable {
  let model: HydraulicModel
  /// Links of `SmartCity.devices`.
  let devices: [Int]
  /// Nodes of `SmartCity.gauges`.
  let gauges: [Int]
  /// Shape `[junction with demand]`.
  let demands: [(node: Int, base: Double, district: Int)]
  /// Shape `[district, hour of the week]`.
  let patterns: [[Double]]

  /// The one town.
  static let shared = CityTopology()

  private init() {
    let network = WaterNetwork.cTown
    do {
      model = try HydraulicModel(network)
    } catch {
      preconditionFailure("the embedded network is sound: \(error)")
    }
    let model = model
    devices = SmartCity.devices.compactMap { model.link(named: $0) }
    gauges = SmartCity.gauges.compactMap { model.node(named: $0) }
    precondition(devices.count == SmartCity.devices.count && gauges.count == SmartCity.gauges.count, "all tags exist")
    patterns = network.patterns.map(\.multipliers)
    precondition(patterns.count == CityDemand.districtCount, "one pattern a district")
    var demands: [(node: Int, base: Double, district: Int)] = []
    for junction in network.junctions {
      for demand in junction.demands where demand.base != 0 {
        guard let node = model.node(named: junction.name),
          let district = network.patterns.firstIndex(where: { $0.name == demand.pattern })
        else { continue }
        demands.append((node, demand.base, district))
      }
    }
    self.demands = demands
  }
}
