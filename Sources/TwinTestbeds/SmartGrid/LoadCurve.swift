/// How demand goes through the day, as a share of the rated demand.
///
/// Hourly values are joined by cubic curves (Catmull–Rom), so that demand has no corners. The shapes are this
/// testbed's own: an evening peak for homes, office hours for commerce, shifts for industry.
public enum LoadCurve {
  /// Who consumes.
  public enum Kind: Sendable, CaseIterable {
    /// Homes: morning and evening peaks, later on weekends.
    case residential
    /// Offices and shops: a plateau by day, quiet on weekends.
    case commercial
    /// Factories: two shifts, base load at night and on weekends.
    case industrial
  }

  /// The share of the rated demand at a time.
  ///
  /// - Parameter hour: hour of the day, [0, 24).
  /// - Parameter isWeekend: whether it is Saturday or Sunday.
  public static func share(_ kind: Kind, hour: Double, isWeekend: Bool) -> Double {
    let table = isWeekend ? weekend[kind.index] : weekday[kind.index]
    let place = hour < 0 ? hour + 24 : hour
    let whole = Int(place) % 24
    let t = place - place.rounded(.down)
    let before = table[(whole + 23) % 24]
    let left = table[whole]
    let right = table[(whole + 1) % 24]
    let after = table[(whole + 2) % 24]
    let slope = 0.5 * (right - before)
    let nextSlope = 0.5 * (after - left)
    let rise = right - left
    return left + t * (slope + t * (3 * rise - 2 * slope - nextSlope + t * (slope + nextSlope - 2 * rise)))
  }

  private static let weekday: [[Double]] = [
    [
      0.58, 0.53, 0.50, 0.49, 0.50, 0.56, 0.68, 0.82, 0.84, 0.78, 0.74, 0.74, 0.76, 0.74, 0.72, 0.74, 0.82, 0.94, 1.03,
      1.06, 1.02, 0.93, 0.80, 0.67,
    ],
    [
      0.48, 0.46, 0.45, 0.45, 0.46, 0.50, 0.60, 0.76, 0.92, 1.00, 1.03, 1.04, 1.02, 1.03, 1.03, 1.01, 0.97, 0.92, 0.86,
      0.80, 0.72, 0.63, 0.55, 0.50,
    ],
    [
      0.70, 0.69, 0.68, 0.68, 0.70, 0.78, 0.92, 1.00, 1.02, 1.03, 1.03, 1.01, 0.97, 1.01, 1.02, 1.01, 0.99, 0.97, 0.95,
      0.94, 0.92, 0.86, 0.78, 0.72,
    ],
  ]

  private static let weekend: [[Double]] = [
    [
      0.62, 0.57, 0.53, 0.51, 0.50, 0.51, 0.55, 0.63, 0.74, 0.84, 0.90, 0.92, 0.93, 0.90, 0.86, 0.84, 0.87, 0.94, 1.01,
      1.04, 1.00, 0.92, 0.82, 0.71,
    ],
    [
      0.45, 0.44, 0.43, 0.43, 0.43, 0.44, 0.46, 0.50, 0.56, 0.64, 0.70, 0.72, 0.72, 0.71, 0.70, 0.68, 0.66, 0.63, 0.60,
      0.57, 0.54, 0.51, 0.48, 0.46,
    ],
    [
      0.62, 0.61, 0.60, 0.60, 0.60, 0.61, 0.64, 0.67, 0.69, 0.70, 0.70, 0.70, 0.69, 0.69, 0.69, 0.69, 0.68, 0.68, 0.67,
      0.66, 0.65, 0.64, 0.63, 0.62,
    ],
  ]
}

extension LoadCurve.Kind {
  fileprivate var index: Int {
    switch self {
    case .residential: 0
    case .commercial: 1
    case .industrial: 2
    }
  }
}
