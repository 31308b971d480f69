public import TwinModel

/// Turns what a detector says about frames into evidence: which residual speaks, about which tags, how improbable that is.
///
/// A machine. A residual that reaches `quietLevel` of its own level gives one piece of evidence for each of the tags that
/// make it, at most three. A frame in which none does gives none, whatever the detector's held alarm says.
///
/// With a calibration every piece has a p-value: what normal operation showed. Without one it has only its strength, in
/// multiples of the level that the model's own budget set.
public struct DetectorWitness: Sendable {
  /// The detector as it stands.
  public private(set) var detector: AnomalyDetector
  /// What the detector said of the last frame.
  public private(set) var assessment: Assessment?
  /// The share of a residual's level from which it is evidence, > 0.
  public let quietLevel: Double
  /// What normal operation showed; `nil` where nobody measured it.
  public let calibration: WitnessCalibration?

  /// Shape `[tag]`: the asset; `nil` where no site says so.
  private let assets: [String?]
  /// Shape `[tag]`: what the instrument can show; `nil` where unknown.
  private let ranges: [ClosedRange<Double>?]

  /// Most tags that one residual names in one frame.
  public static let namedTags = ScoreBlock.namedTags
  /// The smallest p-value that is claimed: beyond it nothing was ever measured.
  public static let leastP = 1e-12

  /// Creates a witness at the beginning of a stream.
  ///
  /// - Parameter site: names assets, and what instruments can show.
  /// - Parameter quietLevel: share of a residual's level from which it is evidence, > 0; at least 1 without calibration.
  public init(
    model: DetectorModel, site: Site? = nil, kind: AnomalyDetector.Kind = .ensemble,
    calibration: WitnessCalibration? = nil, quietLevel: Double = 1
  ) {
    precondition(quietLevel > 0 && (calibration != nil || quietLevel >= 1), "below its level a residual says nothing")
    self.calibration = calibration
    detector = AnomalyDetector(model: model, kind: kind)
    self.quietLevel = quietLevel
    let tags = Dictionary(site?.tags.map { ($0.name, $0) } ?? [], uniquingKeysWith: { first, _ in first })
    assets = model.tags.map { tags[$0]?.asset }
    ranges = model.tags.map { tags[$0]?.range }
  }

  /// Assesses the next frame; its values must be in the order of the model's tags.
  public mutating func observe(_ frame: Frame) -> [Evidence] {
    assessment = detector.observe(frame)
    let findings = detector.findings(from: Float(quietLevel), tags: Self.namedTags)
    guard !findings.isEmpty else { return [] }
    let expected = detector.expectedValues()
    return findings.flatMap { evidence(of: $0, in: frame, expected: expected) }
  }

  /// The loudest tag speaks as loud as its residual, the others by their share of the squared distance.
  private func evidence(
    of finding: AnomalyDetector.Finding, in frame: Frame, expected: [Double]
  ) -> [Evidence] {
    guard let loudest = finding.contributions.first?.share, loudest > 0 else { return [] }
    return finding.contributions.compactMap { contribution in
      let strength = finding.ratio * Double(contribution.share / loudest).squareRoot()
      guard strength >= quietLevel else { return nil }
      let tag = contribution.tag
      let value = ranges[tag].map { min(max(expected[tag], $0.lowerBound), $0.upperBound) } ?? expected[tag]
      return Evidence(
        layer: finding.residual.layer, source: finding.residual.name, tag: detector.model.tags[tag],
        series: frame.series, sequence: frame.sequence, sourceTime: frame.sourceTime, strength: strength,
        observed: frame.values[tag].isFinite ? frame.values[tag] : nil, expected: value.isFinite ? value : nil,
        sign: finding.residual.sign, asset: assets[tag],
        weight: calibration.map { .pValue(max(Self.leastP, $0.p(finding.residual, ratio: strength))) })
    }
  }
}
