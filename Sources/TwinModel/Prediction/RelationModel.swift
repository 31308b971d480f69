/// A relation with its numbers.
public struct RelationModel: Sendable, Equatable, Codable {
  /// The relation's name in the site file.
  public var name: String
  /// The explained tag.
  public var tag: Int
  /// The tags that explain it.
  public var from: [Int]
  /// What kind of function it is.
  public var form: Relation.Form
  /// The state tag on which it depends.
  public var runsWith: Int?
  /// Coefficients of the form's terms; empty when the equipment never ran in the recording.
  public var coefficients: [Double]
  /// Constant term.
  public var constant: Double
  /// Standard deviation around the function in normal operation, in the unit of the explained tag (of a pump's pressures),
  /// > 0.
  public var deviation: Double
  /// Standard deviation of the explained tag around 0 while the equipment rests, in its unit, > 0.
  public var restDeviation: Double
  /// Mean of the explained tag while the equipment runs, in its unit.
  public var meanWhileRunning: Double
  /// `deviation` as a share of the span of what it explains while the equipment runs, ≥ 0.
  public var normalisedError: Double

  /// Number of terms of a form with so many inputs.
  static func terms(_ form: Relation.Form, inputs: Int) -> Int {
    switch form {
    case .pump: 3
    case .valve: 1
    case .linear: inputs
    case .quadratic: inputs + inputs * (inputs + 1) / 2
    }
  }

  /// The terms of the form at one row, appended to `terms`; false when a value is missing.
  func appendTerms(row: UnsafePointer<Double>, to terms: inout [Double]) -> Bool {
    for tag in from where !row[tag].isFinite { return false }
    switch form {
    case .pump:
      let flow = row[tag]
      guard flow.isFinite else { return false }
      terms.append(flow)
      terms.append(flow * flow)
      terms.append(flow * flow * flow)
    case .valve:
      let difference = row[from[0]] - row[from[1]]
      terms.append(difference < 0 ? -(-difference).squareRoot() : difference.squareRoot())
    case .linear:
      for tag in from { terms.append(row[tag]) }
    case .quadratic:
      for tag in from { terms.append(row[tag]) }
      for i in from.indices {
        for j in i..<from.count { terms.append(row[from[i]] * row[from[j]]) }
      }
    }
    return true
  }

  /// What the terms explain: the pressure that a pump adds, otherwise the explained tag itself.
  func compared(row: UnsafePointer<Double>) -> Double {
    form == .pump ? row[from[0]] - row[from[1]] : row[tag]
  }

  /// By how much the plant disagrees with the relation, in deviations of normal operation; `nil` when a value is missing
  /// or the equipment was never seen running.
  func residual(row: UnsafePointer<Double>, scratch: inout [Double]) -> Double? {
    guard row[tag].isFinite else { return nil }
    if let runsWith {
      guard row[runsWith].isFinite else { return nil }
      if row[runsWith] <= 0.5 { return row[tag] / restDeviation }
    }
    guard !coefficients.isEmpty else { return nil }
    scratch.removeAll(keepingCapacity: true)
    guard appendTerms(row: row, to: &scratch) else { return nil }
    var sum = constant
    for index in coefficients.indices { sum += coefficients[index] * scratch[index] }
    return (compared(row: row) - sum) / deviation
  }

  func isSound(tags: Int) -> Bool {
    let indices = [tag] + from + (runsWith.map { [$0] } ?? [])
    let numbers = coefficients + [constant, deviation, restDeviation, meanWhileRunning, normalisedError]
    return indices.allSatisfy { (0..<tags).contains($0) } && form.inputs.contains(from.count)
      && (coefficients.isEmpty || coefficients.count == Self.terms(form, inputs: from.count))
      && numbers.allSatisfy(\.isFinite) && deviation > 0 && restDeviation > 0 && normalisedError >= 0
  }
}
