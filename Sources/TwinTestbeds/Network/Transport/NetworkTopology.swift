/// Nodes, the links between them, and the path of every message: fixed, and shared by all copies of a network.
///
/// A link has two directions, called hops: hop `2k` leads along link `k`, hop `2k + 1` back.
public final class NetworkTopology: Sendable {
  /// Devices, in the order in which messages refer to them.
  public let nodes: [NetworkNode]
  /// Links, in the order in which hops refer to them.
  public let links: [NetworkLink]
  /// Shape `[hop]`: the node at which it ends.
  let hopEnds: [Int]
  /// Shape `[node, node]`: the hop by which a message leaves the first for the second; −1 on the spot.
  private let routes: [Int32]

  /// Joins nodes by links; messages take a path of fewest hops, among equals the one whose links come first.
  ///
  /// - Throws: ``TopologyError``.
  public init(nodes: [NetworkNode], links: [NetworkLink]) throws(TopologyError) {
    var places: [String: Int] = [:]
    for (index, node) in nodes.enumerated() {
      guard places.updateValue(index, forKey: node.id) == nil else { throw .duplicateNode(node.id) }
      guard node.processingTime >= 0, node.processingTime.isFinite, node.queueCapacity >= 1 else {
        throw .impossible(node.id)
      }
    }
    var hopEnds: [Int] = []
    var leaving = [[(hop: Int, end: Int)]](repeating: [], count: nodes.count)
    for link in links {
      guard let from = places[link.from] else { throw .unknownNode(link.from) }
      guard let to = places[link.to] else { throw .unknownNode(link.to) }
      let quality = link.quality
      guard from != to, quality.latency.isPossible, (0...1).contains(quality.loss), quality.bandwidth > 0,
        quality.queueBytes > 0
      else { throw .impossible("\(link.from)–\(link.to)") }
      leaving[from].append((hopEnds.count, to))
      leaving[to].append((hopEnds.count + 1, from))
      hopEnds += [to, from]
    }
    self.nodes = nodes
    self.links = links
    self.hopEnds = hopEnds
    routes = try Self.routes(nodes, leaving)
  }

  /// The place of a node; `nil` when there is none of that name. Cost: linear.
  public func node(_ id: String) -> Int? { nodes.firstIndex { $0.id == id } }

  /// The link between two nodes that are neighbours; `nil` when they are not.
  public func link(between first: String, and second: String) -> Int? {
    links.firstIndex { ($0.from == first && $0.to == second) || ($0.from == second && $0.to == first) }
  }

  /// The link by which a node is joined to the rest, its first.
  public func accessLink(of node: Int) -> Int? {
    links.firstIndex { $0.from == nodes[node].id || $0.to == nodes[node].id }
  }

  /// The hops from one node to another, in order.
  public func path(from: Int, to: Int) -> [Int] {
    var hops: [Int] = []
    var node = from
    while node != to {
      hops.append(hop(from: node, to: to))
      node = hopEnds[hops[hops.count - 1]]
    }
    return hops
  }

  /// The hop by which a message leaves a node for another; −1 on the spot.
  func hop(from node: Int, to destination: Int) -> Int { Int(routes[node * nodes.count + destination]) }

  /// Searches breadth first from every destination.
  private static func routes(
    _ nodes: [NetworkNode], _ leaving: [[(hop: Int, end: Int)]]
  ) throws(TopologyError) -> [Int32] {
    let count = nodes.count
    var routes = [Int32](repeating: -1, count: count * count)
    for destination in 0..<count {
      var frontier = [destination]
      var reached = [Bool](repeating: false, count: count)
      reached[destination] = true
      var next = 0
      while next < frontier.count {
        let node = frontier[next]
        next += 1
        for (hop, neighbour) in leaving[node] where !reached[neighbour] {
          reached[neighbour] = true
          routes[neighbour * count + destination] = Int32(hop ^ 1)
          frontier.append(neighbour)
        }
      }
      if let lost = reached.firstIndex(of: false) {
        throw .unreachable(from: nodes[lost].id, to: nodes[destination].id)
      }
    }
    return routes
  }
}
