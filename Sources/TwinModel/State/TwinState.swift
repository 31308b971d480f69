/// The twin's mirror of a plant: what each tag was last, how old and how good that is, and what fills a gap.
///
/// A machine: time is an argument. A value that did not arrive is replaced by the twin's prediction where one exists, with
/// a variance that grows until the value comes back; otherwise the last value stays and only ages.
public struct TwinState: Sendable {
  /// What the twin holds of one tag.
  public struct Entry: Sendable, Equatable {
    /// The value, in the tag's unit; `NaN` before the first.
    public var value: Double
    /// Where it comes from.
    public var origin: Origin
    /// When the plant last reported a usable value, on its own clock in seconds; `NaN` before the first.
    public var reported: Double
    /// How far the source trusted it; `missing` while it does not arrive.
    public var quality: Quality
    /// Variance of the value, in the tag's unit squared: 0 for a reported one, growing for a predicted one, `nil` where
    /// nobody predicts.
    public var variance: Double?

    /// Seconds since the plant last reported it; `NaN` before the first report.
    public func age(at now: Double) -> Double { now - reported }
  }

  /// Where a value comes from.
  public enum Origin: Sendable, Equatable {
    /// The plant reported it in this row.
    case reported
    /// The twin predicts it.
    case predicted
    /// It stays as it was.
    case held
  }

  /// Names of the tags, in the order of frames.
  public let tags: [String]
  /// Shape `[tag]`.
  public private(set) var entries: [Entry]
  /// The newest row's time on the plant's clock, in seconds; `NaN` before the first.
  public private(set) var latest = Double.nan
  /// The twin that predicts; `nil` without declared physics.
  public private(set) var predictor: TwinPredictor?
  /// Root mean square of the newest row's prediction errors as shares of each quantity's span; `nil` where there was nothing
  /// to compare.
  public private(set) var latestError: Double?
  private var usable: [Double]
  private var errors: PredictionErrors

  /// Creates an empty mirror.
  ///
  /// - Parameter physics: for a mirror that predicts; its tags must be these.
  public init(tags: [String], physics: PlantPhysics? = nil) {
    precondition(physics == nil || physics?.tags == tags, "the physics is of this plant")
    self.tags = tags
    predictor = physics.map { TwinPredictor($0) }
    entries = tags.map { _ in Entry(value: .nan, origin: .held, reported: .nan, quality: .missing, variance: nil) }
    usable = [Double](repeating: .nan, count: tags.count)
    errors = PredictionErrors()
  }

  /// Takes the next frame.
  ///
  /// - Parameter now: the plant's clock at the frame, in seconds.
  public mutating func observe(_ frame: Frame, at now: Double) {
    precondition(frame.values.count == tags.count, "a frame has one value per tag")
    for tag in tags.indices {
      let quality = Self.quality(of: frame, tag)
      usable[tag] = quality.isUsable ? frame.values[tag] : .nan
      if quality.isUsable {
        entries[tag] = Entry(
          value: frame.values[tag], origin: .reported, reported: now, quality: quality, variance: 0)
      } else {
        entries[tag].origin = .held
        entries[tag].quality = quality
        entries[tag].variance = nil
      }
    }
    latest = now
    guard predictor != nil else { return }
    predictor?.observe(usable, at: now)
    fillGaps()
    keepErrors()
  }

  private static func quality(of frame: Frame, _ tag: Int) -> Quality {
    guard frame.values[tag].isFinite else { return .missing }
    return frame.quality.isEmpty ? .good : frame.quality[tag]
  }

  /// Levels that did not arrive are what their balance expects.
  private mutating func fillGaps() {
    for expected in predictor?.expectations ?? [] where entries[expected.tag].origin == .held {
      entries[expected.tag].value = expected.value
      entries[expected.tag].variance = expected.variance
      entries[expected.tag].origin = .predicted
    }
  }

  private mutating func keepErrors() {
    guard let predictor else { return }
    let before = errors
    for (balance, residual) in zip(predictor.physics.balances, predictor.balanceResiduals) where residual != 0 {
      errors.append(residual * balance.normalisedError)
    }
    for (relation, residual) in zip(predictor.physics.relations, predictor.relationResiduals) where residual != 0 {
      errors.append(residual * relation.normalisedError)
    }
    latestError = errors.mean(since: before)
  }

  /// The trilemma at an instant.
  ///
  /// - Parameter now: the plant's clock, in seconds.
  /// - Parameter frames: how many frames arrived, and how many of them were verified.
  /// - Parameter openEvidence: pieces of evidence that nobody has dealt with yet.
  public func trilemma(
    at now: Double, frames: (arrived: Int, verified: Int), openEvidence: Int
  ) -> Trilemma {
    let ages = entries.map { $0.age(at: now) }.filter(\.isFinite)
    return Trilemma(
      fidelity: errors.rootMeanSquare, unpredicted: predictor == nil,
      meanAge: ages.isEmpty ? nil : ages.reduce(0, +) / Double(ages.count), worstAge: ages.max(),
      lag: latest.isFinite ? now - latest : nil,
      verifiedShare: frames.arrived > 0 ? Double(frames.verified) / Double(frames.arrived) : nil,
      openEvidence: openEvidence)
  }
}

/// An exponentially weighted mean square of normalised prediction errors.
struct PredictionErrors: Sendable {
  private var meanSquare: Double?
  private var sum = 0.0
  private var count = 0
  /// Weight of the newest error: the last few hundred count.
  private static let weight = 0.005

  /// An error beyond this many spans says no more.
  private static let bound = 1e6

  mutating func append(_ error: Double) {
    let bounded = min(abs(error), Self.bound)
    let square = bounded * bounded
    sum += square
    count += 1
    meanSquare = meanSquare.map { $0 + Self.weight * (square - $0) } ?? square
  }

  var rootMeanSquare: Double? { meanSquare?.squareRoot() }

  /// Root mean square of the errors since an earlier state; `nil` without any.
  func mean(since earlier: PredictionErrors) -> Double? {
    count > earlier.count ? (max(0, sum - earlier.sum) / Double(count - earlier.count)).squareRoot() : nil
  }
}
