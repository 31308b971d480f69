import TwinModel

/// What happens on ordinary days: load surges, cloud fronts, lines taken out for maintenance.
struct GridDisturbances: Sendable, Equatable {
  /// Shape `[bus]`: share by which a surge raises demand at present.
  private(set) var surge: [Double]
  /// Cloud cover about which the sky wanders, 0 … 1.
  private(set) var meanCover = 0.25
  /// The branch out for maintenance, by index.
  private(set) var maintainedBranch: Int?
  private var surges: [Surge] = []
  private var front = 0.0
  private var maintenance = 0.0

  private struct Surge: Sendable, Equatable {
    var bus: Int
    var size: Double
    var age = 0.0
    var duration: Double
  }

  init(busCount: Int) { surge = [Double](repeating: 0, count: busCount) }

  /// - Parameter rate: 1 is ordinary; 0 is a day on which nothing happens.
  /// - Parameter isWorkingHour: whether crews are out.
  mutating func step(
    rate: Double, loadBuses: [Int], maintainable: [Int], isWorkingHour: Bool, seconds: Double,
    using random: inout SeededGenerator
  ) {
    let draw = random.uniform()
    if draw < rate * 8 * seconds / 86_400 && !loadBuses.isEmpty && surges.count < 4 {
      let bus = loadBuses[Int(random.uniform() * Double(loadBuses.count))]
      surges.append(Surge(bus: bus, size: 0.06 + 0.10 * random.uniform(), duration: 600 + 1800 * random.uniform()))
    }
    stepSurges(seconds: seconds)
    stepFront(rate: rate, seconds: seconds, using: &random)
    stepMaintenance(
      rate: rate, maintainable: maintainable, isWorkingHour: isWorkingHour, seconds: seconds, using: &random)
  }

  private mutating func stepSurges(seconds: Double) {
    for bus in surge.indices { surge[bus] = 0 }
    for index in surges.indices {
      surges[index].age += seconds
      let rise = min(1, surges[index].age / 60)
      let fall = min(1, max(0, (surges[index].duration - surges[index].age) / 60))
      surge[surges[index].bus] += surges[index].size * min(rise, fall)
    }
    surges.removeAll { $0.age >= $0.duration }
  }

  private mutating func stepFront(rate: Double, seconds: Double, using random: inout SeededGenerator) {
    front -= seconds
    if random.uniform() < rate * 3 * seconds / 86_400 && front <= 0 { front = 1200 + 3600 * random.uniform() }
    let wanted = front > 0 ? 0.95 : 0.25
    meanCover += (wanted - meanCover) * min(1, seconds / 240)
  }

  private mutating func stepMaintenance(
    rate: Double, maintainable: [Int], isWorkingHour: Bool, seconds: Double, using random: inout SeededGenerator
  ) {
    let draw = random.uniform()
    if maintainedBranch != nil {
      maintenance -= seconds
      if maintenance <= 0 { maintainedBranch = nil }
    } else if isWorkingHour && draw < rate * 1.5 * seconds / 28_800 && !maintainable.isEmpty {
      maintainedBranch = maintainable[Int(random.uniform() * Double(maintainable.count))]
      maintenance = 1800 + 5400 * random.uniform()
    }
  }
}
