extension WaterNetwork {
  /// A place on a map, in whatever units the map has.
  public struct Coordinates: Sendable, Equatable {
    /// Eastward.
    public var x: Double
    /// Northward.
    public var y: Double

    /// A place.
    public init(x: Double, y: Double) {
      self.x = x
      self.y = y
    }
  }

  /// One share of a junction's demand.
  public struct Demand: Sendable, Equatable {
    /// Flow drawn at pattern value 1, in m³/s; negative for a supply.
    public var base: Double
    /// Name of the pattern that multiplies `base`; `nil` for the default pattern.
    public var pattern: String?

    /// A share of a demand.
    public init(base: Double, pattern: String? = nil) {
      self.base = base
      self.pattern = pattern
    }
  }

  /// A node whose head is computed.
  public struct Junction: Sendable, Equatable {
    /// Unique among nodes.
    public var name: String
    /// m.
    public var elevation: Double
    /// What is drawn here; the shares add up.
    public var demands: [Demand]
    /// Where it lies on the map.
    public var coordinates: Coordinates?

    /// A junction.
    public init(name: String, elevation: Double, demands: [Demand] = [], coordinates: Coordinates? = nil) {
      self.name = name
      self.elevation = elevation
      self.demands = demands
      self.coordinates = coordinates
    }
  }

  /// A node whose head is given.
  public struct Reservoir: Sendable, Equatable {
    /// Unique among nodes.
    public var name: String
    /// m, at pattern value 1.
    public var head: Double
    /// Name of the pattern that multiplies `head`.
    public var pattern: String?
    /// Where it lies on the map.
    public var coordinates: Coordinates?

    /// A reservoir.
    public init(name: String, head: Double, pattern: String? = nil, coordinates: Coordinates? = nil) {
      self.name = name
      self.head = head
      self.pattern = pattern
      self.coordinates = coordinates
    }
  }

  /// A node whose head follows the volume stored.
  public struct Tank: Sendable, Equatable {
    /// Unique among nodes.
    public var name: String
    /// Height of the bottom, m.
    public var elevation: Double
    /// Level above the bottom at the start, m, within `levels`.
    public var initialLevel: Double
    /// Lowest and highest level, m.
    public var levels: ClosedRange<Double>
    /// m, of the cylinder; ignored where `volumeCurve` is given.
    public var diameter: Double
    /// Volume at the lowest level, m³; 0 for "as the cylinder has".
    public var minimumVolume: Double
    /// Level in m against volume in m³, both growing; `nil` for a cylinder.
    public var volumeCurve: Curve?
    /// Whether a full tank spills what flows in (true) or closes its inlets (false).
    public var overflows: Bool
    /// Where it lies on the map.
    public var coordinates: Coordinates?

    /// A tank.
    public init(
      name: String, elevation: Double, initialLevel: Double, levels: ClosedRange<Double>, diameter: Double,
      minimumVolume: Double = 0, volumeCurve: Curve? = nil, overflows: Bool = false, coordinates: Coordinates? = nil
    ) {
      self.name = name
      self.elevation = elevation
      self.initialLevel = initialLevel
      self.levels = levels
      self.diameter = diameter
      self.minimumVolume = minimumVolume
      self.volumeCurve = volumeCurve
      self.overflows = overflows
      self.coordinates = coordinates
    }
  }
}
