import Foundation
import Hydraulics

/// Times the solver on C-Town, beside EPANET's C library where `EPANET_LIBRARY` names it.
@main struct HydraulicsBenchmark {
  static func main() throws {
    let library = ProcessInfo.processInfo.environment["EPANET_LIBRARY"]
    if library == nil { print("EPANET_LIBRARY is not set: no comparison") }
    for accuracy in [1e-3, 1e-5] {
      var network = WaterNetwork.cTown
      network.options.accuracy = accuracy
      let model = try HydraulicModel(network)
      let peer = library.flatMap {
        EPANETLibrary(path: $0, inputFile: WaterNetwork.cTownInputFile, accuracy: accuracy)
      }
      print("accuracy \(accuracy)")
      report("single solve, cold", cold(model), peer.map(cold))
      let (mine, mineAll) = week(model)
      let theirs = peer.map(week)
      report("solve within a week, warm", mine, theirs?.solve)
      report("step of a week, all", mineAll, theirs?.all)
    }
    fork(try HydraulicModel(.cTown))
    compile()
  }

  static func report(_ name: String, _ mine: Double, _ theirs: Double?) {
    let own = String(format: "%@: %.1f µs", name, mine)
    print(theirs.map { own + String(format: ", EPANET %.1f µs, ratio %.2f", $0, mine / $0) } ?? own)
  }

  static func microseconds(since start: ContinuousClock.Instant) -> Double {
    let passed = start.duration(to: .now).components
    return Double(passed.seconds) * 1e6 + Double(passed.attoseconds) * 1e-12
  }

  static func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

  static func cold(_ model: HydraulicModel) -> Double {
    let start = HydraulicSimulation(model)
    return median(
      (0..<2000).map { _ in
        var simulation = start
        let start = ContinuousClock.now
        _ = simulation.solve()
        return microseconds(since: start)
      })
  }

  static func cold(_ peer: EPANETLibrary) -> Double {
    median(
      (0..<2000).map { _ in
        peer.reset()
        let start = ContinuousClock.now
        peer.solve()
        return microseconds(since: start)
      })
  }

  static func week(_ model: HydraulicModel) -> (solve: Double, all: Double) {
    best {
      var simulation = HydraulicSimulation(model)
      return run({ _ = simulation.solve() }, { simulation.advance() })
    }
  }

  static func week(_ peer: EPANETLibrary) -> (solve: Double, all: Double) {
    best {
      peer.reset()
      return run(peer.solve, peer.advance)
    }
  }

  static func run(_ solve: () -> Void, _ advance: () -> Int) -> (solve: Double, all: Double) {
    var (solving, all, count) = (0.0, 0.0, 0.0)
    while true {
      let start = ContinuousClock.now
      solve()
      solving += microseconds(since: start)
      let step = advance()
      all += microseconds(since: start)
      count += 1
      if step == 0 { return (solving / count, all / count) }
    }
  }

  static func best(_ body: () -> (solve: Double, all: Double)) -> (solve: Double, all: Double) {
    let runs = (0..<7).map { _ in body() }
    return (median(runs.map(\.solve)), median(runs.map(\.all)))
  }

  static func fork(_ model: HydraulicModel) {
    let state = HydraulicState(model)
    var forks: [HydraulicState] = []
    forks.reserveCapacity(1000)
    let start = ContinuousClock.now
    for i in 0..<1000 {
      var copy = state
      copy.setLevel(Double(i) / 1000, ofTank: 0)
      forks.append(copy)
    }
    report("fork with one level changed", microseconds(since: start) / Double(forks.count), nil)
  }

  static func compile() {
    let start = ContinuousClock.now
    guard let network = try? WaterNetwork(inputFile: WaterNetwork.cTownInputFile) else { return }
    report("read the input file and prepare the model", microseconds(since: start), nil)
    let prepare = ContinuousClock.now
    _ = try? HydraulicModel(network)
    report("prepare the model", microseconds(since: prepare), nil)
  }
}
