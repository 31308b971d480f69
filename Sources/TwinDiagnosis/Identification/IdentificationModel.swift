public import TwinModel

#if canImport(Glibc)
  import Glibc
#endif

/// Says which class an incident is of: multinomial logistic regression and a forest of decision trees on declared features, a
/// temperature, and a gate through which only what resembles the class that it is taken for may pass (`IdentificationGate`).
///
/// p(k | x) ∝ q(k | x)^(1/T) with q the weighted mean of softmax(wₖ·z + bₖ), z being the standardised features, and of the
/// forest's shares: the regression knows what speaks for a class, the trees what speaks for it only together.
///
/// Source: temperature scaling is that of Guo et al., On Calibration of Modern Neural Networks (ICML 2017).
public struct IdentificationModel: Sendable, Equatable, Codable {
  /// Classes it knows, in the order of its weights.
  public internal(set) var classes: [IncidentClass]
  /// Names of the features.
  public internal(set) var features: [String]
  /// Shape `[feature]`.
  var mean: [Double]
  /// Shape `[feature]`: 1/deviation.
  var inverseDeviation: [Double]
  /// Shape `[class, feature]`.
  var weights: [[Double]]
  /// Shape `[class]`.
  var bias: [Double]
  /// What several things say together.
  var forest: IdentificationForest
  /// > 0; above 1 softens.
  public internal(set) var temperature: Double
  /// What may pass for known.
  var gate: IdentificationGate
  /// Where it comes from: the command that made it.
  public internal(set) var recipe: String

  /// Whether shapes and numbers are those of a learned model with this program's features; a file may hold anything.
  public var isWhole: Bool {
    let width = SignatureFeatures.names.count
    let rows = weights + [mean, inverseDeviation]
    return features == SignatureFeatures.names && !classes.isEmpty && !classes.contains(.unknown)
      && Set(classes).count == classes.count && weights.count == classes.count && bias.count == classes.count
      && rows.allSatisfy { $0.count == width && $0.allSatisfy(\.isFinite) } && bias.allSatisfy(\.isFinite)
      && forest.isWhole(features: width, classes: classes.count) && !forest.trees.isEmpty
      && temperature > 0 && temperature.isFinite && gate.isWhole(features: width, classes: classes.count)
  }

  /// Deviations beyond which all are alike.
  private static let clip = 10.0

  func standardised(_ vector: [Double]) -> [Double] {
    vector.indices.map { min(max((vector[$0] - mean[$0]) * inverseDeviation[$0], -Self.clip), Self.clip) }
  }

  /// Weight of the regression beside the forest, chosen on development seeds left out in turn.
  private static let regressionShare = 0.3
  /// Least share that a class keeps, so that no single part rules one out.
  private static let leastShare = 0.002

  /// Shape `[class]`: logarithms of regression and forest together, before the temperature.
  func logits(_ vector: [Double], _ standard: [Double]) -> [Double] {
    let shares = forest.shares(vector, classes: classes.count)
    return zip(softmax(regression(standard)), shares).map { regression, forest in
      log(max(Self.leastShare, Self.regressionShare * regression + (1 - Self.regressionShare) * forest))
    }
  }

  /// Shape `[class]`: logits of the regression.
  func regression(_ standard: [Double]) -> [Double] {
    weights.indices.map { index in
      var sum = bias[index]
      for (weight, value) in zip(weights[index], standard) { sum += weight * value }
      return sum
    }
  }
}

extension IdentificationModel: IncidentIdentifying {
  /// Calibrated probabilities of the classes.
  public func probabilities(of signature: IncidentSignature) -> ClassProbabilities {
    let vector = SignatureFeatures.vector(of: signature)
    let standard = standardised(vector)
    let known = softmax(logits(vector, standard).map { $0 / temperature })
    let unknown = gate.unknownShare(standard, known: known)
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
