/// LDLᵀ factorisation of a symmetric positive (semi)definite matrix, half the work of an LU.
///
/// Only the diagonal and upper part of the pattern's storage are used; assemble entries with the smaller pivot
/// position as the row. A pivot below `relativeZero` of its original diagonal counts as zero: the matrix does not
/// determine that unknown.
struct SparseLDL: Sendable {
  /// A pivot this much smaller than the diagonal it came from is rounding, not information.
  static let relativeZero = 1e-11

  /// Order and fill.
  let pattern: SparsePattern
  /// `[diagonal | upper | spill …]`; after `factorize()` D and D·Lᵀ.
  var values: [Double]
  /// Shape `[size + 1]` in pivot order, the last swallows what belongs nowhere; `solve()` replaces it by the solution.
  var rightHandSide: [Double]
  /// Pivot positions that the matrix leaves undetermined, ascending; empty when it is definite.
  private(set) var zeroPivots: [Int] = []
  private var inverse: [Double]
  private var work: [Double]

  init(pattern: SparsePattern) {
    self.pattern = pattern
    values = [Double](repeating: 0, count: pattern.storageCount)
    rightHandSide = [Double](repeating: 0, count: pattern.size + 1)
    inverse = [Double](repeating: 0, count: pattern.size)
    work = [Double](repeating: 0, count: pattern.size)
  }

  /// Sets the entries and the right-hand side to 0.
  mutating func clear() {
    let used = pattern.size + pattern.slotCount
    let spill = pattern.spill
    values.withUnsafeMutableBufferPointer { values in
      for index in 0..<used { values[index] = 0 }
      values[spill] = 0
    }
    rightHandSide.withUnsafeMutableBufferPointer { $0.update(repeating: 0) }
  }

  /// Factorises `values` in place; false when some unknown is undetermined, named in `zeroPivots`.
  mutating func factorize() -> Bool {
    if !zeroPivots.isEmpty { zeroPivots.removeAll() }
    let size = pattern.size
    let slots = pattern.slotCount
    var zeros: [Int] = []
    values.withUnsafeMutableBufferPointer { values in
      inverse.withUnsafeMutableBufferPointer { inverse in
        work.withUnsafeMutableBufferPointer { work in
          pattern.withTables { tables in
            let upper = UnsafeMutableBufferPointer(rebasing: values[size..<size + slots])
            for row in 0..<size {
              let original = values[row]
              let pivot = eliminate(row, tables, diagonal: original, upper: upper, inverse: inverse, work: work)
              values[row] = pivot
              if pivot > Self.relativeZero * original && pivot.isFinite {
                inverse[row] = 1 / pivot
              } else {
                inverse[row] = 0
                zeros.append(row)
              }
            }
          }
        }
      }
    }
    zeroPivots = zeros
    return zeros.isEmpty
  }

  /// Replaces `rightHandSide` by the solution, with the factors that `factorize()` left.
  mutating func solve() {
    let size = pattern.size
    let slots = pattern.slotCount
    values.withUnsafeMutableBufferPointer { values in
      rightHandSide.withUnsafeMutableBufferPointer { solution in
        inverse.withUnsafeMutableBufferPointer { inverse in
          pattern.withTables { tables in
            let upper = UnsafeMutableBufferPointer(rebasing: values[size..<size + slots])
            for row in 0..<size {
              let scaled = solution[row] * inverse[row]
              for slot in Int(tables.rowStart[row])..<Int(tables.rowStart[row + 1]) {
                solution[Int(tables.columns[slot])] -= upper[slot] * scaled
              }
            }
            for row in stride(from: size - 1, through: 0, by: -1) {
              var sum = solution[row]
              for slot in Int(tables.rowStart[row])..<Int(tables.rowStart[row + 1]) {
                sum -= upper[slot] * solution[Int(tables.columns[slot])]
              }
              solution[row] = sum * inverse[row]
            }
          }
        }
      }
    }
  }

  /// A direction in which the matrix does not move: the null vector that belongs to a zero pivot.
  ///
  /// - Returns: shape `[size]` in pivot order.
  func nullVector(of zeroPivot: Int) -> [Double] {
    var vector = [Double](repeating: 0, count: pattern.size)
    vector[zeroPivot] = 1
    for row in stride(from: zeroPivot - 1, through: 0, by: -1) {
      var sum = 0.0
      for slot in Int(pattern.rowStart[row])..<Int(pattern.rowStart[row + 1]) {
        sum -= values[pattern.size + slot] * vector[Int(pattern.columns[slot])]
      }
      vector[row] = sum * inverse[row]
    }
    return vector
  }
}

/// Subtracts the earlier rows from one row and returns its pivot.
@inline(__always)
private func eliminate(
  _ row: Int, _ tables: SparsePattern.Tables, diagonal: Double, upper: UnsafeMutableBufferPointer<Double>,
  inverse: UnsafeMutableBufferPointer<Double>, work: UnsafeMutableBufferPointer<Double>
) -> Double {
  let own = Int(tables.rowStart[row])..<Int(tables.rowStart[row + 1])
  var pivot = diagonal
  for slot in own { work[Int(tables.columns[slot])] = upper[slot] }
  for entry in Int(tables.columnStart[row])..<Int(tables.columnStart[row + 1]) {
    let earlier = Int(tables.columnRows[entry])
    let start = Int(tables.columnSlots[entry])
    let value = upper[start]
    let factor = value * inverse[earlier]
    pivot -= factor * value
    for slot in (start + 1)..<max(start + 1, Int(tables.rowStart[earlier + 1])) {
      work[Int(tables.columns[slot])] -= factor * upper[slot]
    }
  }
  for slot in own { upper[slot] = work[Int(tables.columns[slot])] }
  return pivot
}
