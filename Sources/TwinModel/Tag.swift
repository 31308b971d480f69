/// One named quantity that a plant reports or accepts, such as a tank level or a pump command.
public struct Tag: Sendable, Equatable, Codable {
  /// The name by which recordings, connectors and people call it; unique within a site.
  public var name: String
  /// What kind of quantity it is.
  public var kind: Kind
  /// Engineering unit as the plant writes it (`m`, `m3/h`, `bar`); `nil` when unknown.
  public var unit: String?
  /// Engineering range in `unit`: the values the instrument can report at all; `nil` when unknown.
  public var range: ClosedRange<Double>?
  /// Step between two neighbouring reported values, in `unit`, > 0; `nil` when unknown or not quantised.
  public var quantisation: Double?

  /// Creates a tag; everything but the name may be left to inference.
  public init(
    name: String, kind: Kind = .continuous, unit: String? = nil, range: ClosedRange<Double>? = nil,
    quantisation: Double? = nil
  ) {
    self.name = name
    self.kind = kind
    self.unit = unit
    self.range = range
    self.quantisation = quantisation
  }

  /// What kind of quantity a tag carries; detectors treat each kind differently.
  public enum Kind: String, Sendable, Codable, CaseIterable {
    /// A measured or commanded quantity on a scale: level, flow, pressure, valve position.
    case continuous
    /// One of a few discrete values: pump on/off, valve open/closed, operating mode.
    case state
    /// A quantity that only grows between resets: totalised flow, energy, cycle count.
    case counter
  }
}
