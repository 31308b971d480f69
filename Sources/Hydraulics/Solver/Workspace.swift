/// Numbers of one trial; kept between solves only for their storage.
struct Workspace: Sendable {
  /// Shape `[link]`: P = 1/gradient of head loss, m²/s.
  var conductance: [Double]
  /// Shape `[link]`: Y = head loss / gradient, m³/s.
  var correction: [Double]
  /// Shape `[node]`: diagonal of the matrix; entries of fixed nodes are scratch.
  var diagonal: [Double]
  /// Shape `[entry]`: the matrix below the diagonal, then the factor.
  var lower: [Double]
  /// Shape `[node]`: right side, then heads.
  var right: [Double]
  /// Shape `[node]`: inflow less outflow less demand.
  var excess: [Double]

  init(_ model: HydraulicModel) {
    conductance = [Double](repeating: 0, count: model.linkCount)
    correction = conductance
    diagonal = [Double](repeating: 0, count: model.nodeCount)
    lower = [Double](repeating: 0, count: model.factor.entryCount)
    right = diagonal
    excess = diagonal
  }
}
