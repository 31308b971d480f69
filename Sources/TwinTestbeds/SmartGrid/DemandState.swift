import TwinModel

/// What is consumed: rated demand and how it wanders.
struct DemandState: Sendable {
  /// Shape `[bus]`, pu; without the feeder's share.
  var ratedActive: [Double]
  /// Shape `[bus]`, pu; without the feeder's share.
  var ratedReactive: [Double]
  /// Buses with demand, by index.
  let loadBuses: [Int]
  /// Shape `[load bus]`.
  var slow: [WanderingValue]
  /// Shape `[load bus]`.
  var fast: [WanderingValue]
  /// Total rated demand in pu, the feeder's included.
  let ratedTotal: Double

  init(active: [Double], reactive: [Double], ratedTotal: Double) {
    ratedActive = active
    ratedReactive = reactive
    loadBuses = active.indices.filter { active[$0] != 0 || reactive[$0] != 0 }
    slow = loadBuses.map { _ in WanderingValue(deviation: 0.02, memory: 900) }
    fast = loadBuses.map { _ in WanderingValue(deviation: 0.004, memory: 30) }
    self.ratedTotal = ratedTotal
  }

  /// Lets every demand wander on.
  mutating func wander(seconds: Double, using random: inout SeededGenerator) {
    for index in loadBuses.indices {
      slow[index].step(seconds: seconds, using: &random)
      fast[index].step(seconds: seconds, using: &random)
    }
  }
}
