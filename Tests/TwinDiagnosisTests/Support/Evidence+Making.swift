import TwinModel

@testable import TwinDiagnosis

extension Evidence {
  /// A piece of evidence so many seconds after a Monday's midnight.
  static func at(
    _ seconds: Double, tag: String? = "L1", asset: String? = nil, p: Double = 1e-4, sign: Sign = .crossSensor,
    strength: Double = 1.5, layer: Layer = .modelling, series: String = "plant", observed: Double? = nil,
    expected: Double? = nil
  ) -> Evidence {
    Evidence(
      layer: layer, source: "test", tag: tag, series: series, sequence: Int(seconds), sourceTime: .at(seconds),
      strength: strength, observed: observed, expected: expected, sign: sign, asset: asset, weight: .pValue(p))
  }
}

extension SourceTime {
  /// So many seconds after a Monday's midnight.
  static func at(_ seconds: Double) -> SourceTime {
    SourceTime(nanoseconds: 1_767_571_200_000_000_000 + Int64(seconds * 1e9))
  }
}

extension IncidentFusion {
  /// Fusion on the plant of `ProcessGraphTests`, with ticks of a second.
  static func onPlant(_ change: (inout FusionOptions) -> Void = { _ in }) -> IncidentFusion {
    var options = FusionOptions(tick: 1)
    change(&options)
    return IncidentFusion(graph: ProcessGraph(site: ProcessGraphTests.site), options: options, actuators: ["X1", "F1"])
  }

  /// Takes evidence piece by piece, each at its own time.
  mutating func take(_ evidence: [Evidence]) -> [IncidentChange] {
    evidence.flatMap { observe([$0], at: $0.sourceTime ?? .at(0)) }
  }
}

extension [IncidentChange] {
  var recorded: [Incident] { compactMap { if case .record(let incident) = $0 { incident } else { nil } } }
  var announced: [Incident] { compactMap { if case .announce(let incident) = $0 { incident } else { nil } } }
  var states: [Incident.State] { recorded.map(\.state) }
}
