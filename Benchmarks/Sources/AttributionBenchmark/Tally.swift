import Foundation
import TwinDiagnosis
import TwinEvaluation

/// Shares of hits, by kind of lie.
struct Tally {
  let lines: [Explained]

  init(_ lines: [Explained]) { self.lines = lines }

  func print() {
    var kinds: [String] = []
    for line in lines where !kinds.contains(line.manipulation.kind) { kinds.append(line.manipulation.kind) }
    Swift.print(
      "kind", "detected", "Hit@1", "Hit@3", "+1", "+5", "IG@1", "shares@1", "repair@1", "repair@3", "stable rows",
      separator: "\t")
    for kind in kinds + ["all"] {
      let all = lines.filter { kind == "all" || $0.manipulation.kind == kind }
      let found = all.filter { $0.delay != nil && !$0.attributions.isEmpty }
      guard !found.isEmpty else { continue }
      func share(_ holds: (Explained) -> Bool) -> String {
        Self.text(Double(found.count(where: holds)) / Double(found.count))
      }
      func hit(_ line: Explained, _ place: Int, _ k: Int) -> Bool {
        let attribution = line.attributions[min(place, line.attributions.count - 1)]
        return line.hit(attribution.suspects.map(\.tag), at: k)
      }
      let stable = found.map(\.rowsToCause).sorted()
      Swift.print(
        kind, "\(found.count)/\(all.count)", share { hit($0, 0, 1) }, share { hit($0, 0, 3) }, share { hit($0, 1, 1) },
        share { hit($0, 5, 1) }, share { $0.hit($0.attributions[0].gradientTags, at: 1) },
        share { $0.hit($0.others["shares"] ?? [], at: 1) },
        share { ($0.attributions[0].counterfactual.steps.first?.after ?? 9) <= 1 },
        share { $0.attributions[0].counterfactual.isEnough }, "\(stable[stable.count / 2])", separator: "\t")
    }
    printRobustness()
    let times = lines.flatMap(\.seconds).sorted()
    guard !times.isEmpty else { return }
    Swift.print(
      "explanation, ms: p50", Self.text(times[times.count / 2] * 1000), "p95",
      Self.text(times[times.count * 95 / 100] * 1000), separator: "\t")
  }

  private func printRobustness() {
    let found = lines.compactMap(\.robustness)
    guard !found.isEmpty else { return }
    func mean(_ value: (Robustness) -> Double) -> String {
      Self.text(found.reduce(0) { $0 + value($1) } / Double(found.count))
    }
    let falls = found.reduce(0) { $0 + $1.fall } / max(1e-9, found.reduce(0) { $0 + $1.randomFall })
    Swift.print("named tags under noise of sigma/10 of the tag", mean(\.namedUnderTagNoise), separator: "\t")
    Swift.print("named tags under noise of sigma/10 given all others", mean(\.namedUnderOwnNoise), separator: "\t")
    Swift.print(
      "first three under noise of sigma/10 given all others", mean(\.firstThreeUnderOwnNoise), separator: "\t")
    Swift.print(
      "fall of the score", mean(\.fall), "of random tags", mean(\.randomFall), "ratio", Self.text(falls),
      separator: "\t")
  }

  static func text(_ value: Double) -> String { String(format: "%.3f", value) }
}

extension Explained {
  /// Rows from the alarm until the cause is named first and stays so; the number of rows looked at when never.
  var rowsToCause: Int {
    let hits = attributions.map { hit($0.suspects.map(\.tag), at: 1) }
    return (hits.lastIndex(of: false) ?? -1) + 1
  }
}
