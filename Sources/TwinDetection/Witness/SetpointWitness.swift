public import TwinModel

/// Watches set points and modes beside the record of operators' sessions: a change without one is evidence, a change within
/// one is context.
///
/// A machine. A real plant reads set points back from its controllers and sessions from its operating stations' logs. That
/// a change had no session is a fact, not a measurement; its p-value is declared, one in ten thousand million looks.
public struct SetpointWitness: Sendable {
  /// The p-value of a change without a session.
  public static let declaredP = 1e-10

  private let names: [String]
  private let assets: [String?]
  private var before: [Double]?

  /// Creates a watch that has seen nothing.
  ///
  /// - Parameter names: what is watched, in the order in which values are given.
  /// - Parameter assets: shape of `names`: the controller or device concerned.
  public init(names: [String], assets: [String?]) {
    precondition(names.count == assets.count, "an asset for each name, or nil")
    self.names = names
    self.assets = assets
  }

  /// Looks at the set points; the first look only learns them.
  ///
  /// - Parameter values: shape of `names`; what is no number is not known.
  /// - Parameter isInSession: shape of `names`: whether an operator's session covers it now.
  public mutating func observe(
    _ values: [Double], isInSession: [Bool], series: String, sequence: Int, at time: SourceTime
  ) -> [Evidence] {
    precondition(values.count == names.count && isInSession.count == names.count, "a value for each name")
    guard var known = before else {
      before = values
      return []
    }
    var evidence: [Evidence] = []
    for index in names.indices where values[index].isFinite && values[index] != known[index] {
      if known[index].isFinite {
        let sign: Evidence.Sign = isInSession[index] ? .authorisedChange : .unauthorisedChange
        evidence.append(
          Evidence(
            layer: .integration, source: "set point", tag: names[index], series: series, sequence: sequence,
            sourceTime: time, strength: 2, observed: values[index], expected: known[index], sign: sign,
            asset: assets[index], weight: .pValue(isInSession[index] ? 1 : Self.declaredP)))
      }
      known[index] = values[index]
    }
    before = known
    return evidence
  }
}
