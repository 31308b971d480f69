/// LU factorisation of a matrix with symmetric structure and unsymmetric values, pivots on the diagonal.
///
/// Assemble into `values` and `rightHandSide` through the pattern's indices, then call `solve()`. Nothing is
/// allocated after the initializer. The pivots are not exchanged: a power-flow Jacobian away from collapse has a
/// strong diagonal, and a vanishing pivot is reported as such.
struct SparseLU: Sendable {
  /// Order and fill.
  let pattern: SparsePattern
  /// `[diagonal | upper | lower | spill]`; after `solve()` the factors.
  var values: [Double]
  /// Shape `[size]` in pivot order; after `solve()` the solution.
  var rightHandSide: [Double]
  private var inverse: [Double]
  private var work: [Double]

  init(pattern: SparsePattern) {
    self.pattern = pattern
    values = [Double](repeating: 0, count: pattern.storageCount)
    rightHandSide = [Double](repeating: 0, count: pattern.size + 1)
    inverse = [Double](repeating: 0, count: pattern.size)
    work = [Double](repeating: 0, count: pattern.size)
  }

  /// Sets every entry to 0, ready to be assembled anew.
  mutating func clear() {
    values.withUnsafeMutableBufferPointer { $0.update(repeating: 0) }
  }

  /// Factorises `values` and replaces `rightHandSide` by the solution; false when a pivot vanishes.
  mutating func solve() -> Bool {
    let size = pattern.size
    let slots = pattern.slotCount
    return values.withUnsafeMutableBufferPointer { values in
      rightHandSide.withUnsafeMutableBufferPointer { solution in
        inverse.withUnsafeMutableBufferPointer { inverse in
          work.withUnsafeMutableBufferPointer { work in
            pattern.withTables { tables in
              let upper = UnsafeMutableBufferPointer(rebasing: values[size..<size + slots])
              let lower = UnsafeMutableBufferPointer(rebasing: values[(size + slots)..<(size + 2 * slots)])
              for row in 0..<size {
                let pivot = eliminate(
                  row, tables, diagonal: values, upper: upper, lower: lower, inverse: inverse, work: work,
                  solution: solution)
                guard abs(pivot) > 1e-14 && pivot.isFinite else { return false }
                values[row] = pivot
                inverse[row] = 1 / pivot
              }
              for row in stride(from: size - 1, through: 0, by: -1) {
                var sum = solution[row]
                for slot in Int(tables.rowStart[row])..<Int(tables.rowStart[row + 1]) {
                  sum -= upper[slot] * solution[Int(tables.columns[slot])]
                }
                solution[row] = sum * inverse[row]
              }
              return true
            }
          }
        }
      }
    }
  }
}

/// Subtracts the earlier rows from one row and returns its pivot.
@inline(__always)
private func eliminate(
  _ row: Int, _ tables: SparsePattern.Tables, diagonal: UnsafeMutableBufferPointer<Double>,
  upper: UnsafeMutableBufferPointer<Double>, lower: UnsafeMutableBufferPointer<Double>,
  inverse: UnsafeMutableBufferPointer<Double>, work: UnsafeMutableBufferPointer<Double>,
  solution: UnsafeMutableBufferPointer<Double>
) -> Double {
  let own = Int(tables.rowStart[row])..<Int(tables.rowStart[row + 1])
  let left = Int(tables.columnStart[row])..<Int(tables.columnStart[row + 1])
  for entry in left { work[Int(tables.columnRows[entry])] = lower[Int(tables.columnSlots[entry])] }
  work[row] = diagonal[row]
  for slot in own { work[Int(tables.columns[slot])] = upper[slot] }
  var sum = solution[row]
  for entry in left {
    let earlier = Int(tables.columnRows[entry])
    let factor = work[earlier] * inverse[earlier]
    lower[Int(tables.columnSlots[entry])] = factor
    for slot in Int(tables.rowStart[earlier])..<Int(tables.rowStart[earlier + 1]) {
      work[Int(tables.columns[slot])] -= factor * upper[slot]
    }
    sum -= factor * solution[earlier]
  }
  solution[row] = sum
  for slot in own { upper[slot] = work[Int(tables.columns[slot])] }
  return work[row]
}
