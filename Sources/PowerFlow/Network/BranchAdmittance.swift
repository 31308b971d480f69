import PortableMath

/// The four complex admittances of a branch in pu: current at each end by voltage at each end.
struct BranchAdmittance: Sendable, Equatable {
  var ffReal = 0.0
  var ffImaginary = 0.0
  var ftReal = 0.0
  var ftImaginary = 0.0
  var tfReal = 0.0
  var tfImaginary = 0.0
  var ttReal = 0.0
  var ttImaginary = 0.0

  /// A branch with open breakers.
  static let open = BranchAdmittance()
}

/// What of a branch never changes: its π circuit and its phase shift.
struct BranchElement: Sendable {
  private let seriesConductance: Double
  private let seriesSusceptance: Double
  private let charging: Double
  private let shift: (sine: Double, cosine: Double)

  init(_ branch: Branch) {
    let square = branch.resistance * branch.resistance + branch.reactance * branch.reactance
    seriesConductance = branch.resistance / square
    seriesSusceptance = -branch.reactance / square
    charging = branch.charging
    shift = sineCosine(branch.phaseShift * .pi / 180)
  }

  func admittance(tapRatio: Double) -> BranchAdmittance {
    let halfCharged = seriesSusceptance + charging / 2
    let real = seriesConductance / tapRatio
    let imaginary = seriesSusceptance / tapRatio
    return BranchAdmittance(
      ffReal: seriesConductance / (tapRatio * tapRatio), ffImaginary: halfCharged / (tapRatio * tapRatio),
      ftReal: -(real * shift.cosine - imaginary * shift.sine),
      ftImaginary: -(real * shift.sine + imaginary * shift.cosine),
      tfReal: -(real * shift.cosine + imaginary * shift.sine),
      tfImaginary: -(imaginary * shift.cosine - real * shift.sine),
      ttReal: seriesConductance, ttImaginary: halfCharged)
  }
}

/// Entries of the bus admittance matrix between two buses: row of the smaller index first.
struct MutualAdmittance: Sendable, Equatable {
  var conductance = 0.0
  var susceptance = 0.0
  var backConductance = 0.0
  var backSusceptance = 0.0

  mutating func add(_ branch: BranchAdmittance, reversed: Bool) {
    conductance += reversed ? branch.tfReal : branch.ftReal
    susceptance += reversed ? branch.tfImaginary : branch.ftImaginary
    backConductance += reversed ? branch.ftReal : branch.tfReal
    backSusceptance += reversed ? branch.ftImaginary : branch.tfImaginary
  }
}
