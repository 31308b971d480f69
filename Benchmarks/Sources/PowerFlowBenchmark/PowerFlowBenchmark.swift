import Foundation
import PowerFlow

/// Times power flow, state estimation and feeder sweeps on cases given as files, then the smart-grid testbed; one line
/// of JSON each.
///
/// Usage: `PowerFlowBenchmark case14.m case118.m --feeder case33bw.m`. Load changes by a small factor before every
/// solve, the same way for every solver compared.
@main
enum PowerFlowBenchmark {
  static func main() throws {
    var files = CommandLine.arguments.dropFirst()[...]
    while let argument = files.popFirst() {
      let isFeeder = argument == "--feeder"
      guard let path = isFeeder ? files.popFirst() : argument else { break }
      let gridCase = try CaseFile(Array(Data(contentsOf: URL(fileURLWithPath: path)))).gridCase
      let name = URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
      if isFeeder { try sweep(gridCase, name) } else { try solve(gridCase, name) }
    }
    try GridBenchmark.run()
  }

  /// The factor by which every load is multiplied before the solve of a round: 1 ± 1 %.
  static func loadFactor(_ round: Int) -> Double { 1 + 0.01 * Double((round * 37) % 21 - 10) / 10 }

  /// Median and 99th percentile of repeated work in microseconds.
  static func time(_ what: String, _ name: String, rounds: Int, _ work: (Int) -> Int) {
    for round in 0..<min(200, rounds) { _ = work(round) }
    let clock = ContinuousClock()
    var iterations = 0
    var samples: [Double] = []
    samples.reserveCapacity(rounds)
    for round in 0..<rounds {
      let start = clock.now
      iterations += work(round)
      let spent = (clock.now - start).components
      samples.append(Double(spent.attoseconds) / 1e12 + Double(spent.seconds) * 1e6)
    }
    samples.sort()
    let mean = samples.reduce(0, +) / Double(rounds)
    print(
      "{\"case\": \"\(name)\", \"what\": \"\(what)\", \"median_us\": \(samples[rounds / 2]), "
        + "\"p99_us\": \(samples[rounds * 99 / 100]), \"mean_us\": \(mean), "
        + "\"iterations\": \(Double(iterations) / Double(rounds))}")
  }

  static func solve(_ gridCase: GridCase, _ name: String) throws {
    let start = try NewtonPowerFlow(gridCase)
    let rounds = gridCase.buses.count > 50 ? 2000 : 20_000
    let active = start.activeDemand
    let reactive = start.reactiveDemand
    func load(_ flow: inout NewtonPowerFlow, _ round: Int) {
      let factor = loadFactor(round)
      for bus in active.indices {
        flow.activeDemand[bus] = active[bus] * factor
        flow.reactiveDemand[bus] = reactive[bus] * factor
      }
    }
    var flow = start
    time("power flow, warm", name, rounds: rounds) { round in
      load(&flow, round)
      return steps(flow.solve())
    }
    time("power flow, flat", name, rounds: rounds) { round in
      load(&flow, round)
      flow.startFlat()
      return steps(flow.solve())
    }
    let meters = meters(of: flow.network)
    var estimator = try StateEstimator(network: flow.network, meters: meters)
    var readings: [[Double]] = []
    for round in 0..<21 {
      load(&flow, round)
      _ = flow.solve()
      let exact = estimator.readings(magnitudes: flow.magnitudes, angles: flow.angles)
      readings.append(
        exact.indices.map { meter in
          let error = Double(((meter + 1) * (round + 3) * 7919) % 201 - 100) / 58
          return exact[meter] + meters[meter].deviation * error
        })
    }
    time("state estimation, \(meters.count) meters, warm", name, rounds: rounds) { round in
      guard case .converged(let fit) = estimator.estimate(readings[round % 21]) else { return 0 }
      return fit.iterations
    }
    time("power flow and state estimation, warm", name, rounds: rounds) { round in
      load(&flow, round)
      let taken = steps(flow.solve())
      guard case .converged(let fit) = estimator.estimate(readings[round % 21]) else { return 0 }
      return taken + fit.iterations
    }
  }

  static func sweep(_ gridCase: GridCase, _ name: String) throws {
    var feeder = try RadialFeeder(gridCase)
    let active = feeder.activeDemand
    let reactive = feeder.reactiveDemand
    time("feeder sweeps, warm", name, rounds: 20_000) { round in
      for bus in active.indices {
        feeder.activeDemand[bus] = active[bus] * loadFactor(round)
        feeder.reactiveDemand[bus] = reactive[bus] * loadFactor(round)
      }
      return steps(feeder.solve())
    }
  }

  static func steps(_ outcome: PowerFlowOutcome) -> Int {
    guard case .converged(let convergence) = outcome else { return 0 }
    return convergence.iterations
  }

  /// Voltage and injections at every bus, flows at the from end of every branch.
  static func meters(of network: Network) -> [Meter] {
    var meters: [Meter] = []
    for bus in 0..<network.busCount {
      meters.append(Meter(.voltageMagnitude(bus: bus), deviation: 0.004))
      meters.append(Meter(.activeInjection(bus: bus), deviation: 0.01))
      meters.append(Meter(.reactiveInjection(bus: bus), deviation: 0.01))
    }
    for branch in 0..<network.branchCount {
      meters.append(Meter(.activeFlow(branch: branch, end: .from), deviation: 0.008))
      meters.append(Meter(.reactiveFlow(branch: branch, end: .from), deviation: 0.008))
    }
    return meters
  }
}
