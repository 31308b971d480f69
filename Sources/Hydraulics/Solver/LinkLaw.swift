import PortableMath

/// The law of one link between flow and head, ready for the solver.
enum LinkLaw: Sendable {
  case pipe
  case checkValvePipe
  /// Head gained at speed 1: shutOff − resistance · q^exponent.
  case powerFunctionPump(shutOff: Double, resistance: Double, exponent: Double, design: Double)
  case segmentPump(WaterNetwork.Curve)
  /// Head gained times flow, m·m³/s.
  case constantPowerPump(Double)
  case pressureReducing
  case pressureSustaining
  case pressureBreaking
  case flowControl
  /// Diameter for turning the setting into a resistance.
  case throttle(diameter: Double)
  case generalPurpose(WaterNetwork.Curve)

  var isPump: Bool {
    switch self {
    case .powerFunctionPump, .segmentPump, .constantPowerPump: true
    default: false
    }
  }

  /// PRV, PSV and FCV: valves that decide themselves whether they control.
  var decidesItself: Bool {
    switch self {
    case .pressureReducing, .pressureSustaining, .flowControl: true
    default: false
    }
  }

  var isValve: Bool {
    switch self {
    case .pipe, .checkValvePipe, .powerFunctionPump, .segmentPump, .constantPowerPump: false
    default: true
    }
  }

  var isGeneralPurpose: Bool { if case .generalPurpose = self { true } else { false } }

  /// Flow with which a running pump starts at speed 1, m³/s.
  var designFlow: Double {
    switch self {
    case .powerFunctionPump(_, _, _, let design): design
    case .segmentPump(let curve): ((curve.x.first ?? 0) + (curve.x.last ?? 0)) / 2
    case .constantPowerPump: Constants.cubicFoot
    default: 0
    }
  }

  /// Largest head a pump can give at speed 1, m.
  var shutOffHead: Double {
    switch self {
    case .powerFunctionPump(let shutOff, _, _, _): shutOff
    case .segmentPump(let curve): curve.y.first ?? 0
    default: .infinity
    }
  }

  /// The law of a pump, or why its curve is impossible.
  static func pump(_ law: WaterNetwork.PumpLaw) throws(PumpCurveError) -> LinkLaw {
    switch law {
    case .power(let power):
      return .constantPowerPump(power * Constants.headFlowPerWatt)
    case .headCurve(let curve) where curve.x.count == 1:
      let (q, h) = (curve.x[0], curve.y[0])
      return try powerFunction(h0: 1.33334 * h, h1: h, h2: 0, q1: q, q2: 2 * q)
    case .headCurve(let curve) where curve.x.count == 3 && curve.x[0] == 0:
      return try powerFunction(h0: curve.y[0], h1: curve.y[1], h2: curve.y[2], q1: curve.x[1], q2: curve.x[2])
    case .headCurve(let curve):
      guard zip(curve.y, curve.y.dropFirst()).allSatisfy({ $0 > $1 }) else { throw PumpCurveError() }
      return .segmentPump(curve)
    }
  }

  /// h = A − B·q^C through a shut-off head and two points.
  private static func powerFunction(
    h0: Double, h1: Double, h2: Double, q1: Double, q2: Double
  ) throws(PumpCurveError) -> LinkLaw {
    let tiny = 1e-6
    guard h0 >= tiny * Constants.foot, h0 - h1 >= tiny * Constants.foot, h1 - h2 >= tiny * Constants.foot,
      q1 >= tiny * Constants.cubicFoot, q2 - q1 >= tiny * Constants.cubicFoot
    else { throw PumpCurveError() }
    let exponent = logarithm2((h0 - h2) / (h0 - h1)) / logarithm2(q2 / q1)
    guard exponent > 0, exponent <= 20 else { throw PumpCurveError() }
    return .powerFunctionPump(
      shutOff: h0, resistance: (h0 - h1) / power(q1, exponent), exponent: exponent, design: q1)
  }
}

/// A head curve that no pump can have.
struct PumpCurveError: Error {}
