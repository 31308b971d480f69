/// Finds a relation's numbers by robust regression over the rows in which the equipment runs.
struct RelationIdentification {
  private let relation: Relation
  private let record: OperatingRecord
  private var base: RelationModel

  /// Rows that a regression needs for each of its terms.
  private static let rowsPerTerm = 10
  private static let ridge = 1e-9
  /// No deviation is taken for smaller than this share of the span.
  private static let leastShare = 1e-4

  init(_ relation: Relation, _ frame: DeclaredFrame, _ record: OperatingRecord) throws(IdentificationError) {
    self.relation = relation
    self.record = record
    let law = "relation '\(relation.name)'"
    var state: Int?
    if let name = relation.runsWith { state = try frame.column(name, of: law) }
    base = RelationModel(
      name: relation.name, tag: try frame.column(relation.tag, of: law),
      from: try frame.columns(relation.from, of: law), form: relation.form, runsWith: state, coefficients: [],
      constant: 0, deviation: 1, restDeviation: 1, meanWhileRunning: 0, normalisedError: 0)
  }

  func model() throws(IdentificationError) -> RelationModel {
    let rows = gathered
    let terms = RelationModel.terms(relation.form, inputs: base.from.count)
    var model = base
    let running = rows.explained
    model.meanWhileRunning = running.isEmpty ? 0 : running.reduce(0, +) / Double(running.count)
    let largest = (running + rows.idle).reduce(0) { max($0, abs($1)) }
    model.restDeviation = max(Self.spread(rows.idle), largest * Self.leastShare, 1e-9)
    guard rows.targets.count >= Self.rowsPerTerm * (terms + 1) else {
      guard base.runsWith != nil, !rows.idle.isEmpty else {
        throw .notIdentifiable(
          law: "relation '\(relation.name)'", reason: "only \(rows.targets.count) usable rows; too few for its form")
      }
      // Equipment that hardly ever ran: only its rest is known.
      return model
    }
    let fit = RobustRegression(rows: rows.terms, columns: terms, targets: rows.targets, ridge: Self.ridge)
    model.coefficients = fit.coefficients
    model.constant = fit.constant
    let span = (rows.targets.max() ?? 0) - (rows.targets.min() ?? 0)
    model.deviation = max(fit.deviation, span * Self.leastShare, 1e-9)
    model.normalisedError = span > 0 ? model.deviation / span : 0
    return model
  }

  /// What the rows of normal operation say.
  private struct Rows {
    /// Shape `[row, term]`, while the equipment runs.
    var terms: [Double] = []
    /// Shape `[row]`: what the terms explain.
    var targets: [Double] = []
    /// Shape `[row]`: the explained tag.
    var explained: [Double] = []
    /// The explained tag while the equipment rests.
    var idle: [Double] = []
  }

  private var gathered: Rows {
    var rows = Rows()
    let tags = record.tags.count
    for stretch in record.stretches {
      stretch.values.withUnsafeBufferPointer { values in
        for index in 0..<stretch.count {
          let row = values.baseAddress! + index * tags
          guard row[base.tag].isFinite else { continue }
          if let state = base.runsWith {
            guard row[state].isFinite else { continue }
            // What has just switched is not judged either.
            if index > 0, (row[state] > 0.5) != (row[state - tags] > 0.5) { continue }
            if row[state] <= 0.5 {
              rows.idle.append(row[base.tag])
              continue
            }
          }
          guard base.appendTerms(row: row, to: &rows.terms) else { continue }
          rows.targets.append(base.compared(row: row))
          rows.explained.append(row[base.tag])
        }
      }
    }
    return rows
  }

  /// Root mean square.
  private static func spread(_ values: [Double]) -> Double {
    (values.reduce(0) { $0 + $1 * $1 } / Double(max(values.count, 1))).squareRoot()
  }
}
