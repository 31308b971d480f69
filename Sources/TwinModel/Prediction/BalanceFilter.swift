/// Follows one balance: a Kalman filter over what is stored and how far the unmetered rest deviates from its profile.
///
/// State [x, d] with covariance P. The transition is linear in the state, so the extended filter's linearisation is
/// exact; what is nonlinear (pump curves) stays outside, in relations. A row without a level is a prediction without
/// correction: P grows. A wild level is taken in with at most `bound` deviations, so that one lie does not move the
/// estimate of the demand.
///
/// Source: Bar-Shalom, Li, Kirubarajan, Estimation with Applications to Tracking and Navigation (2001), section 5.2.
struct BalanceFilter: Sendable {
  /// x, in units of the first store; 0 for a static balance.
  private(set) var content = 0.0
  /// d, per row.
  private(set) var deviation = 0.0
  private var p00 = 0.0
  private var p01 = 0.0
  private var p11 = 0.0
  private var isStarted = false

  /// Innovations enter the estimate of d within ± this many deviations.
  private static let bound = 5.0

  /// Variance of x.
  var contentVariance: Double { p00 }
  /// Variance of d.
  var deviationVariance: Double { p11 }
  var hasContent: Bool { isStarted }

  /// Keeps what is stored within what a store can hold: a full tank takes no more.
  mutating func hold(within range: ClosedRange<Double>) {
    content = min(max(content, range.lowerBound), range.upperBound)
  }

  /// The level from which a rule's level moves on: the content where a single store holds it, otherwise unknown.
  func start(_ model: BalanceModel) -> Double { isStarted && model.stores.count == 1 ? content : .nan }

  /// Moves one row ahead and compares with what was measured.
  ///
  /// - Parameter change: what flows and profile say of x(t+1) − x(t); `nil` when a flow is unknown.
  /// - Parameter measured: x, or for a static balance the negated sum that d should be; `nil` when there is none.
  /// - Returns: the innovation in deviations of normal operation; 0 when there is nothing to compare.
  mutating func step(_ model: BalanceModel, change: Double?, measured: Double?) -> Double {
    guard isStarted else {
      start(model, measured: measured)
      return 0
    }
    predict(model, change: change)
    guard let measured else { return 0 }
    guard change != nil else {
      restart(model, measured: measured)
      return 0
    }
    return correct(model, measured: measured)
  }

  private mutating func start(_ model: BalanceModel, measured: Double?) {
    guard let measured else { return }
    isStarted = true
    deviation = 0
    p11 = model.processVariance / (1 - model.persistence * model.persistence)
    restart(model, measured: measured)
  }

  private mutating func restart(_ model: BalanceModel, measured: Double) {
    guard !model.stores.isEmpty else { return }
    content = measured
    p00 = model.measurementVariance
    p01 = 0
  }

  /// x ← x + change + d, d ← φ d.
  mutating func predict(_ model: BalanceModel, change: Double?) {
    let phi = model.persistence
    if !model.stores.isEmpty {
      content += (change ?? 0) + deviation
      p00 += 2 * p01 + p11
      p01 = phi * (p01 + p11)
    }
    deviation *= phi
    p11 = phi * phi * p11 + model.processVariance
  }

  private mutating func correct(_ model: BalanceModel, measured: Double) -> Double {
    let isStatic = model.stores.isEmpty
    let variance = (isStatic ? p11 : p00) + model.measurementVariance
    guard variance > 0 else { return 0 }
    let innovation = measured - (isStatic ? deviation : content)
    let limit = Self.bound * variance.squareRoot() * model.innovationScale
    let bounded = min(max(innovation, -limit), limit)
    if isStatic {
      let gain = p11 / variance
      deviation += gain * bounded
      p11 *= 1 - gain
    } else {
      let (gain0, gain1) = (p00 / variance, p01 / variance)
      // What is stored is seen directly; only the conclusion about the demand is held back.
      content += gain0 * innovation
      deviation += gain1 * bounded
      p11 -= gain1 * p01
      p01 *= 1 - gain0
      p00 *= 1 - gain0
    }
    return innovation / (variance.squareRoot() * model.innovationScale)
  }
}
