import Testing

@testable import PowerFlow

@Suite struct StateEstimatorTests {
  /// Readings of every meter at the solved point, disturbed by a seed.
  private func readings(seed: UInt64, deviation: Double = 0.01) throws -> (StateEstimator, truth: [Double], [Double]) {
    let flow = try IEEE14.solved()
    let meters = IEEE14.meters(of: flow.network, deviation: deviation)
    let estimator = try StateEstimator(network: flow.network, meters: meters)
    let truth = estimator.readings(magnitudes: flow.magnitudes, angles: flow.angles)
    var noise = Noise(seed: seed)
    return (estimator, truth, zip(truth, meters).map { $0 + noise.normal() * $1.deviation })
  }

  private func fit(_ outcome: EstimationOutcome) throws -> EstimationOutcome.Fit {
    guard case .converged(let fit) = outcome else {
      Issue.record("\(outcome)")
      throw EstimationError.unobservable(buses: [])
    }
    return fit
  }

  @Test func `readings without error give back the state and no residual`() throws {
    var (estimator, truth, _) = try readings(seed: 1)
    let flow = try IEEE14.solved()
    let fit = try fit(estimator.estimate(truth))
    #expect(fit.objective < 1e-12)
    #expect(fit.degreesOfFreedom == 122 - 27)
    for bus in 0..<14 {
      #expect(abs(estimator.magnitudes[bus] - flow.magnitudes[bus]) < 1e-9)
      #expect(abs(estimator.angles[bus] - flow.angles[bus]) < 1e-9)
    }
  }

  @Test func `readings at the solved point are the flows and injections of the power flow`() throws {
    let (_, truth, _) = try readings(seed: 1)
    let flow = try IEEE14.solved()
    for bus in 0..<14 {
      #expect(truth[3 * bus] == flow.magnitudes[bus])
      #expect(abs(truth[3 * bus + 1] - flow.injection(ofBus: bus).active) < 1e-12)
      #expect(abs(truth[3 * bus + 2] - flow.injection(ofBus: bus).reactive) < 1e-12)
    }
    for branch in 0..<20 {
      let carried = flow.flow(ofBranch: branch)
      let expected = [carried.fromActive, carried.fromReactive, carried.toActive, carried.toReactive]
      for index in 0..<4 { #expect(abs(truth[42 + 4 * branch + index] - expected[index]) < 1e-12) }
    }
  }

  @Test func `derivatives agree with differences for every kind of meter`() throws {
    let flow = try IEEE14.solved()
    var meters = IEEE14.meters(of: flow.network)
    for branch in 0..<20 {
      for end in [Meter.End.from, .to] {
        meters.append(Meter(.currentReal(branch: branch, end: end), deviation: 0.001))
        meters.append(Meter(.currentImaginary(branch: branch, end: end), deviation: 0.001))
      }
    }
    for bus in 0..<14 { meters.append(Meter(.voltageAngle(bus: bus), deviation: 0.001)) }
    var estimator = try StateEstimator(network: flow.network, meters: meters)
    estimator.start(magnitudes: flow.magnitudes, angles: flow.angles)
    estimator.evaluate(derivatives: true)
    let step = 1e-6
    for bus in 0..<14 {
      for part in 0..<2 where !(bus == 0 && part == 0) {
        var shifted = (magnitudes: flow.magnitudes, angles: flow.angles)
        if part == 0 { shifted.angles[bus] += step } else { shifted.magnitudes[bus] *= 1 + step }
        let ahead = estimator.readings(magnitudes: shifted.magnitudes, angles: shifted.angles)
        if part == 0 { shifted.angles[bus] -= 2 * step } else { shifted.magnitudes[bus] *= (1 - step) / (1 + step) }
        let behind = estimator.readings(magnitudes: shifted.magnitudes, angles: shifted.angles)
        for meter in meters.indices {
          let entries = Int(estimator.pattern.entryStart[meter])..<Int(estimator.pattern.entryStart[meter + 1])
          let position = estimator.pattern.positions[2 * bus + part]
          let entry = entries.first { estimator.pattern.entryPosition[$0] == position }
          let derivative = entry.map { estimator.derivatives[$0] } ?? 0
          #expect(abs(derivative - (ahead[meter] - behind[meter]) / (2 * step)) < 1e-7, "\(meters[meter]) by \(bus)")
        }
      }
    }
  }

  @Test func `correct meters pass the test about as often as the confidence says`() throws {
    var passed = 0
    var sum = 0.0
    for seed in 1...200 {
      var (estimator, _, values) = try readings(seed: UInt64(seed))
      let fit = try fit(estimator.estimate(values))
      if fit.isConsistent { passed += 1 }
      sum += fit.objective
    }
    #expect(passed >= 192)
    #expect(abs(sum / 200 - 95) < 4)
  }

  @Test func `normalised residuals of correct meters have variance 1`() throws {
    var sums = [Double](repeating: 0, count: 122)
    for seed in 1...300 {
      var (estimator, _, values) = try readings(seed: UInt64(seed))
      _ = estimator.estimate(values)
      for (meter, residual) in estimator.normalizedResiduals().enumerated() { sums[meter] += residual * residual }
    }
    for meter in sums.indices { #expect(abs(sums[meter] / 300 - 1) < 0.45, "meter \(meter)") }
    let mean: Double = sums.reduce(0, +) / (300 * 122)
    #expect(abs(mean - 1) < 0.03)
  }

  @Test(arguments: [4, 25, 50, 99]) func `one naive bad meter is caught and identified`(meter: Int) throws {
    var (estimator, truth, values) = try readings(seed: 5)
    values[meter] += 0.25
    let plain = try fit(estimator.estimate(values))
    #expect(!plain.isConsistent)
    let (outcome, bad) = estimator.estimateIdentifyingBadData(values)
    #expect(try fit(outcome).isConsistent)
    #expect(bad.map(\.meter) == [meter])
    #expect(abs((bad.first?.expected ?? 0) - truth[meter]) < 0.03)
  }

  @Test func `several bad meters that do not conspire are all identified`() throws {
    var (estimator, _, values) = try readings(seed: 6)
    let meters = [7, 60, 101]
    for meter in meters { values[meter] -= 0.3 }
    let (_, bad) = estimator.estimateIdentifyingBadData(values)
    #expect(Set(bad.map(\.meter)) == Set(meters))
  }

  @Test func `the estimator is blind to readings moved by h(x + c) − h(x)`() throws {
    let flow = try IEEE14.solved()
    var (estimator, truth, noisy) = try readings(seed: 7)
    var movedAngles = flow.angles
    var movedMagnitudes = flow.magnitudes
    movedAngles[13] -= 0.05
    movedAngles[12] -= 0.02
    movedMagnitudes[13] *= 0.97
    let moved = estimator.readings(magnitudes: movedMagnitudes, angles: movedAngles)
    let attack = zip(moved, truth).map { $0 - $1 }
    #expect(attack.contains { abs($0) > 0.1 })

    // Without noise: J stays 0 to rounding while the state moves by c.
    let clean = try fit(estimator.estimate(zip(truth, attack).map { $0 + $1 }))
    #expect(clean.objective < 1e-12)
    #expect(abs(estimator.angles[13] - movedAngles[13]) < 1e-9)
    #expect(abs(estimator.magnitudes[13] - movedMagnitudes[13]) < 1e-9)

    // With noise the attacker adds h(x̂ + c) − h(x̂): the residuals at x̂ + c are the old ones, so J does not grow.
    let before = try fit(estimator.estimate(noisy))
    let state = (estimator.magnitudes, estimator.angles)
    var (otherMagnitudes, otherAngles) = state
    otherAngles[13] -= 0.05
    otherMagnitudes[13] *= 0.97
    let here = estimator.readings(magnitudes: state.0, angles: state.1)
    let there = estimator.readings(magnitudes: otherMagnitudes, angles: otherAngles)
    let after = try fit(estimator.estimate(noisy.indices.map { noisy[$0] + there[$0] - here[$0] }))
    #expect(after.objective <= before.objective + 1e-9)
    #expect(after.objective > 0.95 * before.objective)
    #expect(after.isConsistent)
    #expect(abs(estimator.angles[13] - otherAngles[13]) < 0.005)

    // The same change of one single meter is caught.
    let largest = attack.indices.max { abs(attack[$0]) < abs(attack[$1]) } ?? 0
    var naive = noisy
    naive[largest] += attack[largest]
    #expect(!(try fit(estimator.estimate(naive)).isConsistent))
  }

  @Test func `phasor meters move the estimate and add to the test`() throws {
    let flow = try IEEE14.solved()
    var meters = IEEE14.meters(of: flow.network)
    for bus in [1, 5, 8] { meters.append(Meter(.voltageAngle(bus: bus), deviation: 0.0005)) }
    var estimator = try StateEstimator(network: flow.network, meters: meters)
    var values = estimator.readings(magnitudes: flow.magnitudes, angles: flow.angles)
    #expect(try fit(estimator.estimate(values)).degreesOfFreedom == 98)
    values[124] += 0.05
    let (_, bad) = estimator.estimateIdentifyingBadData(values)
    #expect(bad.map(\.meter) == [124])
  }

  @Test func `missing values are left out and buses nobody measures are named`() throws {
    var (estimator, _, values) = try readings(seed: 9)
    #expect(estimator.unobservableBuses().isEmpty)
    values[3] = .nan
    values[77] = .nan
    #expect(try fit(estimator.estimate(values)).degreesOfFreedom == 93)
    // Every meter that touches bus 8, which hangs on bus 7 alone: its own, and branch 7–8, and the injection of 7.
    let touching = [21, 22, 23, 19, 20] + (42 + 13 * 4..<42 + 14 * 4)
    for meter in touching { values[meter] = .nan }
    #expect(estimator.estimate(values) == .unobservable(buses: [8]))
    #expect(estimator.unobservableBuses(missing: Set(touching)) == [8])
    let none = [Double](repeating: .nan, count: 122)
    guard case .unobservable = estimator.estimate(none) else {
      Issue.record("nothing was estimated from nothing")
      return
    }
  }

  @Test func `an estimator that is not told of an open breaker finds the values inconsistent`() throws {
    var flow = try IEEE14.solved()
    let meters = IEEE14.meters(of: flow.network)
    var estimator = try StateEstimator(network: flow.network, meters: meters)
    flow.network.setInService(false, branch: 16)
    _ = flow.solve()
    let reality = try StateEstimator(network: flow.network, meters: meters)
    let values = reality.readings(magnitudes: flow.magnitudes, angles: flow.angles)
    #expect(!(try fit(estimator.estimate(values)).isConsistent))
    estimator.network.setInService(false, branch: 16)
    #expect(try fit(estimator.estimate(values)).objective < 1e-10)
  }

  @Test func `dark buses are left out of an estimation`() throws {
    var flow = try IEEE14.solved()
    flow.network.setInService(false, branch: 13)
    flow.network.isolateUnreachableBuses()
    _ = flow.solve()
    let meters = IEEE14.meters(of: flow.network)
    var estimator = try StateEstimator(network: flow.network, meters: meters)
    let values = estimator.readings(magnitudes: flow.magnitudes, angles: flow.angles)
    let result = try fit(estimator.estimate(values))
    #expect(result.objective < 1e-10)
    #expect(estimator.magnitudes[7] == 0)
    #expect(result.degreesOfFreedom == 122 - 3 - 25)
  }

  @Test func `a meter of nothing or without a deviation is refused`() throws {
    let network = try Network(IEEE14.gridCase())
    #expect(throws: EstimationError.unknownElement(meter: 0)) {
      try StateEstimator(network: network, meters: [Meter(.voltageMagnitude(bus: 14), deviation: 1)])
    }
    #expect(throws: EstimationError.unknownElement(meter: 0)) {
      try StateEstimator(network: network, meters: [Meter(.activeFlow(branch: -1, end: .to), deviation: 1)])
    }
    for deviation in [0, -1, Double.nan, .infinity] {
      #expect(throws: EstimationError.self) {
        try StateEstimator(
          network: network, meters: [Meter(.voltageMagnitude(bus: 1), deviation: deviation)])
      }
    }
  }

  @Test func `quantiles of the χ² distribution are those of the tables`() {
    let table: [(Double, Int, Double)] = [
      (0.95, 1, 3.841_458_82), (0.99, 1, 6.634_896_60), (0.95, 10, 18.307_038_05), (0.99, 41, 64.950_071_3),
      (0.99, 95, 129.972_679_0), (0.05, 5, 1.145_476_23), (0.999, 200, 267.540_527_8),
    ]
    for (probability, degrees, value) in table {
      let quantile = ChiSquare.quantile(probability, degreesOfFreedom: degrees)
      #expect(abs(quantile - value) < 1e-6 * value, "\(degrees)")
      #expect(abs(ChiSquare.probability(ofAtMost: quantile, degreesOfFreedom: degrees) - probability) < 1e-10)
    }
  }
}
