import PortableMath

extension StateEstimator {
  /// Computes h(x) at the present state, and H when asked.
  mutating func evaluate(derivatives wantsDerivatives: Bool) {
    computeTerms()
    let network = network
    let pattern = pattern
    let meters = meters
    predicted.withUnsafeMutableBufferPointer { predicted in
      derivatives.withUnsafeMutableBufferPointer { derivatives in
        let model = MeterModel(network: network, bus: busTerms, pair: pairTerms, angles: angles)
        for (index, meter) in meters.enumerated() {
          let start = Int(pattern.entryStart[index])
          predicted[index] = model.reading(
            meter.quantity, derivatives: wantsDerivatives ? derivatives.baseAddress.map { $0 + start } : nil)
        }
      }
    }
  }

  /// Cartesian voltages, injections and the terms between neighbours.
  private mutating func computeTerms() {
    let network = network
    let pairs = network.pairs
    busTerms.withUnsafeMutableBufferPointer { bus in
      pairTerms.withUnsafeMutableBufferPointer { pair in
        for index in 0..<network.busCount {
          let (sine, cosine) = sineCosine(angles[index])
          let magnitude = magnitudes[index]
          bus[4 * index] = magnitude * cosine
          bus[4 * index + 1] = magnitude * sine
          bus[4 * index + 2] = network.selfConductance[index] * magnitude * magnitude
          bus[4 * index + 3] = -network.selfSusceptance[index] * magnitude * magnitude
        }
        for index in 0..<pairs.count {
          let i = 4 * pairs.first[index]
          let j = 4 * pairs.second[index]
          let y = network.mutual[index]
          let a = bus[i] * bus[j] + bus[i + 1] * bus[j + 1]
          let b = bus[i + 1] * bus[j] - bus[i] * bus[j + 1]
          let p = y.conductance * a + y.susceptance * b
          let q = y.conductance * b - y.susceptance * a
          let backP = y.backConductance * a - y.backSusceptance * b
          let backQ = -y.backConductance * b - y.backSusceptance * a
          pair[4 * index] = p
          pair[4 * index + 1] = q
          pair[4 * index + 2] = backP
          pair[4 * index + 3] = backQ
          bus[i + 2] += p
          bus[i + 3] += q
          bus[j + 2] += backP
          bus[j + 3] += backQ
        }
      }
    }
  }
}
