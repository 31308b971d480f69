import TwinModel

@testable import TwinDiagnosis

/// Incidents of made-up types that differ in which signs speak, and how loudly.
enum SimulatedIncidents {
  static let shapes: [(kind: IncidentClass, signs: [Evidence.Sign])] = [
    (.falseData, [.crossSensor, .dynamics]), (.flooding, [.rate, .stale, .missing]),
    (.replay, [.replay, .staleness]), (.benign, [.missing, .dynamics]),
    (.unauthorisedCommand, [.unauthorisedChange, .newWriter]),
  ]

  /// So many of each type, drawn from a seed.
  static func samples(_ count: Int, seed: UInt64) -> [IdentificationSample] {
    var random = SeededGenerator(seed: seed)
    return (0..<count).flatMap { number in
      shapes.map { shape in
        IdentificationSample(
          kind: shape.kind, group: UInt64(number), signature: signature(shape.signs, using: &random))
      }
    }
  }

  /// An incident in which these signs speak, and sometimes one that has nothing to do with it.
  static func signature(_ signs: [Evidence.Sign], using random: inout SeededGenerator) -> IncidentSignature {
    var signature = IncidentSignature()
    signature.ticks = 20 + Int(random.uniform() * 40)
    for sign in signs where random.uniform() < 0.9 { speak(sign, in: &signature, using: &random) }
    if random.uniform() < 0.2 { speak(.reconstruction, in: &signature, using: &random) }
    signature.places = 1 + Int(random.uniform() * 3)
    signature.tags = 1 + Int(random.uniform() * 4)
    signature.concentration = 0.4 + 0.5 * random.uniform()
    return signature
  }

  private static func speak(
    _ sign: Evidence.Sign, in signature: inout IncidentSignature, using random: inout SeededGenerator
  ) {
    for tick in 0..<signature.ticks where random.uniform() < 0.7 {
      signature.signs[sign.place].add(strength: 1 + random.uniform(), tick: Int64(tick), seconds: Double(tick) * 30)
    }
  }
}
