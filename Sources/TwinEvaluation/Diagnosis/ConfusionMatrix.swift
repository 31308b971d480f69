public import TwinModel

/// Event by event, what happened and what was said: rows are classes that happened, columns what diagnosis said, the last
/// column that it said nothing.
public struct ConfusionMatrix: Sendable, Equatable {
  /// Classes that happened, in order.
  public let classes: [IncidentClass]
  /// Shape `[class, IncidentClass.allCases + silence]`.
  public private(set) var counts: [[Int]]

  /// An empty matrix.
  public init(_ classes: [IncidentClass]) {
    self.classes = classes
    counts = classes.map { _ in [Int](repeating: 0, count: IncidentClass.allCases.count + 1) }
  }

  /// Counts an event; `nil` where diagnosis said nothing.
  public mutating func add(_ happened: IncidentClass, said: IncidentClass?) {
    guard let row = classes.firstIndex(of: happened) else { return }
    counts[row][said?.index ?? IncidentClass.allCases.count] += 1
  }

  /// How often a class happened.
  public func happened(_ kind: IncidentClass) -> Int {
    classes.firstIndex(of: kind).map { counts[$0].reduce(0, +) } ?? 0
  }

  /// How often it happened and this was said; `nil` for silence.
  public subscript(_ happened: IncidentClass, said: IncidentClass?) -> Int {
    classes.firstIndex(of: happened).map { counts[$0][said?.index ?? IncidentClass.allCases.count] } ?? 0
  }

  /// Precision, recall and F1 of a class; silence about benign trouble is right.
  public func figures(of kind: IncidentClass) -> (precision: Double, recall: Double, f1: Double) {
    let right = Double(self[kind, kind] + (kind == .benign ? self[kind, nil] : 0))
    let said = Double(
      classes.reduce(0) { $0 + self[$1, kind] } + (kind == .benign ? self[kind, nil] : 0))
    let happened = Double(happened(kind))
    let precision = said > 0 ? right / said : 0
    let recall = happened > 0 ? right / happened : 0
    return (precision, recall, precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0)
  }

  /// Mean F1 over the classes that happened.
  public var macroF1: Double {
    let known = classes.filter { happened($0) > 0 }
    return known.isEmpty ? 0 : known.reduce(0) { $0 + figures(of: $1).f1 } / Double(known.count)
  }

  /// The class with the lowest F1.
  public var worst: (kind: IncidentClass, f1: Double)? {
    classes.filter { happened($0) > 0 }.map { ($0, figures(of: $0).f1) }.min { $0.1 < $1.1 }
  }

  /// As a table of text.
  public var text: String {
    let columns = IncidentClass.allCases.map(\.rawValue) + ["silent"]
    let used = columns.indices.filter { column in
      counts.contains { $0[column] > 0 } || IncidentClass.allCases.dropFirst(column).first.map(classes.contains) == true
    }
    func cell(_ text: String, _ width: Int = 8) -> String {
      String(repeating: " ", count: max(1, width - text.count)) + text
    }
    var lines = [cell("happened") + " |" + used.map { cell(columns[$0]) }.joined() + cell("P") + cell("R") + cell("F1")]
    for (row, kind) in classes.enumerated() where happened(kind) > 0 {
      let figures = figures(of: kind)
      let shares = [figures.precision, figures.recall, figures.f1].map { cell(FigureText.short($0)) }
      lines.append(
        cell(kind.rawValue) + " |" + used.map { cell("\(counts[row][$0])") }.joined() + shares.joined())
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
