/// How the content of one balance changes from row to row by flows, clock and neighbours, without the filter.
///
/// Flows that controllers switch between rows are kept apart from those that are only sampled: their mean over the
/// interval is `RowInterval`'s to tell.
struct BalanceDynamics: Sendable {
  /// Flows with their weights, taken between the older and the newer row.
  let sampled: [WeightedTag]
  /// Index into the switched flows, and weight.
  let switched: [(flow: Int, weight: Double)]
  private let isStatic: Bool
  private let blend: Double
  private let constant: Double
  private let harmonics: [Double]
  private let follows: [WeightedTag]

  /// - Parameter switched: the physics' switched flows; a static balance has none.
  init(_ model: BalanceModel, switched: [SwitchedFlow]) {
    isStatic = model.stores.isEmpty
    var sampled: [WeightedTag] = []
    var timed: [(flow: Int, weight: Double)] = []
    for flow in model.flows {
      if !model.stores.isEmpty, let index = switched.firstIndex(where: { $0.flow == flow.tag }) {
        timed.append((index, flow.weight))
      } else {
        sampled.append(flow)
      }
    }
    self.sampled = sampled
    self.switched = timed
    blend = model.blend
    constant = model.constant
    harmonics = model.harmonics
    follows = model.follows
  }

  /// Change per row by everything but switched flows; not finite where a value was never seen.
  ///
  /// - Parameters:
  ///   - older: shape `[tag]`.
  ///   - newer: shape `[tag]`.
  ///   - terms: what `TimeHarmonics` says of the older row's time.
  func rest(older: UnsafePointer<Double>, newer: UnsafePointer<Double>, terms: [Double]) -> Double {
    var sum = constant
    for index in harmonics.indices { sum += harmonics[index] * terms[index] }
    if isStatic {
      for flow in sampled { sum += flow.weight * newer[flow.tag] }
      for tag in follows { sum += tag.weight * newer[tag.tag] }
    } else {
      for flow in sampled { sum += flow.weight * ((1 - blend) * older[flow.tag] + blend * newer[flow.tag]) }
      for tag in follows { sum += tag.weight * older[tag.tag] }
    }
    return sum
  }

  /// Change per row; `nil` when something was never seen.
  ///
  /// - Parameter means: shape `[switched flow]`, over the interval.
  func change(rest: Double, means: [Double]) -> Double? {
    var sum = rest
    for flow in switched { sum += flow.weight * means[flow.flow] }
    return sum.isFinite ? sum : nil
  }
}
