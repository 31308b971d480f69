/// A piece of equipment: what a tag belongs to, what an attacker aims at, what a response may isolate.
public struct Asset: Sendable, Equatable {
  /// Short name by which tags refer to it, usually the plant's own (`P101`, `PU1`); unique within a site.
  public var id: String
  /// Name for people; `nil` when the id says enough.
  public var name: String?
  /// What it is.
  public var kind: Kind
  /// The `Zone.id` it lies in; `nil` when unknown.
  public var zone: String?
  /// How much the plant depends on it.
  public var criticality: Criticality
  /// True when no automatic response may ever cut it off: isolating it would itself be dangerous.
  public var neverIsolate: Bool

  /// Creates an asset.
  public init(
    id: String, name: String? = nil, kind: Kind, zone: String? = nil, criticality: Criticality = .medium,
    neverIsolate: Bool = false
  ) {
    self.id = id
    self.name = name
    self.kind = kind
    self.zone = zone
    self.criticality = criticality
    self.neverIsolate = neverIsolate
  }

  /// What an asset is: process and electrical equipment first, then the devices that watch and drive it.
  public enum Kind: String, Sendable, CaseIterable {
    // Process equipment.
    case tank, vessel, reactor, column, exchanger, boiler, pump, compressor, fan, valve, pipe, junction, motor
    // Electrical equipment.
    case generator, bus, line, transformer, breaker, load, inverter, lighting
    // Instruments and control.
    case sensor, actuator, controller
    // Networked devices.
    case gateway, network, server, workstation
    // Anything else.
    case other
  }

  /// How much the plant depends on an asset.
  public enum Criticality: String, Sendable, CaseIterable, Comparable {
    /// The plant runs on without it.
    case low
    /// Quality or efficiency suffers.
    case medium
    /// Production stops.
    case high
    /// People, environment or the plant itself are in danger.
    case critical

    /// Whether the left one matters less.
    public static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }

    private var rank: Int {
      switch self {
      case .low: 0
      case .medium: 1
      case .high: 2
      case .critical: 3
      }
    }
  }
}
