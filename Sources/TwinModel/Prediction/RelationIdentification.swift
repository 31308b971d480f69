/// Finds a relation's numbers by robust regression over the rows in which the equipment runs.
struct RelationIdentification {
  private let relation: Relation
  private let record: OperatingRecord
  private var base: RelationModel

  /// Rows that a regression needs for each of its terms.
  private static let rowsPerTerm = 10
  private static let ridge = 1e-6

  init(_ relation: Relation, _ frame: DeclaredFrame, _ record: OperatingRecord) throws(IdentificationError) {
    self.relation = relation
    self.record = record
    let law = "relation '\(relation.name)'"
    var state: Int?
    if let name = relation.runsWith { state = try frame.column(name, of: law) }
    base = RelationModel(
      name: relation.name, tag: try frame.column(relation.tag, of: law),
      from: try frame.columns(relation.from, of: law), form: relation.form, runsWith: state, coefficients: [],
      constant: 0, deviation: 1, meanWhileRunning: 0)
  }

  func model() throws(IdentificationError) -> RelationModel {
    let (rows, targets, idle) = running
    let terms = RelationModel.terms(relation.form, inputs: base.from.count)
    var model = base
    model.meanWhileRunning = targets.isEmpty ? 0 : targets.reduce(0, +) / Double(targets.count)
    guard targets.count >= Self.rowsPerTerm * (terms + 1) else {
      guard base.runsWith != nil, !idle.isEmpty else {
        throw .notIdentifiable(
          law: "relation '\(relation.name)'", reason: "only \(targets.count) usable rows; too few for its form")
      }
      // Equipment that never ran: only its rest is known.
      model.deviation = max(Self.spread(idle), (idle.map { abs($0) }.max() ?? 0) * 0.01, 1e-3)
      return model
    }
    let fit = RobustRegression(rows: rows, columns: terms, targets: targets, ridge: Self.ridge)
    model.coefficients = fit.coefficients
    model.constant = fit.constant
    let span = (targets.max() ?? 0) - (targets.min() ?? 0)
    model.deviation = max(fit.deviation, Self.spread(idle), span * 1e-4, 1e-9)
    return model
  }

  /// Terms and explained values while running, and explained values at rest.
  private var running: (rows: [Double], targets: [Double], idle: [Double]) {
    var rows: [Double] = []
    var targets: [Double] = []
    var idle: [Double] = []
    let tags = record.tags.count
    for stretch in record.stretches {
      stretch.values.withUnsafeBufferPointer { values in
        for index in 0..<stretch.count {
          let row = values.baseAddress! + index * tags
          guard row[base.tag].isFinite else { continue }
          if let state = base.runsWith {
            guard row[state].isFinite else { continue }
            if row[state] <= 0.5 {
              idle.append(row[base.tag])
              continue
            }
          }
          guard RelationModel.appendTerms(base.form, from: base.from, row: row, to: &rows) else { continue }
          targets.append(row[base.tag])
        }
      }
    }
    return (rows, targets, idle)
  }

  /// Root mean square.
  private static func spread(_ values: [Double]) -> Double {
    (values.reduce(0) { $0 + $1 * $1 } / Double(max(values.count, 1))).squareRoot()
  }
}
