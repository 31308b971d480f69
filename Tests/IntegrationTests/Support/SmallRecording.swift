import Foundation

/// A recording small enough to be written out, as lines of cells, for tests that spoil it.
struct SmallRecording {
  var header = ["step", "a", "b", "c"]
  var rows: [[String]]

  /// Two waves and their sum with rounding noise, deterministic.
  init(rows count: Int = 600) {
    rows = (0..<count).map { step in
      let a = 10 + 2 * sin(Double(step) / 9) + Double(step * 7919 % 101) / 500
      let b = 5 + cos(Double(step) / 14) + Double(step * 104_729 % 97) / 700
      return [String(step)] + [a, b, a + b].map { String(format: "%.3f", $0) }
    }
  }

  /// With a further column at the end.
  func adding(_ name: String, _ cell: (Int) -> String) -> SmallRecording {
    var copy = self
    copy.header.append(name)
    for row in rows.indices { copy.rows[row].append(cell(row)) }
    return copy
  }

  var csv: String { ([header] + rows).map { $0.joined(separator: ",") }.joined(separator: "\n") + "\n" }
}
