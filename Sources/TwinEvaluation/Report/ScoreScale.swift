internal import Foundation

/// The vertical axis of the score plots, one for all series: linear, or logarithmic where the scores span decades.
struct ScoreScale: Sendable, Equatable {
  /// Share of the scores' height kept free above the highest one, where the events' names stand.
  private static let headroom = 0.14

  let isLogarithmic: Bool
  let lower: Double
  let upper: Double

  /// Chooses the axis for scores of a detector.
  init(scores: [Double], threshold: Double) {
    var (lowest, highest) = (Double.infinity, -Double.infinity)
    for score in scores where score.isFinite {
      lowest = min(lowest, score)
      highest = max(highest, score)
    }
    if lowest > highest { (lowest, highest) = (0, 1) }
    let limit = threshold.isFinite ? threshold : highest
    isLogarithmic = lowest >= 0 && limit > 0 && limit < 1e290 && highest > 8 * limit
    if isLogarithmic {
      lower = limit / 30
      upper = min(highest * pow(highest / lower, Self.headroom), .greatestFiniteMagnitude)
    } else {
      let bottom = min(lowest, 0, limit)
      let top = max(highest, limit)
      let range = top - bottom
      lower = bottom
      upper = range.isFinite ? top + max(range * Self.headroom, abs(top) * 1e-9, 1e-300) : top
    }
  }

  /// Height of a score in [0, 1], 0 at the bottom; scores outside the axis lie on its edge.
  func height(_ score: Double) -> Double {
    let value =
      isLogarithmic
      ? (log10(max(score, lower)) - log10(lower)) / (log10(upper) - log10(lower))
      : (score / 2 - lower / 2) / (upper / 2 - lower / 2)
    return min(max(value.isNaN ? 0 : value, 0), 1)
  }

  /// Up to six round scores to label.
  var ticks: [Double] {
    if isLogarithmic {
      let (first, last) = (Int(log10(lower).rounded(.up)), Int(log10(upper).rounded(.down)))
      guard first <= last else { return [] }
      let step = (last - first) / 5 + 1
      return stride(from: first, through: last, by: step).map { pow(10, Double($0)) }
    }
    let rough = (upper / 4 - lower / 4)
    guard rough > 0, rough.isFinite else { return [] }
    let power = pow(10, log10(rough).rounded(.down))
    let step = [1, 2, 5, 10].map { $0 * power }.first { $0 >= rough } ?? rough
    guard step > 0 else { return [] }
    return (0...6).map { (lower / step).rounded(.up) * step + Double($0) * step }.filter { $0 <= upper }
  }
}
