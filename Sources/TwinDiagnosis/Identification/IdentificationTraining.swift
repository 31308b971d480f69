internal import TwinModel

#if canImport(Glibc)
  import Glibc
#endif

/// Learns a model from incidents of which it is known what they were.
///
/// The weights minimise the class-balanced cross entropy with a squared penalty. Temperature and gate are set on samples
/// that the weights have not seen, in parts cut by group, so that a run is never on both sides.
public struct IdentificationTraining: Sendable {
  /// Squared penalty on weights of standardised features.
  public var penalty = 0.01
  /// Share of known incidents that may pass for unknown by each measure of the gate, 0...1.
  public var rejected = 0.02
  /// Prototypes of a class.
  public var prototypes = 40
  /// Steps of descent.
  public var steps = 200
  /// Of the forest's random choices.
  public var seed: UInt64 = 1
  /// Parts of the validation at most; at least `leastParts` groups are needed.
  public var parts = 10

  /// Fewest parts of the validation.
  static let leastParts = 5
  /// Smallest deviation of a feature within classes: what never varied in training still has a scale.
  static let leastDeviation = 0.05

  /// The usual settings.
  public init() {}

  /// Why nothing can be learned.
  public enum Failure: Error, CustomStringConvertible {
    /// Fewer than two classes, or fewer groups than parts.
    case tooFew(classes: Int, groups: Int, needed: Int)

    /// What is wrong, in one line.
    public var description: String {
      switch self {
      case .tooFew(let classes, let groups, let needed):
        "\(classes) classes in \(groups) groups are too few; it takes two classes and \(needed) groups"
      }
    }
  }

  /// Learns.
  ///
  /// - Parameter recipe: the command that makes the model, kept in it.
  public func model(of samples: [IdentificationSample], recipe: String = "") throws(Failure) -> IdentificationModel {
    let classes = IncidentClass.allCases.filter { kind in kind != .unknown && samples.contains { $0.kind == kind } }
    let groups = Set(samples.map(\.group)).sorted()
    guard classes.count >= 2, groups.count >= Self.leastParts else {
      throw .tooFew(classes: classes.count, groups: groups.count, needed: Self.leastParts)
    }
    let parts = min(parts, groups.count)
    let rows = samples.map { SignatureFeatures.vector(of: $0.signature) }
    let kinds = samples.map { sample in classes.firstIndex(of: sample.kind) ?? -1 }
    let folds = samples.map { sample in (groups.firstIndex(of: sample.group) ?? 0) % parts }
    var unseen: [Unseen] = []
    for part in 0..<parts {
      let inside = rows.indices.filter { folds[$0] != part && kinds[$0] >= 0 }
      let trial = fit(inside.map { rows[$0] }, inside.map { kinds[$0] }, classes: classes, recipe: recipe)
      for index in rows.indices where folds[index] == part && kinds[index] >= 0 && samples[index].isWhole {
        let standard = trial.standardised(rows[index])
        unseen.append(
          Unseen(
            kind: kinds[index], logits: trial.logits(rows[index], standard),
            distance: trial.gate.distance(standard, to: kinds[index]),
            novelty: trial.gate.novelty(standard, to: kinds[index])))
      }
    }
    let all = rows.indices.filter { kinds[$0] >= 0 }
    var model = fit(all.map { rows[$0] }, all.map { kinds[$0] }, classes: classes, recipe: recipe)
    model.temperature = Self.temperature(of: unseen.map { ($0.logits, $0.kind) })
    setGate(of: &model, by: unseen)
    return model
  }

  /// What a model says of an incident that it has not learned from, in the class that it really is.
  private struct Unseen {
    var kind: Int
    var logits: [Double]
    var distance: Double
    var novelty: Double
  }

  private func setGate(of model: inout IdentificationModel, by unseen: [Unseen]) {
    func threshold(_ values: [Double]) -> Double {
      let sorted = values.sorted()
      guard !sorted.isEmpty else { return Self.leastThreshold }
      return max(Self.leastThreshold, sorted[min(sorted.count - 1, Int((1 - rejected) * Double(sorted.count)))])
    }
    for kind in model.classes.indices {
      let members = unseen.filter { $0.kind == kind }
      model.gate.distances[kind] = threshold(members.map(\.distance))
      model.gate.novelties[kind] = threshold(members.map(\.novelty))
    }
    model.gate.doubt = threshold(
      unseen.map { one in 1 - (softmax(one.logits.map { $0 / model.temperature }).max() ?? 0) })
  }

  /// Nothing is so strange that less than this is too much, in deviations (and, of doubt, as a probability).
  private static let leastThreshold = 0.3

  // MARK: - Steps

  private func fit(
    _ rows: [[Double]], _ kinds: [Int], classes: [IncidentClass], recipe: String
  ) -> IdentificationModel {
    let width = SignatureFeatures.names.count
    let (mean, deviation) = Self.scales(rows, kinds, classes: classes.count, width: width)
    var model = IdentificationModel(
      classes: classes, features: SignatureFeatures.names, mean: mean, inverseDeviation: deviation.map { 1 / $0 },
      weights: classes.map { _ in [Double](repeating: 0, count: width) }, bias: classes.map { _ in 0 },
      forest: IdentificationForest(), temperature: 1,
      gate: IdentificationGate(
        prototypes: [], low: [], high: [], distances: classes.map { _ in 1 }, novelties: classes.map { _ in 1 },
        doubt: 1
      ), recipe: recipe)
    model.forest = IdentificationForest(rows, kinds, classes: classes.count, seed: seed)
    let standard = rows.map { model.standardised($0) }
    descend(&model, standard, kinds)
    for kind in classes.indices {
      let members = standard.indices.filter { kinds[$0] == kind }.map { standard[$0] }
      // A hundredth of a deviation is more than is known, and short in a file.
      func short(_ row: [Double]) -> [Double] { row.map { ($0 * 100).rounded() / 100 } }
      model.gate.prototypes.append(Self.spread(members, count: prototypes).map(short))
      model.gate.low.append(short(members.reduce(members.first ?? []) { zip($0, $1).map(min) }))
      model.gate.high.append(short(members.reduce(members.first ?? []) { zip($0, $1).map(max) }))
    }
    return model
  }

  /// Mean over all, and deviation within classes.
  private static func scales(
    _ rows: [[Double]], _ kinds: [Int], classes: Int, width: Int
  ) -> (mean: [Double], deviation: [Double]) {
    var means = [[Double]](repeating: [Double](repeating: 0, count: width), count: classes)
    var counts = [Double](repeating: 0, count: classes)
    for (row, kind) in zip(rows, kinds) {
      counts[kind] += 1
      for feature in 0..<width { means[kind][feature] += row[feature] }
    }
    for kind in 0..<classes where counts[kind] > 0 {
      for feature in 0..<width { means[kind][feature] /= counts[kind] }
    }
    var (mean, squares) = ([Double](repeating: 0, count: width), [Double](repeating: 0, count: width))
    for (row, kind) in zip(rows, kinds) {
      for feature in 0..<width {
        mean[feature] += row[feature] / Double(rows.count)
        let gap = row[feature] - means[kind][feature]
        squares[feature] += gap * gap / Double(rows.count)
      }
    }
    return (mean, squares.map { max(leastDeviation, $0.squareRoot()) })
  }

  /// Nesterov's accelerated gradient; every class has the same weight.
  private func descend(_ model: inout IdentificationModel, _ rows: [[Double]], _ kinds: [Int]) {
    let (classes, width) = (model.classes.count, model.mean.count)
    var counts = [Double](repeating: 0, count: classes)
    for kind in kinds { counts[kind] += 1 }
    let share = kinds.map { 1 / (Double(classes) * counts[$0]) }
    // The largest curvature of the loss is at most half of the mean squared length of a row.
    let length = zip(rows, share).reduce(0) { $0 + $1.1 * $1.0.reduce(1) { $0 + $1 * $1 } }
    let rate = 1 / (0.5 * length + penalty)
    var weights = model.weights.flatMap { $0 }
    var bias = model.bias
    var (ahead, aheadBias) = (weights, bias)
    var gradient = weights
    for step in 0..<steps {
      for index in gradient.indices { gradient[index] = penalty * ahead[index] }
      var biasGradient = [Double](repeating: 0, count: classes)
      for (row, values) in rows.enumerated() {
        var logits = aheadBias
        for kind in 0..<classes {
          var sum = 0.0
          for feature in 0..<width { sum += ahead[kind * width + feature] * values[feature] }
          logits[kind] += sum
        }
        let p = softmax(logits)
        for kind in 0..<classes {
          let error = share[row] * (p[kind] - (kind == kinds[row] ? 1 : 0))
          biasGradient[kind] += error
          guard abs(error) > 1e-9 else { continue }
          for feature in 0..<width { gradient[kind * width + feature] += error * values[feature] }
        }
      }
      let momentum = Double(step) / Double(step + 3)
      for index in weights.indices {
        let next = ahead[index] - rate * gradient[index]
        ahead[index] = next + momentum * (next - weights[index])
        weights[index] = next
      }
      for kind in 0..<classes {
        let next = aheadBias[kind] - rate * biasGradient[kind]
        aheadBias[kind] = next + momentum * (next - bias[kind])
        bias[kind] = next
      }
    }
    model.weights = (0..<classes).map { weights[$0 * width..<($0 + 1) * width].map { ($0 * 1e5).rounded() / 1e5 } }
    model.bias = bias.map { ($0 * 1e5).rounded() / 1e5 }
  }

  /// Members that stand far from each other, beginning with the one nearest to the middle (farthest-point traversal).
  private static func spread(_ members: [[Double]], count: Int) -> [[Double]] {
    guard members.count > count, let width = members.first?.count else { return members }
    var middle = [Double](repeating: 0, count: width)
    for member in members {
      for feature in 0..<width { middle[feature] += member[feature] / Double(members.count) }
    }
    func gap(_ one: [Double], _ other: [Double]) -> Double {
      zip(one, other).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    }
    var chosen = [members.indices.min { gap(members[$0], middle) < gap(members[$1], middle) } ?? 0]
    var nearest = members.map { gap($0, members[chosen[0]]) }
    while chosen.count < count, let next = nearest.indices.max(by: { nearest[$0] < nearest[$1] }) {
      chosen.append(next)
      for index in members.indices { nearest[index] = min(nearest[index], gap(members[index], members[next])) }
    }
    return chosen.map { members[$0] }
  }

  /// The temperature that makes logits of unseen samples most likely, by golden section over its logarithm.
  private static func temperature(of logits: [(values: [Double], kind: Int)]) -> Double {
    func loss(_ logTemperature: Double) -> Double {
      let scale = exp(-logTemperature)
      var sum = 0.0
      for one in logits { sum -= log(max(1e-12, softmax(one.values.map { $0 * scale })[one.kind])) }
      return sum
    }
    var (low, high) = (-1.6, 3.0)
    let ratio = (5.0.squareRoot() - 1) / 2
    for _ in 0..<40 {
      let (left, right) = (high - ratio * (high - low), low + ratio * (high - low))
      if loss(left) < loss(right) { high = right } else { low = left }
    }
    return exp((low + high) / 2)
  }
}
