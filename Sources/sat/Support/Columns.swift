/// Lines of cells, aligned for a terminal.
enum Columns {
  /// Every column but the last as wide as its widest cell, two blanks apart.
  ///
  /// - Parameter right: columns whose cells stand at the right, as numbers do.
  static func aligned(_ rows: [[String]], right: Set<Int> = []) -> [String] {
    let count = rows.map(\.count).max() ?? 0
    let widths = (0..<count).map { column in rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0 }
    return rows.map { row in
      var line = ""
      for (column, cell) in row.enumerated() {
        let blanks = String(repeating: " ", count: widths[column] - cell.count)
        line += column == 0 ? "" : "  "
        line += right.contains(column) ? blanks + cell : cell + blanks
      }
      while line.last == " " { line.removeLast() }
      return line
    }
  }
}
