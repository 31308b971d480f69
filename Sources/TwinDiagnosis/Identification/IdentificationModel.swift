public import TwinModel

#if canImport(Glibc)
  import Glibc
#endif

/// Says which class an incident is of: forests of decision trees on declared features, a temperature, and a gate through which
/// only what resembles the class that it is taken for may pass (`IdentificationGate`).
///
/// p(k | x) ∝ q(k | x)^(1/T), where q are the forests' shares. There are two memories: one of incidents of which nothing more
/// came, and one of incidents at any age. The older an incident, the more the first speaks: young incidents look alike, and
/// what is learned from them blurs what is clear at the end.
///
/// Source: temperature scaling is that of Guo et al., On Calibration of Modern Neural Networks (ICML 2017).
public struct IdentificationModel: Sendable, Equatable, Codable {
  /// Classes it knows, in the order of its shares.
  public internal(set) var classes: [IncidentClass]
  /// Names of the features.
  public internal(set) var features: [String]
  /// Shape `[feature]`: deviations within classes a level, > 0.
  var scale: [Double]
  /// Of incidents of which nothing more came.
  var whole: IdentificationMemory
  /// Of incidents at any age.
  var any: IdentificationMemory
  /// > 0; above 1 softens.
  public internal(set) var temperature: Double
  /// What may pass for known.
  var gate: IdentificationGate
  /// Where it comes from: the commands that made it.
  public internal(set) var recipe: String

  /// Ticks after which both memories weigh the same.
  private static let maturity = 10.0
  /// Least share that a class keeps, so that no single part rules one out.
  private static let leastShare = 0.002

  /// Whether shapes and numbers are those of a learned model with this program's features; a file may hold anything.
  public var isWhole: Bool {
    let width = SignatureFeatures.names.count
    return features == SignatureFeatures.names && !classes.isEmpty && !classes.contains(.unknown)
      && Set(classes).count == classes.count && scale.count == width && scale.allSatisfy { $0 > 0 && $0.isFinite }
      && whole.isWhole(features: width, classes: classes.count) && any.isWhole(features: width, classes: classes.count)
      && temperature > 0 && temperature.isFinite && gate.isWhole
  }

  /// An incident as the model sees it.
  struct Look: Sendable, Equatable {
    /// Shape `[feature]`.
    var levels: [UInt8]
    /// Weight of the memory of whole incidents, 0...1.
    var maturity: Double

    init(_ signature: IncidentSignature) {
      levels = SignatureFeatures.levels(of: signature)
      let ticks = Double(max(1, signature.ticks))
      maturity = ticks / (ticks + IdentificationModel.maturity)
    }
  }

  /// Shape `[class]`: logarithms of both forests' shares together, before the temperature.
  func logits(_ look: Look) -> [Double] {
    let whole = whole.forest.shares(look.levels, classes: classes.count)
    let any = any.forest.shares(look.levels, classes: classes.count)
    return zip(whole, any).map { whole, any in
      log(max(Self.leastShare, look.maturity * whole + (1 - look.maturity) * any))
    }
  }

  /// Shape `[class]`: probabilities if it is one of the known.
  func known(_ look: Look) -> [Double] { softmax(logits(look).map { $0 / temperature }) }

  /// How strange an incident is for a class; a young one is compared with others at any age.
  func strangeness(_ look: Look, for kind: Int, known: Double) -> IdentificationGate.Strangeness {
    func blend(_ measure: (ClassSupport) -> Double) -> Double {
      let share = look.maturity * look.maturity
      return share * measure(whole.supports[kind]) + (1 - share) * measure(any.supports[kind])
    }
    return .init(
      distance: blend { $0.distance(look.levels, scale: scale) },
      novelty: blend { $0.novelty(look.levels, scale: scale) }, known: known)
  }
}

extension IdentificationModel: IncidentIdentifying {
  /// Calibrated probabilities of the classes.
  public func probabilities(of signature: IncidentSignature) -> ClassProbabilities {
    let look = Look(signature)
    let known = known(look)
    guard let kind = known.indices.max(by: { known[$0] < known[$1] }) else { return .undecided }
    let unknown = gate.unknownShare(strangeness(look, for: kind, known: known[kind]))
    var weights: [IncidentClass: Double] = [.unknown: unknown]
    for (kind, p) in zip(classes, known) { weights[kind] = p * (1 - unknown) }
    return ClassProbabilities(weights)
  }
}

/// exp(xᵢ)/Σ exp(xⱼ), without overflow.
func softmax(_ logits: [Double]) -> [Double] {
  let most = logits.max() ?? 0
  let values = logits.map { exp($0 - most) }
  let sum = values.reduce(0, +)
  return values.map { $0 / sum }
}
