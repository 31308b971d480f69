/// Tags of a few values that go together, such as lamps that one dusk switches on and one midnight dims.
///
/// In a row between, some have changed and the others not yet: nothing is wrong, and their values say nothing about the rest
/// of the plant. For so few rows they count as missing; whoever stays behind is judged like any other.
struct CoupledStates: Sendable, Equatable {
  /// Groups of two or more tags, each in order; no tag is in two.
  let groups: [[Int]]

  /// Share of rows in which tags that go together may differ.
  static let mostDifferent = 0.005

  init(groups: [[Int]]) { self.groups = groups }

  /// Learns from stretches of rows, each of shape `[row, tag]` in the tags' units; `nil` where nothing goes together.
  init?(stretches: [[Double]], tags width: Int) {
    var left = (0..<width).filter { Self.isState(stretches, tag: $0, tags: width) }
    var groups: [[Int]] = []
    while let first = left.first {
      let group = left.filter { $0 == first || Self.goTogether(stretches, first, $0, tags: width) }
      left.removeAll(where: group.contains)
      if group.count > 1 { groups.append(group) }
    }
    guard !groups.isEmpty else { return nil }
    self.groups = groups
  }

  /// Whether a tag has a few values of which none is usual: what hardly ever moves is a rare state (`OperatingStates`).
  private static func isState(_ stretches: [[Double]], tag: Int, tags width: Int) -> Bool {
    var counts: [Double: Int] = [:]
    var rows = 0
    for stretch in stretches {
      for index in stride(from: tag, to: stretch.count, by: width) where !stretch[index].isNaN {
        rows += 1
        counts[stretch[index], default: 0] += 1
        guard counts.count <= OperatingStates.mostValues else { return false }
      }
    }
    return Double(counts.values.max() ?? 0) < OperatingStates.usualShare * Double(rows)
  }

  private static func goTogether(_ stretches: [[Double]], _ one: Int, _ other: Int, tags width: Int) -> Bool {
    var (rows, different) = (0, 0)
    for stretch in stretches {
      for row in stride(from: 0, to: stretch.count, by: width) {
        rows += 1
        different += stretch[row + one] == stretch[row + other] ? 0 : 1
      }
    }
    return Double(different) <= mostDifferent * Double(rows)
  }

  /// Follows rows and tells which tags are on their way.
  struct Watch: Sendable {
    private let groups: [[Int]]
    /// Shape `[group]`: the value on which all agreed last, NaN before the first, and rows since then.
    private var agreed: [(value: Double, ago: Int)]

    init(_ states: CoupledStates?) {
      groups = states?.groups ?? []
      agreed = groups.map { _ in (.nan, 0) }
    }

    /// Tags of the next row whose values say nothing, in the tags' order within their groups.
    mutating func onTheWay(_ values: UnsafeBufferPointer<Double>) -> [Int] {
      var tags: [Int] = []
      for (index, group) in groups.enumerated() {
        let value = values[group[0]]
        if group.allSatisfy({ values[$0] == value }) {
          agreed[index] = (value, 0)
          continue
        }
        agreed[index].ago = min(agreed[index].ago + 1, OperatingStates.mostRowsOnTheWay + 1)
        let (from, ago) = agreed[index]
        let goal = group.first { values[$0] != from }.map { values[$0] } ?? from
        guard ago <= OperatingStates.mostRowsOnTheWay, group.allSatisfy({ values[$0] == from || values[$0] == goal })
        else { continue }
        tags += group
      }
      return tags
    }
  }
}
