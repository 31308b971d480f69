/// Where a matrix with symmetric structure has entries once it is factorised: pivot order and fill, found once and
/// kept for every later factorisation.
///
/// Unknowns come in groups (the angle and magnitude of one bus); the order is chosen on groups by minimum degree and
/// then spelled out, so that the entries of one bus stay together. A factor's storage is one array:
/// `[diagonal | upper | lower | spill]`, upper and lower in the same order of slots; `spill` swallows entries that
/// belong to no unknown.
///
/// Source: Tinney and Walker (1967), "Direct solutions of sparse network equations by optimally ordered triangular
/// factorization", scheme 2.
final class SparsePattern: Sendable {
  /// Number of unknowns.
  let size: Int
  /// Pivot position of every unknown, shape `[unknown]`.
  let position: [Int32]
  /// Shape `[size + 1]`: first upper slot of each pivot row.
  let rowStart: [Int32]
  /// Shape `[slot]`: pivot position of the column, ascending within a row.
  let columns: [Int32]
  /// Shape `[size + 1]`: first entry of each pivot column in `columnRows` and `columnSlots`.
  let columnStart: [Int32]
  /// Shape `[slot]`: rows with an entry in a column, ascending.
  let columnRows: [Int32]
  /// Shape `[slot]`: the slot of that entry.
  let columnSlots: [Int32]

  /// Number of upper slots, fill included.
  var slotCount: Int { columns.count }
  /// Index of the entry that swallows what belongs nowhere.
  var spill: Int { size + 2 * slotCount }
  /// Number of values of a factor's storage, `spill` included.
  var storageCount: Int { spill + 1 }

  /// Finds order and fill.
  ///
  /// - Parameter neighbours: for each group the groups it shares entries with; symmetric, without itself.
  /// - Parameter members: for each group its unknowns; may be empty; together 0..<size.
  init(neighbours: [[Int]], members: [[Int]]) {
    let joined = neighbours.enumerated().map { group, others in
      members[group].isEmpty ? [] : others.filter { !members[$0].isEmpty }
    }
    let elimination = minimumDegreeElimination(neighbours: joined, weights: members.map(\.count))
    let size = members.reduce(0) { $0 + $1.count }
    var position = [Int32](repeating: 0, count: size)
    var next: Int32 = 0
    for step in elimination {
      for unknown in members[step.node] {
        position[unknown] = next
        next += 1
      }
    }
    var rows = [[Int32]](repeating: [], count: size)
    for step in elimination {
      let later = step.remaining.flatMap { members[$0] }.map { position[$0] }.sorted()
      let own = members[step.node].map { position[$0] }
      for (index, row) in own.enumerated() { rows[Int(row)] = own[(index + 1)...] + later }
    }
    var rowStart: [Int32] = [0]
    var byColumn = [[(row: Int32, slot: Int32)]](repeating: [], count: size)
    var slot: Int32 = 0
    for (row, columns) in rows.enumerated() {
      for column in columns {
        byColumn[Int(column)].append((Int32(row), slot))
        slot += 1
      }
      rowStart.append(slot)
    }
    var columnStart: [Int32] = [0]
    for column in byColumn { columnStart.append(columnStart[columnStart.count - 1] + Int32(column.count)) }
    self.size = size
    self.position = position
    self.rowStart = rowStart
    self.columns = rows.flatMap { $0 }
    self.columnStart = columnStart
    self.columnRows = byColumn.flatMap { $0.map(\.row) }
    self.columnSlots = byColumn.flatMap { $0.map(\.slot) }
  }

  /// Index into a factor's storage of the entry at a row and a column, both unknowns; `spill` when either is `nil`.
  func index(row: Int?, column: Int?) -> Int {
    guard let row, let column else { return spill }
    let i = position[row]
    let j = position[column]
    if i == j { return Int(i) }
    var low = Int(rowStart[Int(min(i, j))])
    var high = Int(rowStart[Int(min(i, j)) + 1])
    while low < high {
      let middle = (low + high) / 2
      if columns[middle] < max(i, j) { low = middle + 1 } else { high = middle }
    }
    precondition(low < slotCount && columns[low] == max(i, j), "an entry outside the pattern")
    return i < j ? size + low : size + slotCount + low
  }
}
