/// A group of assets that share security requirements.
///
/// Source: IEC 62443-1-1 (zone), IEC 62443-3-2 (zone partitioning, SL-T).
public struct Zone: Sendable, Equatable {
  /// Short name by which assets and conduits refer to it; unique within a site.
  public var id: String
  /// Name for people; `nil` when the id says enough.
  public var name: String?
  /// Target security level SL-T, 0 (no requirement) … 4 (against nation-state means); `nil` when not decided.
  public var securityLevel: Int?
  /// The `id` of the zone this one lies in; `nil` at the top.
  public var parent: String?

  /// Creates a zone.
  public init(id: String, name: String? = nil, securityLevel: Int? = nil, parent: String? = nil) {
    self.id = id
    self.name = name
    self.securityLevel = securityLevel
    self.parent = parent
  }
}
