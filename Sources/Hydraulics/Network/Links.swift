extension WaterNetwork {
  /// What a link is commanded to be at the start.
  public enum InitialStatus: Sendable, Equatable {
    /// Lets water pass.
    case open
    /// Does not.
    case closed
  }

  /// A pipe, with or without check valve.
  public struct Pipe: Sendable, Equatable {
    /// Unique among links.
    public var name: String
    /// Name of the node where positive flow enters.
    public var from: String
    /// Name of the node where positive flow leaves.
    public var to: String
    /// m, > 0.
    public var length: Double
    /// m, > 0.
    public var diameter: Double
    /// Hazen–Williams C, Darcy–Weisbach roughness height in m, or Manning n, as `HydraulicOptions.headLoss` says; > 0.
    public var roughness: Double
    /// Loss coefficient of fittings, dimensionless, ≥ 0.
    public var minorLoss: Double
    /// Open or closed at the start; a check valve decides for itself.
    public var status: InitialStatus
    /// Whether water may only flow from `from` to `to`.
    public var hasCheckValve: Bool

    /// A pipe.
    public init(
      name: String, from: String, to: String, length: Double, diameter: Double, roughness: Double,
      minorLoss: Double = 0, status: InitialStatus = .open, hasCheckValve: Bool = false
    ) {
      self.name = name
      self.from = from
      self.to = to
      self.length = length
      self.diameter = diameter
      self.roughness = roughness
      self.minorLoss = minorLoss
      self.status = status
      self.hasCheckValve = hasCheckValve
    }
  }

  /// What a pump can do.
  public enum PumpLaw: Sendable, Equatable {
    /// Flow in m³/s against head gained in m at full speed: one design point, three points of which the first has flow
    /// 0 (both a power function), or any falling sequence (straight segments).
    case headCurve(Curve)
    /// Constant power given to the water, W, > 0.
    case power(Double)
  }

  /// A pump.
  public struct Pump: Sendable, Equatable {
    /// Unique among links.
    public var name: String
    /// Name of the node on the suction side.
    public var from: String
    /// Name of the node on the pressure side.
    public var to: String
    /// What it can do.
    public var law: PumpLaw
    /// Relative speed, ≥ 0.
    public var speed: Double
    /// Name of the pattern that gives the relative speed over time.
    public var speedPattern: String?
    /// Running or not at the start.
    public var status: InitialStatus

    /// A pump.
    public init(
      name: String, from: String, to: String, law: PumpLaw, speed: Double = 1, speedPattern: String? = nil,
      status: InitialStatus = .open
    ) {
      self.name = name
      self.from = from
      self.to = to
      self.law = law
      self.speed = speed
      self.speedPattern = speedPattern
      self.status = status
    }
  }

  /// What a valve controls, and its setting.
  public enum ValveLaw: Sendable, Equatable {
    /// PRV: keeps the pressure downstream at no more than this, m.
    case pressureReducing(Double)
    /// PSV: keeps the pressure upstream at no less than this, m.
    case pressureSustaining(Double)
    /// PBV: takes this much pressure away, m.
    case pressureBreaking(Double)
    /// FCV: lets no more than this pass, m³/s.
    case flowControl(Double)
    /// TCV: has this loss coefficient, dimensionless.
    case throttle(Double)
    /// GPV: flow in m³/s against head lost in m.
    case generalPurpose(Curve)
  }

  /// A control valve.
  public struct Valve: Sendable, Equatable {
    /// Unique among links.
    public var name: String
    /// Name of the node upstream.
    public var from: String
    /// Name of the node downstream.
    public var to: String
    /// m, > 0.
    public var diameter: Double
    /// What it controls.
    public var law: ValveLaw
    /// Loss coefficient when fully open, dimensionless, ≥ 0.
    public var minorLoss: Double
    /// Fixed open or closed at the start, or `nil` when it controls.
    public var status: InitialStatus?

    /// A control valve.
    public init(
      name: String, from: String, to: String, diameter: Double, law: ValveLaw, minorLoss: Double = 0,
      status: InitialStatus? = nil
    ) {
      self.name = name
      self.from = from
      self.to = to
      self.diameter = diameter
      self.law = law
      self.minorLoss = minorLoss
      self.status = status
    }
  }
}
