/// A balance with its numbers: a storage, what changes it per row, and how the unmetered rest behaves.
///
/// With x = Σ wₖ · levelₖ (in units of the first store) and rows t:
///
///     x(t+1) = x(t) + Σ gⱼ · ((1 − b) · flowⱼ(t) + b · flowⱼ(t+1)) + m(t) + d(t)
///     d(t+1) = φ · d(t) + white noise of variance q
///     measured x = x + white noise of variance r
///
/// m is the unmetered rest as far as clock and neighbours tell: constant + profile + Σ follows. Without a store, x is
/// absent and Σ gⱼ flowⱼ + m + d = 0 is what is checked.
public struct BalanceModel: Sendable, Equatable, Codable {
  /// The balance's name in the site file.
  public var name: String
  /// The tag that carries the residual: the first store, or the first flow of a static balance.
  public var carrier: Int
  /// Stores; the first has weight 1.
  public var stores: [WeightedTag]
  /// Flows with the change of x per row for one unit of flow; inflows positive.
  public var flows: [WeightedTag]
  /// Share of the newer row's flow in the change between two rows, 0…1.
  public var blend: Double
  /// How the unmetered rest repeats.
  public var profile: Balance.Profile
  /// Coefficients of `TimeHarmonics`, per row.
  public var harmonics: [Double]
  /// Constant part of the unmetered rest, per row.
  public var constant: Double
  /// What the unmetered rest follows, per row and unit.
  public var follows: [WeightedTag]
  /// The unmetered rest by clock alone, for forecasts beyond the next row, when what it follows is not known yet; `nil`
  /// where it follows nothing.
  public var clock: ClockRest?
  /// What was stored at least and at most in normal operation, within which forecasts stay; `nil` for a static balance.
  public var range: ClosedRange<Double>?
  /// φ: how much of the deviation is left after a row, 0…0.9.
  public var persistence: Double
  /// q, per row².
  public var processVariance: Double
  /// r, in units of x².
  public var measurementVariance: Double
  /// Standard deviation of the innovations in normal operation as multiples of what the filter expects, > 0.
  public var innovationScale: Double
  /// Root mean square of the one-step error as a share of the span of what is stored (of the net flow, for a static
  /// balance), ≥ 0.
  public var normalisedError: Double

  /// The unmetered rest of a balance as a function of the clock alone.
  public struct ClockRest: Sendable, Equatable, Codable {
    /// Per row.
    public var constant: Double
    /// Coefficients of the profile's terms, per row.
    public var harmonics: [Double]
  }

  /// The balance with its rest by clock alone.
  var byClock: BalanceModel {
    guard let clock else { return self }
    var model = self
    (model.constant, model.harmonics, model.follows) = (clock.constant, clock.harmonics, [])
    return model
  }

  /// The largest normalised error with which a balance is evidence: a twin that expects no better does not know the plant.
  public static let evidenceLimit = 0.02

  /// Whether the balance is exact enough for its error to be evidence.
  public var isEvidence: Bool { normalisedError <= Self.evidenceLimit }

  /// Horizontal area of the first store in m², or content per unit of its tag, as identified or stated; `nil` where it
  /// has no meaning (static balance, flows without a known unit).
  public var capacity: Double?

  /// Whether the tags lie within so many, and every number is one that the filter can work with.
  func isSound(tags: Int) -> Bool {
    let numbers =
      [blend, constant, persistence, processVariance, measurementVariance, innovationScale] + harmonics
      + (clock.map { [$0.constant] + $0.harmonics } ?? [])
    return (0..<tags).contains(carrier) && stores.isSound(tags: tags) && flows.isSound(tags: tags)
      && follows.isSound(tags: tags) && numbers.allSatisfy(\.isFinite)
      && harmonics.count == TimeHarmonics.count(profile)
      && range.map { $0.lowerBound.isFinite && $0.upperBound.isFinite } ?? true
      && clock.map { $0.harmonics.count == harmonics.count } ?? true && (0...1).contains(blend)
      && (0...0.95).contains(persistence)
      && processVariance >= 0 && measurementVariance >= 0 && processVariance + measurementVariance > 0
      && innovationScale > 0 && normalisedError.isFinite && normalisedError >= 0
  }
}
