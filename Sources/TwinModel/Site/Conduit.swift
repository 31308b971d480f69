/// The communication path between zones: what may be said, and in which protocols.
///
/// Source: IEC 62443-1-1 (conduit), IEC 62443-3-2.
public struct Conduit: Sendable, Equatable {
  /// Short name; unique within a site.
  public var id: String
  /// Name for people; `nil` when the id says enough.
  public var name: String?
  /// The `Zone.id`s it connects, two or more, all different.
  public var zones: [String]
  /// The protocols that may pass, as the plant calls them (`modbus-tcp`, `opc-ua`); empty when not stated.
  public var protocols: [String]

  /// Creates a conduit.
  public init(id: String, name: String? = nil, zones: [String], protocols: [String] = []) {
    self.id = id
    self.name = name
    self.zones = zones
    self.protocols = protocols
  }
}
