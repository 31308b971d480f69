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
  /// Standard deviation of the explained tag around the function in normal operation, in its unit, > 0.
  public var deviation: Double
  /// Mean of the explained tag while the equipment runs, in its unit.
  public var meanWhileRunning: Double

  /// Number of terms of a form with so many inputs.
  static func terms(_ form: Relation.Form, inputs: Int) -> Int {
    switch form {
    case .pump: 2
    case .valve: 1
    case .linear: inputs
    case .quadratic: inputs + inputs * (inputs + 1) / 2
    }
  }

  /// The terms of a form at one row, appended to `terms`; false when an input is missing.
  static func appendTerms(
    _ form: Relation.Form, from: [Int], row: UnsafePointer<Double>, to terms: inout [Double]
  ) -> Bool {
    for tag in from where !row[tag].isFinite { return false }
    switch form {
    case .pump:
      let difference = row[from[0]] - row[from[1]]
      terms.append(difference)
      terms.append(difference * difference)
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

  /// What the explained tag should be; `nil` when an input is missing or the equipment was never seen running.
  func expected(row: UnsafePointer<Double>, scratch: inout [Double]) -> Double? {
    if let runsWith {
      guard row[runsWith].isFinite else { return nil }
      if row[runsWith] <= 0.5 { return 0 }
    }
    guard !coefficients.isEmpty else { return nil }
    scratch.removeAll(keepingCapacity: true)
    guard Self.appendTerms(form, from: from, row: row, to: &scratch) else { return nil }
    var sum = constant
    for index in coefficients.indices { sum += coefficients[index] * scratch[index] }
    return sum
  }

  func isSound(tags: Int) -> Bool {
    let indices = [tag] + from + (runsWith.map { [$0] } ?? [])
    let numbers = coefficients + [constant, deviation, meanWhileRunning]
    return indices.allSatisfy { (0..<tags).contains($0) } && form.inputs.contains(from.count)
      && (coefficients.isEmpty || coefficients.count == Self.terms(form, inputs: from.count))
      && numbers.allSatisfy(\.isFinite) && deviation > 0
  }
}
