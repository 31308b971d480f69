/// Where an attacker stands.
public enum AttackPosition: String, Sendable, CaseIterable, Codable {
  /// In a field device.
  case sensor
  /// On the wire between two nodes.
  case link
  /// In a controller.
  case controller
  /// In front of the node that passes data on to historian and twin.
  case gateway
  /// Among those who learn together.
  case federationMember = "federation member"
  /// At the programming interface, beside the operators.
  case apiClient = "API client"
  /// Where updates come from.
  case updateChannel = "update channel"
}
