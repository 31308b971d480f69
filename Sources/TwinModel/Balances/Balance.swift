/// A conservation law that the owner declares: what flows in less what flows out is what is stored.
///
/// Σ capacityᵢ · d(levelᵢ)/dt = Σ inflow − Σ outflow − unmetered. With nothing stored it is a static balance, such as the
/// power balance of a bus: Σ inflow − Σ outflow = unmetered. What is not known (a tank's area, the unmetered demand) is
/// identified from normal operation, see `PlantPhysics`.
public struct Balance: Sendable, Equatable {
  /// Short name; unique within a site.
  public var name: String
  /// Where the quantity is stored; empty for a static balance.
  public var storage: [Store]
  /// Tags that measure what flows in.
  public var inflow: [String]
  /// Tags that measure what flows out.
  public var outflow: [String]
  /// How the unmetered rest repeats.
  public var profile: Profile
  /// Tags whose values the unmetered rest follows linearly, such as a metered neighbour's demand.
  public var follows: [String]

  /// Creates a balance.
  public init(
    name: String, storage: [Store] = [], inflow: [String] = [], outflow: [String] = [], profile: Profile = .none,
    follows: [String] = []
  ) {
    self.name = name
    self.storage = storage
    self.inflow = inflow
    self.outflow = outflow
    self.profile = profile
    self.follows = follows
  }

  /// One place where the quantity is stored.
  public struct Store: Sendable, Equatable {
    /// The tag that says how much: a level, volume, mass or energy.
    public var tag: String
    /// Horizontal area in m² of a tank whose tag is a level, > 0; `nil` when it is to be identified, or when the tag
    /// itself is a volume, mass or energy.
    public var area: Double?

    /// Creates a store.
    public init(tag: String, area: Double? = nil) {
      self.tag = tag
      self.area = area
    }
  }

  /// How the unmetered rest of a balance repeats.
  public enum Profile: String, Sendable, CaseIterable, Codable {
    /// It does not, or nobody knows.
    case none
    /// Every day alike.
    case day
    /// Days and weeks, such as what people use.
    case week
  }

  /// Every tag that it names, in order.
  var tags: [String] { storage.map(\.tag) + inflow + outflow + follows }
}
