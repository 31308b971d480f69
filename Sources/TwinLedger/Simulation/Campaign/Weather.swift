internal import TwinModel
internal import TwinSimulation

/// What happens in one simulated world before all is well again: drawn from the seed and nothing else.
struct Weather: Sendable {
  /// How the network behaves until `calmAt`, and from then on.
  var storm: LinkBehaviour
  var calm: LinkBehaviour
  var disk: DiskBehaviour
  /// Faults at their times, in nanoseconds.
  var faults: [(at: Int64, fault: Fault)] = []
  var crashPoints: [CrashPoint] = []
  /// Nodes that never come back or whose memory is damaged; they count among the f.
  var broken: Set<Int> = []
  /// Nodes that need a restart once their disk works again.
  var halted: [Int] = []
  /// When all is well again.
  var calmAt: Int64
  /// When clients submit entries, and to which node; nil to all.
  var submissions: [(at: Int64, entries: Int, node: Int?)] = []
  /// When people change the member record of the first member, if they do.
  var reconfigurationAt: Int64?
  /// Who lacks more blocks than this is given a snapshot.
  var patience: UInt64

  /// Draws the weather of one world.
  ///
  /// - Parameter honest: the nodes that keep the rules.
  /// - Parameter spare: so many of them may break for good.
  init(honest: [Int], nodeCount: Int, spare: Int, delta: Int64, using random: inout SeededGenerator) {
    storm = Self.storm(&random)
    let isSluggish = random.happens(oneIn: 5)
    calm = LinkBehaviour(
      delay: isSluggish ? .uniform(delta * 2...delta * 5 / 2) : .uniform(.microseconds(200)...(.milliseconds(1))))
    disk = DiskBehaviour(
      syncDelay: .exponential(least: .microseconds(100), mean: .microseconds(300)),
      tornPerMillion: [0, 500_000, 1_000_000][random.index(below: 3)])
    calmAt = random.span(in: .milliseconds(60)...(.milliseconds(700)))
    patience = [2, 8, 1_000][random.index(below: 3)]
    for _ in 0...random.index(below: 6) {
      submissions.append(
        (at: random.span(in: 0...calmAt), entries: 1 + random.index(below: 3),
          node: random.next() & 1 == 0 ? nil : honest[random.index(below: honest.count)]))
    }
    if random.happens(oneIn: 6) { reconfigurationAt = random.span(in: 0...calmAt) }
    drawPartitions(nodeCount, &random)
    drawCrashes(honest, &random)
    drawDiskTrouble(honest, spare: spare, &random)
    drawClocks(honest, &random)
  }

  private static func storm(_ random: inout SeededGenerator) -> LinkBehaviour {
    let keepsOrder = random.next() & 1 == 0
    let loss = [0, 0, 20_000, 150_000][random.index(below: 4)] as UInt32
    let twice = [0, 0, 30_000][random.index(below: 3)] as UInt32
    let delays: [DelayDistribution] = [
      .uniform(.microseconds(200)...(.milliseconds(1))), .uniform(.microseconds(100)...(.milliseconds(30))),
      .exponential(least: .microseconds(200), mean: .milliseconds(8)),
      .spikes(.microseconds(200)...(.milliseconds(1)), oneIn: 20, factor: 100),
    ]
    return LinkBehaviour(
      delay: delays[random.index(below: delays.count)], lossPerMillion: loss, duplicationPerMillion: twice,
      keepsOrder: keepsOrder)
  }

  private mutating func drawPartitions(_ nodeCount: Int, _ random: inout SeededGenerator) {
    for _ in 0..<random.index(below: 5) {
      let groups = (0..<nodeCount).map { _ in random.index(below: 2 + random.index(below: 2)) }
      faults.append((at: random.span(in: 0...calmAt), fault: .partition(groups)))
    }
    for _ in 0..<random.index(below: 4) {
      let (from, to) = (random.index(below: nodeCount), random.index(below: nodeCount))
      faults.append((at: random.span(in: 0...calmAt), fault: .cut(from: from, to: to, true)))
    }
    if random.next() & 1 == 0 { faults.append((at: random.span(in: 0...calmAt), fault: .heal)) }
  }

  private mutating func drawCrashes(_ honest: [Int], _ random: inout SeededGenerator) {
    let isCrashing = random.index(below: 4)
    for node in honest where isCrashing > 0 {
      for _ in 0..<random.index(below: isCrashing + 1) {
        let effect = Int(random.exponentialSpan(mean: 120))
        crashPoints.append(
          CrashPoint(node: node, effect: effect, restartAfter: random.span(in: 0...(.milliseconds(150)))))
      }
    }
    // The power fails everywhere.
    guard random.happens(oneIn: 6) else { return }
    let moment = random.span(in: 0...calmAt)
    for node in honest {
      let fault = Fault.crash(node: node, restartAfter: random.span(in: 0...(.milliseconds(20))))
      faults.append((at: moment, fault: fault))
    }
  }

  private mutating func drawDiskTrouble(_ honest: [Int], spare: Int, _ random: inout SeededGenerator) {
    let order = random.permutation(of: honest.count).map { honest[$0] }
    for node in order.prefix(spare) {
      switch random.index(below: 5) {
      case 0:
        faults.append((at: random.span(in: 0...calmAt), fault: .crash(node: node, restartAfter: nil)))
      case 1:
        faults.append((at: random.span(in: 0...calmAt), fault: .failSyncs(node: node, count: 1)))
      case 2:
        let moment = random.span(in: 0...calmAt)
        let fault = Fault.flip(
          node: node, path: Journal.path, offset: random.index(below: 4_096), mask: UInt8(1 << random.below(8)))
        faults.append((at: moment, fault: fault))
        faults.append((at: moment, fault: .crash(node: node, restartAfter: .milliseconds(1))))
      default: continue
      }
      broken.insert(node)
    }
    if random.happens(oneIn: 5), let node = order.last, !broken.contains(node) {
      faults.append((at: random.span(in: 0...calmAt), fault: .diskCapacity(node: node, 0)))
      halted.append(node)
    }
    if random.happens(oneIn: 5) {
      let node = order[random.index(below: order.count)]
      faults.append((at: random.span(in: 0...calmAt), fault: .diskSlowness(node: node, 40)))
    }
  }

  private mutating func drawClocks(_ honest: [Int], _ random: inout SeededGenerator) {
    guard random.happens(oneIn: 4) else { return }
    for node in honest where random.happens(oneIn: 3) {
      faults.append((at: 0, fault: .clockRate(node: node, perMillion: random.span(in: 700_000...1_400_000))))
      let jump = random.span(in: 0...(.seconds(5)))
      faults.append((at: random.span(in: 0...calmAt), fault: .clockJump(node: node, by: jump)))
    }
  }
}
