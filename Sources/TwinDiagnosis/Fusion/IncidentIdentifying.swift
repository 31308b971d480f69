public import TwinModel

/// Says what an incident is, from how it behaves.
public protocol IncidentIdentifying: Sendable {
  /// Calibrated probabilities of the classes.
  func probabilities(of signature: IncidentSignature) -> ClassProbabilities
}
