/// The pattern of a symmetric positive definite matrix and of its factor L·D·Lᵀ, found once per network.
///
/// Rows are numbered in elimination order. The numeric factorisation is right-looking and follows a list of update
/// targets made here, so that it searches nothing.
///
/// Source: George and Liu, "Computer Solution of Large Sparse Positive Definite Systems" (1981), chapters 5 and 8
/// (minimum degree, symbolic factorisation).
struct SparseFactor: Sendable {
  /// Row of each unknown in the caller's order.
  let rowOfUnknown: [Int32]
  /// Shape `[row + 1]`: where each column's entries below the diagonal begin.
  let columnStart: [Int32]
  /// Shape `[entry]`: row of each entry, growing within a column.
  let rowOfEntry: [Int32]
  /// For every pair (p, q > p) of entries of one column, column by column: the entry (row q, row p) they change.
  let updateTarget: [Int32]

  /// Number of unknowns.
  var count: Int { columnStart.count - 1 }
  /// Number of entries below the diagonal.
  var entryCount: Int { rowOfEntry.count }

  /// Orders by minimum degree and factors symbolically.
  ///
  /// - Parameters:
  ///   - count: number of unknowns.
  ///   - edges: pairs of distinct unknowns whose entry may differ from zero; repeats are welcome.
  init(count: Int, edges: [(Int, Int)]) {
    var neighbours = [[Int32]](repeating: [], count: count)
    for (a, b) in edges {
      neighbours[a].append(Int32(b))
      neighbours[b].append(Int32(a))
    }
    for i in 0..<count { neighbours[i] = Self.sortedUnique(neighbours[i]) }
    let (order, columns) = Self.eliminate(neighbours)
    var row = [Int32](repeating: 0, count: count)
    for (position, unknown) in order.enumerated() { row[Int(unknown)] = Int32(position) }
    var start: [Int32] = [0]
    var entries: [Int32] = []
    for column in columns {
      entries += column.map { row[Int($0)] }.sorted()
      start.append(Int32(entries.count))
    }
    rowOfUnknown = row
    columnStart = start
    rowOfEntry = entries
    updateTarget = Self.targets(start, entries)
  }

  /// The entry of (row, column) with row > column, or `nil` where the factor has none.
  func entry(row: Int, column: Int) -> Int? {
    Self.find(Int32(row), in: rowOfEntry, Int(columnStart[column])..<Int(columnStart[column + 1]))
  }

  /// Eliminates the unknown with the fewest neighbours, again and again; the lowest number among equals.
  private static func eliminate(_ start: [[Int32]]) -> (order: [Int32], columns: [[Int32]]) {
    var neighbours = start
    var queue = DegreeQueue(degrees: start.map(\.count))
    var order: [Int32] = []
    var columns: [[Int32]] = []
    while let pivot = queue.removeFirst() {
      let clique = neighbours[pivot]
      neighbours[pivot] = []
      for i in clique {
        let merged = merge(neighbours[Int(i)], clique, without: Int32(pivot), and: i)
        neighbours[Int(i)] = merged
        queue.update(Int(i), degree: merged.count)
      }
      order.append(Int32(pivot))
      columns.append(clique)
    }
    return (order, columns)
  }

  private static func sortedUnique(_ list: [Int32]) -> [Int32] {
    var result: [Int32] = []
    for value in list.sorted() where value != result.last { result.append(value) }
    return result
  }

  private static func merge(_ a: [Int32], _ b: [Int32], without x: Int32, and y: Int32) -> [Int32] {
    var result: [Int32] = []
    result.reserveCapacity(a.count + b.count)
    var i = 0
    var j = 0
    while i < a.count || j < b.count {
      let next: Int32
      if j >= b.count || (i < a.count && a[i] < b[j]) {
        next = a[i]
        i += 1
      } else {
        next = b[j]
        if i < a.count && a[i] == next { i += 1 }
        j += 1
      }
      if next != x && next != y { result.append(next) }
    }
    return result
  }

  private static func targets(_ start: [Int32], _ rows: [Int32]) -> [Int32] {
    var result: [Int32] = []
    for column in 0..<(start.count - 1) {
      let entries = Int(start[column])..<Int(start[column + 1])
      for p in entries {
        let under = Int(start[Int(rows[p])])..<Int(start[Int(rows[p]) + 1])
        for q in (p + 1)..<max(entries.upperBound, p + 1) {
          guard let target = find(rows[q], in: rows, under) else { preconditionFailure("fill is part of the pattern") }
          result.append(Int32(target))
        }
      }
    }
    return result
  }

  private static func find(_ row: Int32, in rows: [Int32], _ range: Range<Int>) -> Int? {
    var low = range.lowerBound
    var high = range.upperBound
    while low < high {
      let middle = (low + high) / 2
      if rows[middle] < row { low = middle + 1 } else { high = middle }
    }
    return low < range.upperBound && rows[low] == row ? low : nil
  }
}
