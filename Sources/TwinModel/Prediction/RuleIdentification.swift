/// Finds a rule's numbers (how fast its level moves, what excess is normal) and holds the recording against it.
struct RuleIdentification {
  private(set) var model: RuleModel
  /// What the recording breaks; `nil` when it keeps the rule.
  private(set) var violation: RuleViolation?
  /// The largest excess in the recording, in the unit of the level, ≥ 0.
  private(set) var largestExcess = 0.0

  /// Without a stated tolerance, this share of the span between the thresholds.
  private static let tolerance = 0.05
  /// An excess of this share of the tolerance counts as one unit, unless normal operation shows more.
  private static let unit = 0.25

  init(_ rule: ControllerRule, _ frame: DeclaredFrame, _ record: OperatingRecord) throws(IdentificationError) {
    let law = "rule of '\(rule.actuator)'"
    if rule.delay > 0 || rule.dwell > 0, record.period == nil { throw .needsPeriod(law: law) }
    let period = record.period ?? 1
    let span = rule.on.flatMap { on in rule.off.map { abs($0 - on) } } ?? 0
    let tolerance = rule.tolerance ?? Self.tolerance * span
    let rows = min((rule.delay / period).rounded(.up), Double(RuleFilter.longest - 1))
    model = RuleModel(
      actuator: try frame.column(rule.actuator, of: law),
      others: rule.others.isEmpty ? nil : try frame.columns(rule.others, of: law),
      needs: rule.others.isEmpty ? nil : rule.needs, level: try frame.column(rule.level, of: law),
      actsAbove: rule.acts == .above, on: rule.on, off: rule.off, rowsToAct: 1 + Int(rows),
      rowsOfDwell: Int(min((rule.dwell / period).rounded(.up), 1e6)), fastest: 0, scale: 1)
    model.fastest = Self.fastest(of: model.level, in: record)
    let excesses = Self.excesses(model, in: record)
    let broken = excesses.filter { $0.excess > tolerance }
    let normal = excesses.reduce(0) { max($0, $1.excess) }
    largestExcess = normal
    model.scale = max(Self.unit * tolerance, min(normal, tolerance), 1e-9)
    guard !broken.isEmpty else { return }
    violation = RuleViolation(
      rule: rule.words, count: broken.count, places: Array(broken.prefix(RuleViolation.listed)), tolerance: tolerance)
  }

  private static func fastest(of level: Int, in record: OperatingRecord) -> Double {
    var fastest = 0.0
    let tags = record.tags.count
    for stretch in record.stretches {
      for row in 1..<max(stretch.count, 1) {
        let change = abs(stretch.values[row * tags + level] - stretch.values[(row - 1) * tags + level])
        if change > fastest { fastest = change }
      }
    }
    return fastest
  }

  /// Every row that breaks the rule at all.
  private static func excesses(_ model: RuleModel, in record: OperatingRecord) -> [RuleViolation.Place] {
    var found: [RuleViolation.Place] = []
    let tags = record.tags.count
    for stretch in record.stretches {
      var filter = RuleFilter()
      for row in 0..<stretch.count {
        let state = stretch.values.withUnsafeBufferPointer { values in
          values.baseAddress.map { model.state(row: $0 + row * tags) } ?? .nan
        }
        let excess = filter.step(model, level: stretch.values[row * tags + model.level], actuator: state)
        guard excess > 0 else { continue }
        let seconds = stretch.seconds[row]
        found.append(
          RuleViolation.Place(
            series: stretch.series, sequence: stretch.sequences[row], seconds: seconds.isFinite ? seconds : nil,
            excess: excess))
      }
    }
    return found
  }
}
