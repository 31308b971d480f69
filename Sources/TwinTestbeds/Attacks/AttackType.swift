/// The eight types of attack that the system is judged against.
///
/// Identifiers are those of MITRE ATT&CK for ICS v18.1 (`T…`, mitigations `M…`) and MITRE ATLAS (`AML.…`).
public enum AttackType: String, Sendable, CaseIterable, Codable {
  /// Measurements are not what the sensors read.
  case falseData = "A1"
  /// Messages are lost or late because something floods.
  case flooding = "A2"
  /// What models learn from is false.
  case poisoning = "A3"
  /// Actuators do harm while sensors tell of normal operation.
  case maskedActuation = "A4"
  /// Old messages are told again, or somebody in the middle holds them back.
  case replay = "A5"
  /// A node pretends to be another.
  case rogueNode = "A6"
  /// Commands come through the interface from somebody who may not give them.
  case unauthorisedCommand = "A7"
  /// An update brought something along.
  case supplyChain = "A8"
}
