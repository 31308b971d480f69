public import TwinModel

#if canImport(Glibc)
  import Glibc
#endif

/// Watches how values arrive, not what they say: those that are missing, old, or stand still to the bit for longer than
/// normal operation ever showed.
///
/// A machine. A run of r rows, where normal operation of N rows had none longer than m, is r/(m + 2) times the threshold and
/// has the p-value N^(−r/(m + 2)): run lengths fall off geometrically, and N rows showed one of m. A tag whose longest run
/// is more than a tenth of all rows says nothing.
public struct ArrivalWitness: Sendable {
  /// Shape `[manner, tag]`: rows of a threshold; `.infinity` where a tag says nothing.
  private let limits: [[Double]]
  private let tags: [String]
  private let assets: [String?]
  private let logRows: Double
  private var runs: ArrivalRuns

  /// Creates a watch at the beginning of a stream.
  public init(baseline: ArrivalBaseline, site: Site? = nil) {
    tags = baseline.tags
    let known = Dictionary(site?.tags.map { ($0.name, $0) } ?? [], uniquingKeysWith: { first, _ in first })
    assets = tags.map { known[$0]?.asset }
    let most = max(4, baseline.rows / 10)
    limits = baseline.longest.map { longest in longest.map { $0 > most ? .infinity : Double($0 + 2) } }
    logRows = log(Double(max(baseline.rows, 10)))
    runs = ArrivalRuns(tags: tags.count)
  }

  /// Looks at the next frame.
  public mutating func observe(_ frame: Frame) -> [Evidence] {
    precondition(frame.values.count == tags.count, "a frame has one value per tag")
    runs.follow(frame)
    var evidence: [Evidence] = []
    for manner in ArrivalManner.allCases {
      for tag in tags.indices {
        let strength = Double(runs.lengths[manner.rawValue][tag]) / limits[manner.rawValue][tag]
        guard strength >= 1 else { continue }
        evidence.append(
          Evidence(
            layer: manner == .frozen ? .acquisition : .communication, source: "arrival", tag: tags[tag],
            series: frame.series, sequence: frame.sequence, sourceTime: frame.sourceTime, strength: strength,
            observed: frame.values[tag].isFinite ? frame.values[tag] : nil, sign: manner.sign, asset: assets[tag],
            weight: .pValue(max(DetectorWitness.leastP, exp(-logRows * strength)))))
      }
    }
    return evidence
  }
}
