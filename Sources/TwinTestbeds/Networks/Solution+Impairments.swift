import Hydraulics

extension Solution {
  /// Consumers that this solve leaves without water, or that it found no solution at all.
  func impairments(of model: HydraulicModel) -> [Impairment] {
    switch outcome {
    case .balanced: []
    case .negativePressure(let junctions), .disconnected(let junctions):
      junctions.map { Impairment(.withoutWater, of: model.nodeNames[$0]) }
    case .unbalanced: [Impairment(.unsolved, of: "network")]
    case .singular(let node): [Impairment(.unsolved, of: model.nodeNames[node])]
    }
  }
}
