public import TwinModel

#if canImport(Glibc)
  import Glibc
#endif

/// Watches how values arrive, not what they say: those that are missing, old, stand still to the bit or at an end of
/// their instrument's range for longer than normal operation ever showed. A value beyond the range, which no instrument
/// shows, speaks as `limit`.
///
/// A machine. A run of r rows, where normal operation of N rows had none longer than m, is r/(m + 2) times the threshold,
/// r/(2m + 2) where m is above two, and has the p-value N^(−r/…): run lengths fall off geometrically, and N rows showed
/// one of m. A tag whose longest run is more than a tenth of all rows says nothing.
public struct ArrivalWitness: Sendable {
  /// Shape `[manner, tag]`: rows of a threshold; `.infinity` where a tag says nothing.
  private let limits: [[Double]]
  private let tags: [String]
  private let assets: [String?]
  private let ranges: [ClosedRange<Double>?]
  private let logRows: Double
  private var runs: ArrivalRuns

  /// Creates a watch at the beginning of a stream.
  public init(baseline: ArrivalBaseline, site: Site? = nil) {
    tags = baseline.tags
    let known = Dictionary(site?.tags.map { ($0.name, $0) } ?? [], uniquingKeysWith: { first, _ in first })
    assets = tags.map { known[$0]?.asset }
    let most = max(4, baseline.rows / 10)
    limits = baseline.longest.map { longest in longest.map { $0 > most ? .infinity : Self.limit(after: $0) } }
    ranges = baseline.ranges
    logRows = log(Double(max(baseline.rows, 10)))
    runs = ArrivalRuns(ranges: baseline.ranges)
  }

  /// Rows of a run that normal operation shows at most once more often than it was learned: two more than its longest, and
  /// twice as many where values are held between samples, so that runs grow by whole samples.
  private static func limit(after longest: Int) -> Double { Double(longest > 2 ? 2 * longest + 2 : longest + 2) }

  /// Looks at the next frame.
  public mutating func observe(_ frame: Frame) -> [Evidence] {
    precondition(frame.values.count == tags.count, "a frame has one value per tag")
    runs.follow(frame)
    var evidence: [Evidence] = []
    for manner in ArrivalManner.allCases {
      for tag in tags.indices {
        let strength = Double(runs.lengths[manner.rawValue][tag]) / limits[manner.rawValue][tag]
        guard strength >= 1 else { continue }
        let value = frame.values[tag]
        if manner == .saturated, ranges[tag]?.contains(value) == false {
          evidence.append(piece(.limit, of: tag, strength, frame))
          continue
        }
        evidence.append(piece(manner.sign, of: tag, strength, frame))
        // Where normal operation often stands at an end, standing there to the bit is what a broken instrument does.
        if manner == .frozen, limits[ArrivalManner.saturated.rawValue][tag] == .infinity, isAtEnd(value, tag) {
          evidence.append(piece(.saturated, of: tag, strength, frame))
        }
      }
    }
    return evidence
  }

  private func isAtEnd(_ value: Double, _ tag: Int) -> Bool {
    ranges[tag].map { value == $0.lowerBound || value == $0.upperBound } ?? false
  }

  private func piece(_ sign: Evidence.Sign, of tag: Int, _ strength: Double, _ frame: Frame) -> Evidence {
    let isOfSensor = [.frozen, .saturated, .limit].contains(sign)
    return Evidence(
      layer: isOfSensor ? .acquisition : .communication, source: "arrival", tag: tags[tag], series: frame.series,
      sequence: frame.sequence, sourceTime: frame.sourceTime, strength: strength,
      observed: frame.values[tag].isFinite ? frame.values[tag] : nil, sign: sign, asset: assets[tag],
      weight: .pValue(max(DetectorWitness.leastP, exp(-logRows * strength))))
  }
}
