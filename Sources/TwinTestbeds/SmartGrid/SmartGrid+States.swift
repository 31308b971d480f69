import PowerFlow
import TwinModel

/// The feeder's network and its sun.
struct FeederState: Sendable {
  var network: RadialFeeder
  var photovoltaics: Photovoltaics
  var regulator = 0.0
  /// Shape `[bus]`, pu on the feeder's base.
  let ratedActive: [Double]
  /// Shape `[bus]`, pu on the feeder's base.
  let ratedReactive: [Double]
  /// Net draw in MW and MVAr.
  var active = 0.0
  var reactive = 0.0
}

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
  /// Present demand without losses over the rated one.
  var level = 1.0

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
}

/// The control centre: what it believes and decides from readings alone.
struct ControlCentre: Sendable {
  var estimator: StateEstimator
  var dispatch: GenerationDispatch
  var taps: [TapController]
  var capacitors: [CapacitorController]
  var regulator = TapController()
  var feederCapacitor = CapacitorController(steps: 0)
  /// Shape `[meter]`, pu and radians.
  var values: [Double]
  /// Shape `[meter]`: the tag each meter reads; −1 for "nothing enters or leaves here".
  let meterTags: [Int]
  /// Shape `[meter]`: reading to pu or radians.
  let meterScales: [Double]
  var objective = 0.0
  var limit = 0.0
  var bad: [BadMeasurement] = []
  var status = EstimationStatus.consistent
  /// The topology for which dark buses were last sought.
  var estimatedRevision = -1
}

/// What the control centre's last estimation came to; the value of `EMS.STATUS`.
public enum EstimationStatus: Int, Sendable, CaseIterable {
  /// Nothing speaks against the readings.
  case consistent = 0
  /// Readings were inconsistent; those found bad were left out and the rest agrees.
  case cleaned = 1
  /// Readings are inconsistent and the culprit was not found.
  case inconsistent = 2
  /// There is no estimate: too few readings or no convergence.
  case failed = 3
}
