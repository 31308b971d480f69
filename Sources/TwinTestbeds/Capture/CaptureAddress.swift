/// Addresses of a node in captures: 10.zone.0.host inside the plant, the documentation range 192.0.2.0/24 outside.
struct CaptureAddress: Sendable, Equatable {
  /// Four bytes of IPv4.
  let network: [UInt8]
  /// Six bytes of Ethernet, locally administered.
  let link: [UInt8]

  /// Addresses of all nodes; zones and hosts count from 1 in the order of the nodes.
  static func all(of topology: NetworkTopology) -> [CaptureAddress] {
    var zones: [(name: String, hosts: Int)] = []
    return topology.nodes.map { node in
      let place: Int
      if let known = zones.firstIndex(where: { $0.name == node.zone }) {
        place = known
      } else {
        place = zones.count
        zones.append((node.zone, 0))
      }
      zones[place].hosts += 1
      let (zone, host) = (place + 1, zones[place].hosts)
      let (high, low) = (UInt8(truncatingIfNeeded: host >> 8), UInt8(truncatingIfNeeded: host))
      let isOutside = node.role == .federationAggregator
      return CaptureAddress(
        network: isOutside ? [192, 0, 2, low] : [10, UInt8(truncatingIfNeeded: zone), high, low],
        link: [0x02, 0, 0, UInt8(truncatingIfNeeded: zone), high, low])
    }
  }
}
