internal import PortableMath

extension PlantPhysics {
  /// Identifies the numbers of a site's declared balances, relations and rules from rows of normal operation.
  ///
  /// - Parameter site: what is declared; its tags need not be the record's, but every tag that a law names must be.
  /// - Throws: `IdentificationError`, for rules only when `checksRules`.
  public static func identify(
    _ site: Site, on record: OperatingRecord, checksRules: Bool = true
  ) throws(IdentificationError) -> PlantPhysics {
    var physics = PlantPhysics(tags: record.tags, period: record.period)
    let frame = DeclaredFrame(site, record)
    let sampled = try balances(site, frame, record, means: nil)
    for relation in site.relations {
      physics.relations.append(try RelationIdentification(relation, frame, record).model())
    }
    var violations: [RuleViolation] = []
    for rule in site.rules {
      let identification = try RuleIdentification(rule, frame, record)
      if checksRules, let violation = identification.violation { violations.append(violation) }
      physics.rules.append(identification.model)
    }
    if !violations.isEmpty { throw .rulesViolated(violations) }
    physics.balances = sampled.map(\.found.model)
    physics.switched = SwitchingIdentification(physics, record).flows
    let timed = try timed(physics, sampled, site, frame, record)
    physics.timesSwitching = timed != nil
    physics.balances = (timed ?? sampled).map { $0.identification.model($0.found) }
    return physics
  }

  private typealias Regressed = (identification: BalanceIdentification, found: BalanceIdentification.Regression)

  /// Rounds in which the times of switching and the balances' numbers are found from each other.
  private static let rounds = 3
  /// Timing must lower the error of the balances by this share to be believed.
  private static let leastGain = 0.03

  private static func balances(
    _ site: Site, _ frame: DeclaredFrame, _ record: OperatingRecord, means: IntervalMeans?
  ) throws(IdentificationError) -> [Regressed] {
    var regressed: [Regressed] = []
    for balance in site.balances {
      let identification = try BalanceIdentification(balance, frame, record, means: means)
      regressed.append((identification, try identification.regression()))
    }
    return regressed
  }

  /// The balances with the times at which controllers switch between rows; `nil` where rows alone predict as well.
  ///
  /// Times need the balances' numbers and these need the times, so both are found in turns.
  private static func timed(
    _ found: PlantPhysics, _ plain: [Regressed], _ site: Site, _ frame: DeclaredFrame, _ record: OperatingRecord
  ) throws(IdentificationError) -> [Regressed]? {
    var physics = found
    physics.timesSwitching = true
    guard !physics.switched.isEmpty else { return nil }
    var best: (balances: [Regressed], gain: Double)?
    for _ in 0..<rounds {
      let means = SwitchingIdentification.means(physics, record)
      let round = try balances(site, frame, record, means: means)
      physics.balances = round.map(\.found.model)
      let gain = gain(of: round, over: plain)
      guard gain > best?.gain ?? leastGain else { break }
      best = (round, gain)
    }
    return best?.balances
  }

  /// Mean logarithm by which the errors of balances become smaller.
  private static func gain(of timed: [Regressed], over plain: [Regressed]) -> Double {
    let pairs = zip(timed, plain).filter { $0.found.deviation > 0 && $1.found.deviation > 0 }
    return pairs.reduce(0) { $0 + logarithm($1.1.found.deviation / $1.0.found.deviation) } / Double(max(pairs.count, 1))
  }
}

/// Where the tags that a site names stand in a record, and in which units.
struct DeclaredFrame {
  private let columns: [String: Int]
  private let units: [String: Unit]
  private let ranges: [String: ClosedRange<Double>]

  init(_ site: Site, _ record: OperatingRecord) {
    columns = Dictionary(record.tags.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    var units: [String: Unit] = [:]
    for tag in site.tags { units[tag.name] = tag.unit.flatMap(Unit.init(symbol:)) }
    self.units = units
    ranges = Dictionary(
      site.tags.compactMap { tag in tag.range.map { (tag.name, $0) } }, uniquingKeysWith: { first, _ in first })
  }

  func column(_ tag: String, of law: String) throws(IdentificationError) -> Int {
    guard let column = columns[tag] else { throw .missingTag(tag, law: law) }
    return column
  }

  func columns(_ tags: [String], of law: String) throws(IdentificationError) -> [Int] {
    var found: [Int] = []
    for tag in tags { found.append(try column(tag, of: law)) }
    return found
  }

  /// Coherent units per unit of the tag; `nil` when its unit is unknown.
  func factor(_ tag: String) -> Double? { units[tag]?.factor }
  /// Width of the tag's declared range, in its unit.
  func span(_ tag: String) -> Double? { ranges[tag].map { $0.upperBound - $0.lowerBound } }
  func dimension(_ tag: String) -> Dimension? { units[tag]?.dimension }
}
