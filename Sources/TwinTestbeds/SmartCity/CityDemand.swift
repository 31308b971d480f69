import TwinModel

/// What the town's consumers draw: the published week of each district, season, days, noise and now and then a fire.
///
/// Moves in steps of its own, so that the numbers drawn depend on time alone and never on what the plant does.
struct CityDemand: Sendable {
  /// Seconds of one own step.
  static let step = 60.0
  /// Districts with a pattern of their own.
  static let districtCount = 5

  /// Share of each district's base demand that is drawn now; shape `[district]`.
  private(set) var factors = [Double](repeating: 0, count: districtCount)
  /// Fire brigade: where they draw and how much; `nil` most of the time.
  private(set) var fire: Fire?

  private var steps = 0
  private var day = -1
  private var dayFactors = [Double](repeating: 1, count: districtCount)
  private var noise = [OrnsteinUhlenbeck](
    repeating: OrnsteinUhlenbeck(deviation: 0.08, timeConstant: 1200), count: districtCount)

  /// Water drawn from a hydrant.
  struct Fire: Sendable, Equatable {
    /// 0 ..< 1, decides the hydrant.
    var place: Double
    /// m³/s.
    var flow: Double
    /// Seconds since the beginning at which it ends.
    var end: Double
  }

  /// Mean seconds between two fires.
  static let meanBetweenFires = 30 * 86400.0

  /// Moves on to `time` if a step of its own has passed; true when something changed.
  mutating func advance(to time: Double, patterns: [[Double]], using random: inout SeededGenerator) -> Bool {
    var moved = false
    while Double(steps) * Self.step <= time {
      stepOnce(Double(steps) * Self.step, patterns, using: &random)
      steps += 1
      moved = true
    }
    return moved
  }

  private mutating func stepOnce(_ time: Double, _ patterns: [[Double]], using random: inout SeededGenerator) {
    if Int(time / 86400) != day {
      day = Int(time / 86400)
      let town = 0.02 * random.normal()
      for district in 0..<Self.districtCount { dayFactors[district] = 1 + town + 0.02 * random.normal() }
    }
    let season = Self.season(day: day)
    let weekday = day % 7
    // At week-ends the town rises an hour later.
    let hour = Int(time / 3600) - (weekday >= 5 ? 1 : 0)
    for district in 0..<Self.districtCount {
      noise[district].advance(by: Self.step, using: &random)
      let pattern = patterns[district]
      let share = pattern[(hour + pattern.count) % pattern.count]
      factors[district] = max(0, share * season * dayFactors[district] * (1 + noise[district].value))
    }
    considerFire(time, using: &random)
  }

  private mutating func considerFire(_ time: Double, using random: inout SeededGenerator) {
    let (chance, place, size, length) = (random.uniform(), random.uniform(), random.uniform(), random.uniform())
    if let fire, fire.end <= time { self.fire = nil }
    if fire == nil && chance < Self.step / Self.meanBetweenFires {
      fire = Fire(place: place, flow: 0.015 + 0.02 * size, end: time + 3600 * (1 + 2 * length))
    }
  }

  /// Day 0 is in winter, when the town draws an eighth less than on average, half a year later an eighth more: two
  /// parabolas that a cosine would resemble.
  static func season(day: Int) -> Double {
    let phase = Double((day + 274) % 365) / 182.5
    let half = phase < 1 ? phase : phase - 1
    let arch = 0.12 * 4 * half * (1 - half)
    return phase < 1 ? 1 + arch : 1 - arch
  }
}
