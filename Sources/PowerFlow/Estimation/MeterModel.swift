/// The reading of a meter and its derivatives by angles and relative magnitudes, at one state.
///
/// With a = V_i V_j cos θ_ij and b = V_i V_j sin θ_ij the mutual terms are p = G a + B b and q = G b − B a, and
/// ∂p/∂θ_i = −q, ∂p/∂θ_j = q, V ∂p/∂V = p, ∂q/∂θ_i = p, ∂q/∂θ_j = −p, V ∂q/∂V = q.
///
/// Source: Abur and Expósito (2004), section 2.6.
struct MeterModel {
  let network: Network
  /// Shape `[bus, 4]`: Cartesian voltage, active and reactive injection.
  let bus: [Double]
  /// Shape `[pair, 4]`: p_ij, q_ij, p_ji, q_ji.
  let pair: [Double]
  /// Shape `[bus]`, radians.
  let angles: [Double]

  @inline(__always)
  func reading(_ quantity: Meter.Quantity, derivatives: UnsafeMutablePointer<Double>?) -> Double {
    switch quantity {
    case .voltageMagnitude(let index):
      let magnitude = square(index).squareRoot()
      if let derivatives { derivatives[0] = magnitude }
      return magnitude
    case .voltageAngle(let index):
      if let derivatives { derivatives[0] = 1 }
      return angles[index]
    case .activeInjection(let index):
      if let derivatives { injectionDerivatives(index, isActive: true, derivatives) }
      return bus[4 * index + 2]
    case .reactiveInjection(let index):
      if let derivatives { injectionDerivatives(index, isActive: false, derivatives) }
      return bus[4 * index + 3]
    case .activeFlow(let branch, let end):
      return flow(BranchView(network, branch, end), isActive: true, derivatives)
    case .reactiveFlow(let branch, let end):
      return flow(BranchView(network, branch, end), isActive: false, derivatives)
    case .currentReal(let branch, let end):
      return current(BranchView(network, branch, end), isReal: true, derivatives)
    case .currentImaginary(let branch, let end):
      return current(BranchView(network, branch, end), isReal: false, derivatives)
    }
  }

  @inline(__always)
  private func square(_ index: Int) -> Double {
    bus[4 * index] * bus[4 * index] + bus[4 * index + 1] * bus[4 * index + 1]
  }

  @inline(__always)
  private func injectionDerivatives(_ index: Int, isActive: Bool, _ derivatives: UnsafeMutablePointer<Double>) {
    let square = square(index)
    let conductance = network.selfConductance[index] * square
    let susceptance = network.selfSusceptance[index] * square
    let active = bus[4 * index + 2]
    let reactive = bus[4 * index + 3]
    derivatives[0] = isActive ? -reactive - susceptance : active - conductance
    derivatives[1] = isActive ? active + conductance : reactive - susceptance
    var next = 2
    let pairs = network.pairs
    for pairIndex in pairs.pairsOfBus[index] {
      let side = 4 * pairIndex + (pairs.first[pairIndex] == index ? 0 : 2)
      let p = pair[side]
      let q = pair[side + 1]
      derivatives[next] = isActive ? q : -p
      derivatives[next + 1] = isActive ? p : q
      next += 2
    }
  }

  /// A branch seen from one end.
  private struct BranchView {
    let near: Int
    let far: Int
    let ownReal: Double
    let ownImaginary: Double
    let farReal: Double
    let farImaginary: Double

    @inline(__always)
    init(_ network: Network, _ branch: Int, _ end: Meter.End) {
      let y = network.branchAdmittances[branch]
      let isFrom = end == .from
      near = isFrom ? network.fromBus[branch] : network.toBus[branch]
      far = isFrom ? network.toBus[branch] : network.fromBus[branch]
      ownReal = isFrom ? y.ffReal : y.ttReal
      ownImaginary = isFrom ? y.ffImaginary : y.ttImaginary
      farReal = isFrom ? y.ftReal : y.tfReal
      farImaginary = isFrom ? y.ftImaginary : y.tfImaginary
    }
  }

  @inline(__always)
  private func flow(_ y: BranchView, isActive: Bool, _ derivatives: UnsafeMutablePointer<Double>?) -> Double {
    let i = 4 * y.near
    let j = 4 * y.far
    let a = bus[i] * bus[j] + bus[i + 1] * bus[j + 1]
    let b = bus[i + 1] * bus[j] - bus[i] * bus[j + 1]
    let p = y.farReal * a + y.farImaginary * b
    let q = y.farReal * b - y.farImaginary * a
    let square = square(y.near)
    let own = isActive ? y.ownReal * square : -y.ownImaginary * square
    if let derivatives {
      derivatives[0] = isActive ? -q : p
      derivatives[1] = 2 * own + (isActive ? p : q)
      derivatives[2] = isActive ? q : -p
      derivatives[3] = isActive ? p : q
    }
    return own + (isActive ? p : q)
  }

  @inline(__always)
  private func current(_ y: BranchView, isReal: Bool, _ derivatives: UnsafeMutablePointer<Double>?) -> Double {
    let e = bus[4 * y.near]
    let f = bus[4 * y.near + 1]
    let farE = bus[4 * y.far]
    let farF = bus[4 * y.far + 1]
    let nearReal = y.ownReal * e - y.ownImaginary * f
    let nearImaginary = y.ownImaginary * e + y.ownReal * f
    let otherReal = y.farReal * farE - y.farImaginary * farF
    let otherImaginary = y.farImaginary * farE + y.farReal * farF
    if let derivatives {
      derivatives[0] = isReal ? -nearImaginary : nearReal
      derivatives[1] = isReal ? nearReal : nearImaginary
      derivatives[2] = isReal ? -otherImaginary : otherReal
      derivatives[3] = isReal ? otherReal : otherImaginary
    }
    return isReal ? nearReal + otherReal : nearImaginary + otherImaginary
  }
}
