import PortableMath
import TwinModel

/// What the consumers of the cell draw: a daily pattern, days that differ, and a wander within minutes.
struct WaterDemand: Sendable {
  private var time = 0.0
  private var day = -1
  private var dayFactor = 1.0
  private var wander = OrnsteinUhlenbeck(deviation: 0.06, timeConstant: 900)
  /// The pattern is computed anew this often, in seconds.
  private static let patternPeriod = 30.0
  private var slot = -1.0
  private var pattern = 0.0

  /// What is drawn while the pattern is 1, in m³/h.
  static let base = 1.2

  /// The flow that is drawn, in m³/s.
  private(set) var flow = 0.0

  mutating func advance(by dt: Double, using random: inout SeededGenerator) {
    time += dt
    if Int(time / 86400) != day {
      day = Int(time / 86400)
      dayFactor = 1 + 0.05 * random.normal()
    }
    if (time / Self.patternPeriod).rounded(.down) != slot {
      slot = (time / Self.patternPeriod).rounded(.down)
      pattern = Self.pattern(hour: (time / 3600).truncatingRemainder(dividingBy: 24))
    }
    wander.advance(by: dt, using: &random)
    flow = max(0, Self.base / 3600 * pattern * dayFactor * (1 + wander.value))
  }

  /// Share of the base that is drawn at an hour of the day: peaks in the morning, at noon and in the evening.
  private static func pattern(hour: Double) -> Double {
    func peak(_ height: Double, at centre: Double, width: Double) -> Double {
      let distance = (hour - centre) / width
      return height * exponential(-distance * distance)
    }
    return 0.62 + peak(0.6, at: 7.5, width: 2) + peak(0.35, at: 13, width: 2.5) + peak(0.55, at: 19, width: 2.5)
  }
}
