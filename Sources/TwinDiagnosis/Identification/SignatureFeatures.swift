internal import TwinModel

#if canImport(Glibc)
  import Glibc
#endif

/// The numbers by which incidents are told apart: declared features of a signature, each with a name and a largest value, and
/// told as a level of 0...255, 0 being nothing.
///
/// For every sign: how loud it is on average over the incident (ln(1 + total/ticks)), in which share of ticks it speaks,
/// whether it was among the first to speak, and its loudest word, ever and in the first five ticks. For the whole: what is said
/// about actuators, how much one tag stands out and how many do, ever and in the first five ticks, how many assets, how long,
/// how recent an update, a permit or a session is, and how much of the incident concerns the very asset of it.
enum SignatureFeatures {
  /// Signs that are features; context is told by how recent it is.
  static let signs = Evidence.Sign.allCases.filter { !$0.isContext }
  /// Contexts that are features.
  static let contexts = Evidence.Sign.allCases.filter(\.isContext)
  /// Strengths beyond which all are alike.
  private static let loud = 1000.0
  /// Seconds within which a sign was among the first.
  private static let early = 600.0
  /// Seconds after which a context has lost most of its bearing.
  private static let recency = 3600.0

  /// One number.
  private struct Feature {
    var name: String
    /// What counts as the largest level, > 0.
    var most: Double

    init(_ name: String, upTo most: Double = 1) { (self.name, self.most) = (name, most) }
  }

  private static let loudness = log1p(loud)

  private static let features: [Feature] =
    signs.flatMap { sign in
      [
        Feature("\(sign.rawValue): loudness", upTo: loudness), Feature("\(sign.rawValue): share"),
        Feature("\(sign.rawValue): soon"), Feature("\(sign.rawValue): loudest", upTo: loudness),
        Feature("\(sign.rawValue): loudest early", upTo: loudness),
      ]
    }
    + contexts.flatMap { context in
      ["recency", "later", "there"].map { Feature("\(context.rawValue): \($0)") }
    }
    + [
      Feature("actuators"), Feature("concentration"), Feature("assets", upTo: log1p(Double(Cluster.placeLimit))),
      Feature("tags", upTo: log1p(Double(Cluster.tagLimit))), Feature("duration", upTo: log1p(100_000)),
      Feature("early actuators"), Feature("early concentration"),
      Feature("early tags", upTo: log1p(Double(Cluster.tagLimit))),
    ]

  /// Names, in order.
  static let names = features.map(\.name)

  /// The features of a signature, in the order of `names`, as levels of 0...255 of their largest value.
  static func levels(of signature: IncidentSignature) -> [UInt8] {
    zip(values(of: signature), features).map { value, feature in
      value > 0 ? UInt8((255 * min(1, value / feature.most)).rounded()) : 0
    }
  }

  private static func values(of signature: IncidentSignature) -> [Double] {
    let ticks = Double(max(1, signature.ticks))
    var values: [Double] = []
    values.reserveCapacity(names.count)
    for sign in signs {
      let tally = signature[sign]
      values.append(log1p(min(tally.total / ticks, loud)))
      values.append(min(1, Double(tally.ticks) / ticks))
      values.append(tally.hasSpoken ? exp(-max(0, tally.first) / early) : 0)
      values.append(log1p(min(tally.loudest, loud)))
      values.append(log1p(min(tally.early, loud)))
    }
    for sign in contexts {
      let seconds = signature.context[sign]
      values.append(seconds.map { $0 >= 0 ? exp(-$0 / recency) : 0 } ?? 0)
      values.append(seconds.map { $0 < 0 ? 1 : 0 } ?? 0)
      values.append(signature.contextShare[sign] ?? 0)
    }
    values.append(signature.actuatorShare)
    values.append(signature.concentration)
    values.append(log1p(Double(max(0, signature.places))))
    values.append(log1p(Double(max(0, signature.tags))))
    values.append(log1p(ticks))
    values.append(signature.earlyActuatorShare)
    values.append(signature.earlyConcentration)
    values.append(log1p(Double(max(0, signature.earlyTags))))
    return values
  }
}
