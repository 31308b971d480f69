/// One named quantity that a plant reports or accepts, such as a tank level or a pump command.
public struct Tag: Sendable, Equatable, Codable {
  /// The name by which recordings, connectors and people call it; unique within a site.
  public var name: String
  /// What kind of values it takes.
  public var kind: Kind
  /// Engineering unit as the plant writes it (`m`, `m3/h`, `bar`); `nil` when unknown.
  public var unit: String?
  /// Engineering range in `unit`: the values the instrument can report at all; `nil` when unknown.
  public var range: ClosedRange<Double>?
  /// Step between two neighbouring reported values, in `unit`, > 0; `nil` when unknown or not quantised.
  public var quantisation: Double?
  /// The `Asset.id` of the equipment it belongs to; `nil` when unknown.
  public var asset: String?
  /// What the tag is to the control system; `nil` when unknown.
  public var role: Role?
  /// What the tag measures or sets, physically; `nil` when unknown. It decides which units make sense.
  public var quantity: Quantity?
  /// A sentence for people; `nil` when there is none.
  public var description: String?

  /// Creates a tag; everything but the name may be left to inference.
  public init(
    name: String, kind: Kind = .continuous, unit: String? = nil, range: ClosedRange<Double>? = nil,
    quantisation: Double? = nil, asset: String? = nil, role: Role? = nil, quantity: Quantity? = nil,
    description: String? = nil
  ) {
    self.name = name
    self.kind = kind
    self.unit = unit
    self.range = range
    self.quantisation = quantisation
    self.asset = asset
    self.role = role
    self.quantity = quantity
    self.description = description
  }

  /// What kind of values a tag takes; detectors treat each kind differently.
  public enum Kind: String, Sendable, Codable, CaseIterable {
    /// A measured or commanded quantity on a scale: level, flow, pressure, valve position.
    case continuous
    /// One of a few discrete values: pump on/off, valve open/closed, operating mode.
    case state
    /// A quantity that only grows between resets: totalised flow, energy, cycle count.
    case counter
  }

  /// What a tag is to the control system.
  public enum Role: String, Sendable, Codable, CaseIterable {
    /// What a sensor says about the process.
    case measurement
    /// What a controller tells an actuator to do.
    case command
    /// What an actuator says it does.
    case feedback
    /// What an operator or a superior controller asks for.
    case setpoint
    /// A condition that a device computed: alarm, trip, mode.
    case status
  }
}
