public import TwinModel

extension Residual {
  /// The kind of behaviour that the residual shows.
  public var sign: Evidence.Sign {
    switch self {
    case .limits: .limit
    case .crossSensor: .crossSensor
    case .innovation: .dynamics
    case .conditionalInnovation: .conditionalDynamics
    case .denseAutoencoder: .reconstruction
    case .windowedAutoencoder: .windowReconstruction
    case .balance: .balance
    case .relation: .relation
    case .rule: .controllerRule
    }
  }

  /// The layer at which evidence of the residual arises: an impossible value where it was read, everything else in the
  /// model that expected something else.
  public var layer: Layer { self == .limits ? .acquisition : .modelling }
}
