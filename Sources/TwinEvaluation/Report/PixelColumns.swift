/// Rows gathered into the columns of a plot such that no peak vanishes: each column keeps its lowest and highest score.
struct PixelColumns: Sendable, Equatable {
  /// Lowest and highest score of each column; `nil` where no row of the column has one.
  let extremes: [ClosedRange<Double>?]
  /// The rows that the columns cover.
  let rows: Range<Int>

  /// Number of columns.
  var count: Int { extremes.count }

  /// Gathers `rows` of `scores` into at most `limit` columns.
  init(scores: [Double], rows: Range<Int>, limit: Int) {
    self.rows = rows
    let columns = min(limit, rows.count)
    extremes = (0..<columns).map { column in
      var range: ClosedRange<Double>?
      for row in Self.rows(of: column, of: columns, in: rows) where !scores[row].isNaN {
        let score = scores[row]
        range = range.map { min($0.lowerBound, score)...max($0.upperBound, score) } ?? score...score
      }
      return range
    }
  }

  private static func rows(of column: Int, of columns: Int, in rows: Range<Int>) -> Range<Int> {
    let low = rows.lowerBound + column * rows.count / columns
    return low..<rows.lowerBound + (column + 1) * rows.count / columns
  }

  /// The column that holds a row.
  func column(of row: Int) -> Int {
    let offset = min(max(row, rows.lowerBound), rows.upperBound - 1) - rows.lowerBound
    return ((offset + 1) * count - 1) / rows.count
  }

  /// Columns touched by any of the runs, joined where they meet, in order.
  func columns(of runs: [Range<Int>]) -> [Range<Int>] {
    var result: [Range<Int>] = []
    for run in runs {
      let touched = column(of: run.lowerBound)..<column(of: run.upperBound - 1) + 1
      if let last = result.last, touched.lowerBound <= last.upperBound {
        result[result.count - 1] = last.lowerBound..<max(last.upperBound, touched.upperBound)
      } else {
        result.append(touched)
      }
    }
    return result
  }
}
