public import TwinModel

/// How an incident behaves: which signs speak, how loudly, in which order, about what kinds of tags; what else happened.
///
/// Nothing in it needs to know what it is: every figure comes from evidence that a real plant has.
public struct IncidentSignature: Sendable, Equatable {
  /// Shape of `Evidence.Sign.allCases`.
  public internal(set) var signs = [SignTally](repeating: SignTally(), count: Evidence.Sign.allCases.count)
  /// Seconds from first to latest evidence.
  public internal(set) var duration = 0.0
  /// Ticks that were hits.
  public internal(set) var hits = 0
  /// Ticks from first to latest evidence.
  public internal(set) var ticks = 0
  /// Assets concerned.
  public internal(set) var places = 0
  /// Share of what is said about values that concerns actuators' commands and states, 0...1.
  public internal(set) var actuatorShare = 0.0
  /// Tags about which evidence speaks.
  public internal(set) var tags = 0
  /// Share of what is said about values that concerns the loudest tag, 0...1.
  public internal(set) var concentration = 0.0
  /// Seconds from the latest context of a kind to the first evidence; `nil` where none bears on it.
  public internal(set) var context: [Evidence.Sign: Double] = [:]

  /// Nothing seen.
  public init() {}

  /// What one kind of sign has said.
  public subscript(_ sign: Evidence.Sign) -> SignTally { signs[sign.place] }
}
