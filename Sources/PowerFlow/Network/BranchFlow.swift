import PortableMath

/// What a branch carries, in pu, positive into the branch at each end.
public struct BranchFlow: Sendable, Equatable {
  /// Active power entering at the from end.
  public var fromActive: Double
  /// Reactive power entering at the from end.
  public var fromReactive: Double
  /// Active power entering at the to end.
  public var toActive: Double
  /// Reactive power entering at the to end.
  public var toReactive: Double

  /// Creates a flow.
  public init(fromActive: Double, fromReactive: Double, toActive: Double, toReactive: Double) {
    self.fromActive = fromActive
    self.fromReactive = fromReactive
    self.toActive = toActive
    self.toReactive = toReactive
  }

  /// The larger apparent power of both ends, in pu: what a rating limits.
  public var apparent: Double {
    max(
      (fromActive * fromActive + fromReactive * fromReactive).squareRoot(),
      (toActive * toActive + toReactive * toReactive).squareRoot())
  }

  /// Active power that the branch turns into heat.
  public var losses: Double { fromActive + toActive }
}

extension Network {
  /// What a branch carries at given bus voltages.
  ///
  /// - Parameter magnitudes: shape `[bus]`, pu.
  /// - Parameter angles: shape `[bus]`, radians.
  public func flow(ofBranch branch: Int, magnitudes: [Double], angles: [Double]) -> BranchFlow {
    let y = branchAdmittances[branch]
    let from = magnitudes[fromBus[branch]]
    let to = magnitudes[toBus[branch]]
    let (sine, cosine) = sineCosine(angles[fromBus[branch]] - angles[toBus[branch]])
    let a = from * to * cosine
    let b = from * to * sine
    return BranchFlow(
      fromActive: y.ffReal * from * from + y.ftReal * a + y.ftImaginary * b,
      fromReactive: -y.ffImaginary * from * from + y.ftReal * b - y.ftImaginary * a,
      toActive: y.ttReal * to * to + y.tfReal * a - y.tfImaginary * b,
      toReactive: -y.ttImaginary * to * to - y.tfReal * b - y.tfImaginary * a)
  }
}
