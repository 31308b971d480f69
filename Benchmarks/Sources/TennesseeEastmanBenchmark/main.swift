import Foundation
import ProcessIntegration
import TwinModel
import TwinTestbeds

// The cost of the Tennessee Eastman process: one second in closed loop, 48 h without a shutdown, and forks.
// Release build, one thread, fixed seeds. Times are of this machine in this run.

/// Nanoseconds that `body` takes.
func nanoseconds(_ body: () throws -> Void) rethrows -> Double {
  let clock = ContinuousClock()
  let (seconds, attoseconds) = try clock.measure(body).components
  return Double(seconds) * 1e9 + Double(attoseconds) / 1e9
}

func row(_ what: String, _ value: Double, _ unit: String) {
  let thousandths = Int(value * 1000 + 0.5)
  let fraction = String(thousandths % 1000 + 1000).dropFirst()
  print(what, value < 1000 ? "\(thousandths / 1000).\(fraction)" : "\(thousandths / 1000)", unit, separator: "\t")
}

/// Prints median and 99th percentile of the times, in µs, and returns the median.
@discardableResult
func percentiles(_ name: String, _ times: [Double]) -> Double {
  let sorted = times.sorted()
  row("\(name), p50", sorted[sorted.count / 2], "us/step")
  row("\(name), p99", sorted[sorted.count * 99 / 100], "us/step")
  return sorted[sorted.count / 2]
}

/// Every single second in closed loop, timed by itself.
@discardableResult
func measureSteps(
  _ name: String, method: TennesseeEastmanProcess.IntegrationMethod, hours: Int
) throws -> Double {
  var loop = TennesseeEastmanClosedLoop()
  var random = DownsVogelGenerator()
  var times: [Double] = []
  for _ in 0..<hours * 3600 {
    let time = try nanoseconds { try loop.step(disturbances: [.kineticsDrift], method: method, using: &random) }
    times.append(time / 1000)
  }
  return percentiles(name, times)
}

/// The testbed: process, instruments, controllers, a sensor that lies, and what the historian gets.
func measureTestbed() throws {
  let lie = try FalseMeasurement(
    id: "lie", on: TennesseeEastman.wiring, sensor: "XMEAS9", bias: 0.1, ramp: 3600, start: 0, duration: 86400)
  var loop = try TennesseeEastman.loop(seed: 7, disturbances: [.init(.kineticsDrift)], attacks: [lie])
  var times: [Double] = []
  for _ in 0..<8 * 3600 { times.append(nanoseconds { loop.advance() } / 1000) }
  percentiles("1 s of the testbed under an attack", times)
  var forks: [TennesseeEastman.Loop] = []
  forks.reserveCapacity(1000)
  let copying = nanoseconds { for _ in 0..<1000 { forks.append(loop) } }
  let stepping = nanoseconds { for index in forks.indices { forks[index].advance() } }
  row("fork of the testbed", copying / 1000 / 1000, "us")
  row("first step of a fork of the testbed", stepping / 1000 / 1000, "us")
}

/// What a step cannot do without, alone: its 264 random numbers, 15 exponentials and 2 logarithms, by the C library.
func measureYardstick() -> Double {
  var random = DownsVogelGenerator()
  var (sum, times): (Double, [Double]) = (0, [])
  for _ in 0..<2000 {
    let time = nanoseconds {
      for _ in 0..<20 {
        for _ in 0..<264 { sum += Double(random.next() >> 11) * 0x1p-53 }
        for index in 0..<15 { sum += exp(-Double(index) * 0.3 - sum * 1e-9) }
        for index in 0..<2 { sum += log(5000 + Double(index) + sum * 1e-9) }
      }
    }
    times.append(time / 20 / 1000)
  }
  times.sort()
  precondition(sum > 0)
  row("yardstick: random numbers, exponentials, logarithms alone, p50", times[1000], "us/step")
  return times[1000]
}

/// Hours until the plant shuts down, at most 48; the disturbance comes on after 8 h.
func hoursUntilShutdown(
  mode: TennesseeEastmanProcess.OperatingMode = .base, disturbance: TennesseeEastmanProcess.Disturbance? = nil,
  seed: UInt64
) throws -> Double {
  var loop = try TennesseeEastmanClosedLoop(mode: mode)
  var random = DownsVogelGenerator(seed: seed)
  for second in 0..<48 * 3600 {
    let disturbances = second >= 8 * 3600 ? disturbance.map { [$0] } ?? [] : []
    try loop.step(disturbances: .init(disturbances), using: &random)
    if loop.process.shutdown != nil { return Double(second) / 3600 }
  }
  return 48
}

/// 48 h in closed loop: normal operation at every operating point, and every disturbance at the base case.
func measureTwoDays() throws {
  let time = try nanoseconds { row("48 h normal, until shutdown", try hoursUntilShutdown(seed: 1_431_655_765), "h") }
  row("48 h normal, wall time", time / 1e9, "s")
  row("faster than real time", 48 * 3600 / (time / 1e9), "times")
  for mode in TennesseeEastmanProcess.OperatingMode.allCases {
    for seed in UInt64(1)...3 {
      row("48 h at \(mode), seed \(seed), until shutdown", try hoursUntilShutdown(mode: mode, seed: seed), "h")
    }
  }
  for disturbance in TennesseeEastmanProcess.Disturbance.allCases {
    for seed in UInt64(1)...3 {
      let hours = try hoursUntilShutdown(disturbance: disturbance, seed: seed)
      row("48 h, IDV(\(disturbance.rawValue)) from 8 h, seed \(seed), until shutdown", hours, "h")
    }
  }
}

/// A thousand forks of a running plant, each moved on by one second so that the copy is real.
func measureForks() throws {
  var loop = TennesseeEastmanClosedLoop()
  var random = DownsVogelGenerator()
  for _ in 0..<3600 { try loop.step(using: &random) }
  var forks: [TennesseeEastmanClosedLoop] = []
  forks.reserveCapacity(1000)
  let copying = nanoseconds { for _ in 0..<1000 { forks.append(loop) } }
  let stepping = try nanoseconds {
    for index in forks.indices { try forks[index].step(using: &random) }
  }
  row("fork", copying / 1000 / 1000, "us")
  row("first step of a fork", stepping / 1000 / 1000, "us")
  row("size of a fork", Double(MemoryLayout<TennesseeEastmanClosedLoop>.stride), "bytes")
}

let yardstick = measureYardstick()
let euler = try measureSteps("1 s closed loop, Euler", method: .euler, hours: 8)
row("1 s closed loop, Euler, over the yardstick", euler / yardstick, "times")
try measureSteps("1 s closed loop, Runge-Kutta 4", method: .rungeKutta4, hours: 2)
try measureSteps("1 s closed loop, Dormand-Prince", method: .dormandPrince(DormandPrince()), hours: 1)
try measureTestbed()
try measureForks()
try measureTwoDays()
