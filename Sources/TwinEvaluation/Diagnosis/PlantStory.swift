internal import TwinModel
internal import TwinTestbeds

#if canImport(Glibc)
  import Glibc
#endif

/// What besides the case's own happening goes on in a run and is written down in a plant's books: updates, permits,
/// sessions. Both benign and hostile runs have all of it, so that a notice alone says nothing.
struct PlantStory: Sendable {
  /// Notices with the seconds since the run began, in order.
  private(set) var notices: [(time: Double, evidence: Evidence)] = []
  /// When operators' sessions are open.
  private(set) var sessions: [ClosedRange<Double>] = []
  /// Whether the set points that are read back are the true ones.
  private(set) var readsSetpoints = true

  /// How many of these a plant has a day, anywhere in it.
  private static let perDay = (updates: 1.0, permits: 1.0)
  /// Chance that maintenance was announced, and that a restart was.
  private static let announced = (maintenance: 0.8, restart: 0.5)

  /// - Parameter truth: what happens; `nil` for nothing.
  init(_ trial: DiagnosisCase, truth: AttackTruth?, plant: GuardedPlant) {
    let happening = trial.happening
    var random = SeededGenerator(seed: trial.seed, stream: 0x570 &+ trial.stream)
    let setting = plant.setting
    let assets = plant.testbed.site.assets.map(\.id)
    func anyAsset() -> String { assets[Int(random.uniform() * Double(assets.count))] }
    let series = plant.testbed.name
    func notice(_ sign: Evidence.Sign, _ asset: String?, at time: Double) {
      notices.append(
        (
          time,
          Evidence(
            layer: .integration, source: "plant's books", series: series, sequence: 0,
            sourceTime: Self.instant(time), strength: 1, sign: sign, asset: asset, weight: .pValue(1))
        ))
    }
    func happens(perDay rate: Double) -> Bool { random.uniform() < 1 - exp(-rate * setting.whole / 86_400) }
    if happens(perDay: Self.perDay.updates) {
      notice(.softwareChange, anyAsset(), at: random.uniform() * setting.whole)
    }
    if happens(perDay: Self.perDay.permits) { notice(.maintenance, anyAsset(), at: random.uniform() * setting.whole) }
    guard let truth else { return }
    let target = truth.targets.lazy.compactMap { plant.asset(of: $0) }.first
    switch happening {
    case .attack(.supplyChain, _, _):
      // An update comes through the update channel, whoever wrote it, and is booked there.
      notice(.softwareChange, target, at: truth.installed ?? truth.start)
    case .attack(.maskedActuation, 4, let level):
      // Who stands at the controller hides the set point there, too, unless naive.
      readsSetpoints = level == .naive
    case .attack(.unauthorisedCommand, 3, _):
      notices.append(
        (
          truth.start,
          Evidence(
            layer: .integration, source: "loop's mode", tag: truth.targets.first, series: series, sequence: 0,
            sourceTime: Self.instant(truth.start), strength: 2, sign: .unauthorisedChange, asset: target,
            weight: .pValue(1e-10))
        ))
    case .trouble(.maintenance):
      if random.uniform() < Self.announced.maintenance { notice(.maintenance, target, at: truth.start) }
    case .trouble(.restart):
      if random.uniform() < Self.announced.restart { notice(.maintenance, target, at: truth.start) }
    case .trouble(.setpointChange), .trouble(.loadSurge):
      sessions.append(truth.start - 60...truth.end + 60)
    case .attack, .trouble, .networkOutage, .nothing: break
    }
    notices.sort { $0.time < $1.time }
  }

  static func seconds(_ instant: SourceTime) -> Double { instant.seconds(since: Testbed.usualStart) }

  static func instant(_ seconds: Double) -> SourceTime {
    SourceTime(nanoseconds: Testbed.usualStart.nanoseconds + Int64((seconds * 1e9).rounded()))
  }
}

extension GuardedPlant {
  /// The asset of a tag, of a set point, or of that name.
  func asset(of target: String) -> String? {
    if let asset = testbed.site.tag(named: target)?.asset { return asset }
    if testbed.site.asset(id: target) != nil { return target }
    return testbed.asset(ofSetpoint: target)
  }
}

extension DiagnosisCase {
  /// Random numbers of its own: what else happens does not depend on what happens to others of the seed.
  fileprivate var stream: UInt64 {
    name.utf8.reduce(UInt64(level) &* 7919) { ($0 &* 31) &+ UInt64($1) } &<< 16
  }
}
