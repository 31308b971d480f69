import TwinModel

/// The links between all nodes: what each does to a message, and which are cut.
///
/// Links are directed, so that a network can be asymmetric. A cut link loses what is sent while it is cut; messages
/// already under way still arrive.
public struct SimulatedNetwork: Sendable {
  /// Number of nodes.
  public let nodeCount: Int
  /// Messages handed to the network.
  public private(set) var sentCount = 0
  /// Bytes handed to the network.
  public private(set) var sentBytes = 0
  /// Messages lost by chance or at a cut link.
  public private(set) var lostCount = 0

  private var links: [LinkBehaviour]
  private var isCut: [Bool]
  private var latestArrival: [Int64]

  /// Creates a network whose links all behave alike.
  public init(nodeCount: Int, link: LinkBehaviour) {
    self.nodeCount = nodeCount
    links = Array(repeating: link, count: nodeCount * nodeCount)
    isCut = Array(repeating: false, count: nodeCount * nodeCount)
    latestArrival = Array(repeating: 0, count: nodeCount * nodeCount)
  }

  private func position(_ sender: Int, _ receiver: Int) -> Int { sender * nodeCount + receiver }

  /// Whether nothing passes from one node to another.
  public func isCut(from sender: Int, to receiver: Int) -> Bool { isCut[position(sender, receiver)] }

  /// Sets the behaviour of one direction of one link.
  public mutating func setLink(from sender: Int, to receiver: Int, _ behaviour: LinkBehaviour) {
    links[position(sender, receiver)] = behaviour
  }

  /// Sets the behaviour of every link.
  public mutating func setAllLinks(_ behaviour: LinkBehaviour) {
    for position in links.indices { links[position] = behaviour }
  }

  /// Cuts or mends one direction of one link.
  public mutating func setCut(from sender: Int, to receiver: Int, _ cut: Bool) {
    isCut[position(sender, receiver)] = cut
  }

  /// Cuts exactly the links between different groups; `groups` holds the group of each node.
  public mutating func partition(_ groups: [Int]) {
    for sender in 0..<nodeCount {
      for receiver in 0..<nodeCount {
        isCut[position(sender, receiver)] = groups[sender] != groups[receiver]
      }
    }
  }

  /// Mends every link.
  public mutating func heal() {
    for position in isCut.indices { isCut[position] = false }
  }

  /// Decides when a message arrives: never, once, or twice. Times are nanoseconds since the world began.
  mutating func arrivals(
    from sender: Int, to receiver: Int, byteCount: Int, at now: Int64, using random: inout SeededGenerator
  ) -> (first: Int64?, second: Int64?) {
    let position = position(sender, receiver)
    sentCount += 1
    sentBytes += byteCount
    if isCut[position] || random.happens(perMillion: links[position].lossPerMillion) {
      lostCount += 1
      return (nil, nil)
    }
    let first = arrival(position, now, &random)
    let isTwice = random.happens(perMillion: links[position].duplicationPerMillion)
    return (first, isTwice ? arrival(position, now, &random) : nil)
  }

  private mutating func arrival(_ position: Int, _ now: Int64, _ random: inout SeededGenerator) -> Int64 {
    var arrival = now &+ links[position].delay.draw(using: &random)
    if links[position].keepsOrder {
      arrival = max(arrival, latestArrival[position])
      latestArrival[position] = arrival
    }
    return arrival
  }
}
