/// Mines pump curves: for each flow of equipment with a state, the two pressures whose difference it explains best.
enum RelationMining {
  /// Share of the difference's variance that a curve must explain.
  private static let leastShare = 0.95
  private static let mostRows = 3000

  static func relations(
    _ tags: MiningTags, _ record: OperatingRecord
  ) -> [(relation: Relation, evidence: MiningEvidence)] {
    tags.flows.compactMap { flow in
      guard let state = tags.state(of: flow) else { return nil }
      return curve(flow, state, tags, record)
    }
  }

  private static func curve(
    _ flow: Int, _ state: Int, _ tags: MiningTags, _ record: OperatingRecord
  ) -> (relation: Relation, evidence: MiningEvidence)? {
    let rows = running(flow, state, record)
    guard rows.count >= 50 else { return nil }
    let values = rows.map { record.stretches[$0.stretch].values[$0.cell + flow] }
    let terms = values.flatMap { [$0, $0 * $0, $0 * $0 * $0] }
    var best: (share: Double, from: [Int])?
    for (index, first) in tags.pressures.enumerated() {
      for second in tags.pressures[(index + 1)...] {
        let differences = rows.map { row in
          let cells = record.stretches[row.stretch].values
          return cells[row.cell + first] - cells[row.cell + second]
        }
        guard differences.allSatisfy(\.isFinite) else { continue }
        let share = explained(differences, by: terms)
        guard share > best?.share ?? leastShare else { continue }
        let mean = differences.reduce(0, +)
        best = (share, mean >= 0 ? [first, second] : [second, first])
      }
    }
    guard let best else { return nil }
    let relation = Relation(
      name: "curve of \(tags.equipment(flow))", tag: tags.names[flow], from: best.from.map { tags.names[$0] },
      form: .pump, runsWith: tags.names[state])
    let remark = "mined: explains \(best.share.percentWords) of the pressure's variance in \(rows.count) rows"
    return (relation, MiningEvidence(support: rows.count, confidence: best.share, remark: remark))
  }

  /// Rows in which the equipment runs, evenly thinned out.
  private static func running(_ flow: Int, _ state: Int, _ record: OperatingRecord) -> [(stretch: Int, cell: Int)] {
    var rows: [(stretch: Int, cell: Int)] = []
    for (index, stretch) in record.stretches.enumerated() {
      for cell in stride(from: 0, to: stretch.values.count, by: record.tags.count)
      where stretch.values[cell + state] > 0.5 && stretch.values[cell + flow].isFinite {
        rows.append((index, cell))
      }
    }
    let step = max(1, rows.count / mostRows)
    return stride(from: 0, to: rows.count, by: step).map { rows[$0] }
  }

  /// Share of the targets' variance that a robust cubic explains.
  private static func explained(_ targets: [Double], by terms: [Double]) -> Double {
    let mean = targets.reduce(0, +) / Double(targets.count)
    let variance = targets.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(targets.count)
    guard variance > 0 else { return 0 }
    let fit = RobustRegression(rows: terms, columns: 3, targets: targets, ridge: 1e-9)
    return 1 - fit.deviation * fit.deviation / variance
  }
}
