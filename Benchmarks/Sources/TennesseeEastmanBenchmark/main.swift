import ProcessIntegration

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

/// Median and 99th percentile of a second in closed loop, timed in batches that the clock resolves well.
func measureSteps(_ name: String, method: TennesseeEastmanProcess.IntegrationMethod, hours: Int) throws {
  var loop = TennesseeEastmanClosedLoop()
  var random = DownsVogelGenerator()
  var times: [Double] = []
  let batch = 20
  for _ in 0..<hours * 3600 / batch {
    let time = try nanoseconds {
      for _ in 0..<batch { try loop.step(disturbances: [.kineticsDrift], method: method, using: &random) }
    }
    times.append(time / Double(batch) / 1000)
  }
  times.sort()
  row("\(name), p50", times[times.count / 2], "us/step")
  row("\(name), p99", times[times.count * 99 / 100], "us/step")
}

/// 48 h in closed loop with every disturbance that the control is known to hold, one after another.
func measureTwoDays() throws {
  var loop = TennesseeEastmanClosedLoop()
  var random = DownsVogelGenerator(seed: 4_651_207_995)
  var shutdown: TennesseeEastmanProcess.Shutdown?
  let time = try nanoseconds {
    for second in 0..<48 * 3600 where shutdown == nil {
      try loop.step(
        disturbances: second >= 8 * 3600 ? [.condenserCoolantInletVariation] : [], using: &random)
      shutdown = loop.process.shutdown
    }
  }
  row("48 h with IDV(12) from 8 h", time / 1e9, "s")
  row("faster than real time", 48 * 3600 / (time / 1e9), "times")
  print("shutdown", shutdown.map(String.init(describing:)) ?? "none", separator: "\t")
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

try measureSteps("1 s closed loop, Euler", method: .euler, hours: 8)
try measureSteps("1 s closed loop, Runge-Kutta 4", method: .rungeKutta4, hours: 2)
try measureSteps("1 s closed loop, Dormand-Prince", method: .dormandPrince(DormandPrince()), hours: 1)
try measureTwoDays()
try measureForks()
