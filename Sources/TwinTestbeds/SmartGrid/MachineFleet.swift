/// The machines as one rotating mass: shaft powers behind governors, and the frequency they share.
///
/// `2W dΔf/dt = f₀ (ΣP_m − P_e (1 + D Δf/f₀))` with stored energy W, demand damping D, and per unit
/// `T dP_m/dt = P_set − (Δf/f₀)/R · P_max − P_m`, limited to its capability.
///
/// Source: Kundur (1994), "Power System Stability and Control", section 11.1 (frequency response of an isolated
/// system).
///
/// Deviations from the source: one lag stands for governor and turbine; all machines swing together.
struct MachineFleet: Sendable, Equatable {
  /// Droop R: relative frequency change that moves a unit over its whole range.
  static let droop = 0.05
  /// Lag T of governor and turbine in seconds.
  static let lag = 1.0
  /// Damping D: percent of demand per percent of frequency.
  static let damping = 1.5

  /// Shape `[unit]`, MW.
  private(set) var mechanical: [Double]
  /// Frequency minus nominal, Hz.
  private(set) var deviation = 0.0
  /// ΣP_m − P_e after the last step, MW.
  private(set) var acceleration = 0.0
  private let limits: [ClosedRange<Double>]
  private let inertia: [Double]
  private let totalInertia: Double
  private let nominalFrequency: Double

  init(mechanical: [Double], limits: [ClosedRange<Double>], inertia: [Double], nominalFrequency: Double) {
    self.mechanical = mechanical
    self.limits = limits
    self.inertia = inertia
    totalInertia = inertia.reduce(0, +)
    self.nominalFrequency = nominalFrequency
  }

  /// Moves shafts and frequency.
  ///
  /// - Parameter setpoints: shape `[unit]`, MW.
  /// - Parameter electrical: total electrical power at nominal frequency, MW.
  /// - Parameter isConnected: shape `[unit]`; a unit that is cut off stops.
  mutating func step(setpoints: [Double], electrical: Double, isConnected: [Bool], seconds: Double) {
    let parts = max(1, Int((seconds / 0.1).rounded(.up)))
    let h = seconds / Double(parts)
    for _ in 0..<parts {
      var total = 0.0
      for unit in mechanical.indices {
        let range = isConnected[unit] ? limits[unit] : 0...0
        let span = min(limits[unit].upperBound, 1e6)
        let response = inertia[unit] > 0 && setpoints[unit] > 0 ? deviation / nominalFrequency / Self.droop * span : 0
        let wanted = min(range.upperBound, max(range.lowerBound, setpoints[unit] - response))
        mechanical[unit] += (wanted - mechanical[unit]) * min(1, h / Self.lag)
        total += mechanical[unit]
      }
      acceleration = total - electrical * (1 + Self.damping * deviation / nominalFrequency)
      deviation += h * nominalFrequency * acceleration / (2 * totalInertia)
      deviation = min(10, max(-10, deviation))
    }
  }

  /// What a unit gives to the network: its shaft power less what accelerates it, MW.
  func electrical(ofUnit unit: Int) -> Double {
    mechanical[unit] - acceleration * inertia[unit] / totalInertia
  }
}
