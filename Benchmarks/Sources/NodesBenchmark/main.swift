import TwinModel
import TwinTestbeds

// Fifty plants of all kinds, each with a seed of its own, second by second on one core: how much faster than real time.
//
//     Scripts/bench NodesBenchmark [--nodes 50] [--minutes 60] [--seed 1] [--network]
//
// The town solves its pipe network when a minute has passed, when a pump or valve switches, when demand changes and when
// a tank is full or empty; levels, lamps, feeder and instruments move every second. All others solve everything at
// every step. With --network every signal travels as a message over the plant's communication network. The water cell's PLCs scan every 0.4 s, so that it makes two or three scans a second.

let options = Options(CommandLine.arguments)

/// A plant under its controllers that can be advanced to a time.
protocol Node {
  var kind: String { get }
  mutating func run(until second: Double)
  /// What depends on every bit of the run so far.
  var fingerprint: UInt64 { get }
}

struct LoopNode<Process: Plant, Control: Controller>: Node {
  let kind: String
  var loop: ClosedLoop<Process, Control>

  mutating func run(until second: Double) { while loop.time < second { loop.advance() } }

  var fingerprint: UInt64 {
    (loop.process.trueValues + loop.signals.measured).reduce(0xCBF2_9CE4_8422_2325) {
      ($0 ^ $1.bitPattern) &* 0x100_0000_01B3
    }
  }
}

/// The `index`-th node: the four testbeds in turn.
func makeNode(_ index: Int) throws -> any Node {
  let seed = options.seed &+ UInt64(index)
  let isLinked = options.hasNetwork
  switch index % 4 {
  case 0:
    let network = isLinked ? try TennesseeEastman.network(seed: seed) : nil
    return LoopNode(kind: "tennessee-eastman", loop: try TennesseeEastman.loop(seed: seed, network: network))
  case 1:
    let network = isLinked ? try SmartGrid.network(for: SmartGridProcess(), seed: seed) : nil
    return LoopNode(kind: "grid", loop: try SmartGrid.loop(seed: seed, network: network))
  case 2:
    let network = isLinked ? try SmartCity.network(seed: seed) : nil
    return LoopNode(kind: "city", loop: SmartCity.loop(seed: seed, period: 1, network: network))
  default:
    let network = isLinked ? try WaterCell.network(seed: seed) : nil
    return LoopNode(kind: "water-cell", loop: WaterCell.loop(seed: seed, network: network))
  }
}

var nodes: [any Node] = try (0..<options.nodes).map(makeNode)
let kinds = Array(Set(nodes.map(\.kind))).sorted()
var spent = [String: Duration]()
let clock = ContinuousClock()
let begin = clock.now
for second in 1...options.minutes * 60 {
  for kind in kinds {
    let start = clock.now
    for index in nodes.indices where nodes[index].kind == kind { nodes[index].run(until: Double(second)) }
    spent[kind, default: .zero] += clock.now - start
  }
}
let elapsed = clock.now - begin

let simulated = Double(options.minutes * 60)
let links = options.hasNetwork ? ", over their communication networks" : ""
print(
  "\(options.nodes) nodes\(links), \(options.minutes) simulated minutes in steps of 1 s, one core, seed \(options.seed)"
)
for kind in kinds {
  let count = nodes.count { $0.kind == kind }
  let perStep = (spent[kind] ?? .zero) / .microseconds(1) / simulated / Double(count)
  print("  \(count) × \(kind): \(rounded(perStep)) µs per node and second")
}
let fingerprint = nodes.reduce(UInt64(0)) { ($0 ^ $1.fingerprint) &* 0x100_0000_01B3 }
print("  together \(rounded(simulated / (elapsed / .seconds(1)))) times as fast as real time")
print("  fingerprint of the run: \(String(fingerprint, radix: 16))")

func rounded(_ value: Double) -> Double { (value * 10).rounded() / 10 }
