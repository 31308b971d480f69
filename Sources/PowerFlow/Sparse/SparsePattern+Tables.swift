extension SparsePattern {
  /// The index tables as plain memory, for the inner loops.
  struct Tables {
    let rowStart: UnsafeBufferPointer<Int32>
    let columns: UnsafeBufferPointer<Int32>
    let columnStart: UnsafeBufferPointer<Int32>
    let columnRows: UnsafeBufferPointer<Int32>
    let columnSlots: UnsafeBufferPointer<Int32>
  }

  /// Lends the index tables for the duration of `body`.
  @inline(__always)
  func withTables<Result>(_ body: (Tables) -> Result) -> Result {
    rowStart.withUnsafeBufferPointer { rowStart in
      columns.withUnsafeBufferPointer { columns in
        columnStart.withUnsafeBufferPointer { columnStart in
          columnRows.withUnsafeBufferPointer { columnRows in
            columnSlots.withUnsafeBufferPointer { columnSlots in
              body(
                Tables(
                  rowStart: rowStart, columns: columns, columnStart: columnStart, columnRows: columnRows,
                  columnSlots: columnSlots))
            }
          }
        }
      }
    }
  }
}
