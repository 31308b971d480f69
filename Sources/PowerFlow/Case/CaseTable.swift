/// One numeric table of a case file and the line of each row.
struct CaseTable {
  /// The columns every row must have, by section.
  static let columns: [String: [String]] = [
    "bus": ["bus_i", "type", "Pd", "Qd", "Gs", "Bs", "area", "Vm", "Va", "baseKV", "zone", "Vmax", "Vmin"],
    "gen": ["bus", "Pg", "Qg", "Qmax", "Qmin", "Vg", "mBase", "status", "Pmax", "Pmin"],
    "branch": ["fbus", "tbus", "r", "x", "b", "rateA", "rateB", "rateC", "ratio", "angle", "status"],
  ]

  private(set) var rows: [[Double]] = []
  private(set) var lines: [Int] = []
  private let section: String
  private let columns: [String]

  init(section: String, columns: [String], rows: [CaseFileScanner.Row]) throws(CaseFileError) {
    self.section = section
    self.columns = columns
    for row in rows {
      let expected = self.rows.first?.count ?? max(columns.count, row.tokens.count)
      guard row.tokens.count == expected else {
        throw CaseFileError(
          line: row.line, section: section, reason: .rowLength(expected: expected, got: row.tokens.count))
      }
      var values: [Double] = []
      values.reserveCapacity(row.tokens.count)
      for token in row.tokens { values.append(try caseNumber(token, line: row.line, section: section)) }
      self.rows.append(values)
      lines.append(row.line)
    }
  }

  mutating func scale(columns: [Int], by factor: Double) {
    for row in rows.indices { for column in columns { rows[row][column] *= factor } }
  }

  func buses() throws(CaseFileError) -> [Bus] {
    var buses: [Bus] = []
    for (index, row) in rows.enumerated() {
      guard let kind = Bus.Kind(rawValue: try whole(index, 1)) else { throw fault(index, 1) }
      buses.append(
        Bus(
          number: try whole(index, 0), kind: kind, activeDemand: row[2], reactiveDemand: row[3],
          shuntConductance: row[4], shuntSusceptance: row[5], magnitude: row[7], angle: row[8],
          baseKilovolts: row[9], limits: try range(index, lower: 12, upper: 11)))
    }
    return buses
  }

  func branches() throws(CaseFileError) -> [Branch] {
    var branches: [Branch] = []
    for (index, row) in rows.enumerated() {
      let status = try whole(index, 10)
      guard status == 0 || status == 1 else { throw fault(index, 10) }
      branches.append(
        Branch(
          from: try whole(index, 0), to: try whole(index, 1), resistance: row[2], reactance: row[3],
          charging: row[4], rating: row[5], tapRatio: row[8] == 0 ? 1 : row[8], phaseShift: row[9],
          isInService: status == 1))
    }
    return branches
  }

  func generators() throws(CaseFileError) -> [Generator] {
    var generators: [Generator] = []
    for (index, row) in rows.enumerated() {
      generators.append(
        Generator(
          bus: try whole(index, 0), active: row[1], reactive: row[2],
          reactiveLimits: try range(index, lower: 4, upper: 3), voltageSetpoint: row[5],
          activeLimits: try range(index, lower: 9, upper: 8), isInService: row[7] > 0))
    }
    return generators
  }

  private func whole(_ row: Int, _ column: Int) throws(CaseFileError) -> Int {
    let value = rows[row][column]
    guard abs(value) < 1e9, value == value.rounded() else { throw fault(row, column) }
    return Int(value)
  }

  private func range(_ row: Int, lower: Int, upper: Int) throws(CaseFileError) -> ClosedRange<Double> {
    guard rows[row][lower] <= rows[row][upper] else { throw fault(row, lower) }
    return rows[row][lower]...rows[row][upper]
  }

  private func fault(_ row: Int, _ column: Int) -> CaseFileError {
    CaseFileError(
      line: lines[row], section: section, reason: .value(column: columns[column], rows[row][column]))
  }
}
