extension TennesseeEastmanProcess {
  /// The 50 states of the process.
  ///
  /// Units inside the model are American as in the source: lbmol, MMBtu, °C, hours.
  public struct State: StateVector, Equatable {
    /// Reactor: vapour amounts of A, B, C and liquid amounts of D … H; energy of the liquid. States 1 … 9.
    public var reactor: Holdup
    /// Product separator, split as the reactor. States 10 … 18.
    public var separator: Holdup
    /// Stripper sump, all liquid. States 19 … 27.
    public var stripper: Holdup
    /// Mixing zone before the reactor, all vapour; internal energy. States 28 … 36.
    public var mixingZone: Holdup
    /// Outlet temperature of the reactor's cooling water, °C. State 37.
    public var reactorCoolantTemperature: Double
    /// Outlet temperature of the condenser's cooling water, °C. State 38.
    public var condenserCoolantTemperature: Double
    /// Valve positions and agitator speed, %. States 39 … 50.
    public var valves: ManipulatedVariables

    /// The published base operating point (mode 1 base case, G and H in equal parts).
    ///
    /// Source: Downs & Vogel 1993, base case.
    public static let base = State(
      reactor: Holdup(
        amounts: [
          10.40491389, 4.363996017, 7.570059737, 0.4230042431, 24.15513437, 2.942597645, 154.3770655, 159.186596,
        ], energy: 2.808522723),
      separator: Holdup(
        amounts: [
          63.75581199, 26.74026066, 46.38532432, 0.2464521543, 15.20484404, 1.852266172, 52.44639459, 41.20394008,
        ], energy: 0.569931776),
      stripper: Holdup(
        amounts: [
          0.4306056376, 0.0079906200783, 0.9056036089, 0.016054258216, 0.7509759687, 0.088582855955, 48.27726193,
          39.38459028,
        ], energy: 0.3755297257),
      mixingZone: Holdup(
        amounts: [
          107.7562698, 29.77250546, 88.32481135, 23.03929507, 62.85848794, 5.546318688, 11.92244772, 5.555448243,
        ], energy: 0.9218489762),
      reactorCoolantTemperature: 94.59927549, condenserCoolantTemperature: 77.29698353,
      valves: ManipulatedVariables([
        63.05263039, 53.97970677, 24.64355755, 61.30192144, 22.21, 40.06374673, 38.1003437, 46.53415582, 47.44573456,
        41.10581288, 18.11349055, 50,
      ]))

    /// All states at zero: the derivative of a plant that stands still.
    public static let zero = State(
      reactor: Holdup(), separator: Holdup(), stripper: Holdup(), mixingZone: Holdup(),
      reactorCoolantTemperature: 0, condenserCoolantTemperature: 0, valves: ManipulatedVariables())

    /// Adds `factor · other` state by state.
    public mutating func add(_ other: Self, scaledBy factor: Double) {
      reactor.add(other.reactor, scaledBy: factor)
      separator.add(other.separator, scaledBy: factor)
      stripper.add(other.stripper, scaledBy: factor)
      mixingZone.add(other.mixingZone, scaledBy: factor)
      reactorCoolantTemperature += factor * other.reactorCoolantTemperature
      condenserCoolantTemperature += factor * other.condenserCoolantTemperature
      valves.percent += other.valves.percent * factor
    }

    /// The largest error in multiples of what is allowed at `state`.
    public func largestError(at state: Self, tolerance: ErrorTolerance) -> Double {
      elements.largestError(at: state.elements, tolerance: tolerance)
    }
  }

  /// What one unit of the plant holds.
  public struct Holdup: Sendable, Equatable {
    /// Amounts of A … H, lbmol.
    public var amounts: ComponentVector
    /// Energy relative to liquid at 0 °C, MMBtu.
    public var energy: Double

    /// Creates a holdup; empty by default.
    public init(amounts: ComponentVector = .zero, energy: Double = 0) {
      self.amounts = amounts
      self.energy = energy
    }

    mutating func add(_ other: Self, scaledBy factor: Double) {
      amounts += other.amounts * factor
      energy += factor * other.energy
    }
  }
}
