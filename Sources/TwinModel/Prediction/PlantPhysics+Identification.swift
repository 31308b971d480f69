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
    for balance in site.balances {
      physics.balances.append(try BalanceIdentification(balance, frame, record).model())
    }
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
    return physics
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
