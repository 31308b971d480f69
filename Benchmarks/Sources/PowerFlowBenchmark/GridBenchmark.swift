import PowerFlow
import TwinModel
import TwinTestbeds

/// Times the smart-grid testbed: a second in closed loop, and what a fork costs.
enum GridBenchmark {
  static func run() throws {
    var configuration = SmartGrid.Configuration()
    configuration.startHour = 10
    var process = try SmartGridProcess(.ieee14, configuration: configuration)
    var control = try SmartGridController(of: process)
    var random = SeededGenerator(seed: 1)
    var measured = process.measure(using: &random)
    PowerFlowBenchmark.time("testbed, 1 s in closed loop", "case14+33", rounds: 20_000) { _ in
      let commands = control.scan(measured, at: process.elapsed)
      measured = process.step(inputs: commands, dt: 1, using: &random)
      return 1
    }
    var forks: [(SmartGridProcess, SmartGridController)] = []
    forks.reserveCapacity(30_000)
    PowerFlowBenchmark.time("testbed, fork", "case14+33", rounds: 20_000) { _ in
      forks.append((process, control))
      return 1
    }
    PowerFlowBenchmark.time("testbed, fork and its first second", "case14+33", rounds: 5000) { _ in
      var (fork, forkControl, forkRandom) = (process, control, random)
      let commands = forkControl.scan(measured, at: fork.elapsed)
      return fork.step(inputs: commands, dt: 1, using: &forkRandom).count
    }
  }
}
