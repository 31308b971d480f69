internal import TwinModel

#if canImport(Glibc)
  import Glibc
#endif

/// Learns a model from incidents of which it is known what they were.
///
/// Temperature and gate are set on incidents that forests and prototypes have not seen, in parts cut by group, so that a run is
/// never on both sides. What unknown incidents look like is learned by holding every class out once: its incidents are unknown
/// to what was learned from the others.
public struct IdentificationTraining: Sendable {
  /// Share of known incidents that may pass for unknown, 0...1.
  public var rejected = 0.04
  /// Prototypes of a class in each memory.
  public var prototypes = 40
  /// Parts of the validation at most; at least `leastParts` groups are needed.
  public var parts = 5
  /// How the forest of whole incidents is grown.
  var whole = IdentificationForest.Growing(trees: 60, looks: 4)
  /// How the forest of incidents at any age is grown.
  var any = IdentificationForest.Growing(trees: 30, leastFork: 4)

  /// Fewest parts of the validation.
  static let leastParts = 5
  /// Fewest classes: one held out, and two to tell apart.
  static let leastClasses = 3
  /// Smallest deviation of a feature within classes, in levels: what never varied in training still has a scale.
  static let leastDeviation = 4.0

  /// The usual settings.
  public init() {}

  /// Why nothing can be learned.
  public enum Failure: Error, CustomStringConvertible {
    /// Fewer than three classes, or fewer groups than parts.
    case tooFew(classes: Int, groups: Int, needed: Int)

    /// What is wrong, in one line.
    public var description: String {
      switch self {
      case .tooFew(let classes, let groups, let needed):
        "\(classes) classes in \(groups) groups are too few; it takes \(IdentificationTraining.leastClasses) classes and "
          + "\(needed) groups"
      }
    }
  }

  /// Learns.
  ///
  /// - Parameter recipe: the commands that make the model, kept in it.
  public func model(of samples: [IdentificationSample], recipe: String = "") throws(Failure) -> IdentificationModel {
    let classes = IncidentClass.allCases.filter { kind in
      kind != .unknown && samples.contains { $0.kind == kind && $0.isWhole }
    }
    let groups = Set(samples.map(\.group)).sorted()
    guard classes.count >= Self.leastClasses, groups.count >= Self.leastParts else {
      throw .tooFew(classes: classes.count, groups: groups.count, needed: Self.leastParts)
    }
    let parts = min(parts, groups.count)
    let examples = samples.filter { classes.contains($0.kind) }.map { sample in
      Example(
        kind: sample.kind, look: .init(sample.signature), isWhole: sample.isWhole,
        part: (groups.firstIndex(of: sample.group) ?? 0) % parts)
    }
    var model = fit(examples, recipe: recipe)
    let known = unseen(examples, holdingOut: nil, parts: parts)
    model.temperature = Self.temperature(of: known)
    let unknown = classes.map { unseen(examples, holdingOut: $0, parts: parts) }
    model.gate = gate(known, unknown, temperature: model.temperature)
    return model
  }

  /// An incident as it is learned from.
  private struct Example {
    var kind: IncidentClass
    var look: IdentificationModel.Look
    var isWhole: Bool
    /// Which part of the validation it is in.
    var part: Int
  }

  /// What a model says of a whole incident that it has not learned from.
  private struct Unseen {
    /// Its class's place among the model's, if it is one of them.
    var place: Int?
    var logits: [Double]
    /// How strange it is for the most probable class.
    private var strangeness: IdentificationGate.Strangeness

    init(_ example: Example, by model: IdentificationModel) {
      place = model.classes.firstIndex(of: example.kind)
      logits = model.logits(example.look)
      let said = logits
      let kind = said.indices.max { said[$0] < said[$1] } ?? 0
      strangeness = model.strangeness(example.look, for: kind, known: 0)
    }

    func strangeness(temperature: Double) -> IdentificationGate.Strangeness {
      var strangeness = strangeness
      strangeness.known = softmax(logits.map { $0 / temperature }).max() ?? 0
      return strangeness
    }
  }

  /// What models learned from the other parts say of the whole incidents of each part: of all, or of a class that they do not
  /// know.
  private func unseen(_ examples: [Example], holdingOut held: IncidentClass?, parts: Int) -> [Unseen] {
    (0..<parts).flatMap { part -> [Unseen] in
      let asked = examples.filter { $0.part == part && $0.isWhole && (held == nil || $0.kind == held) }
      let learned = examples.filter { $0.part != part && $0.kind != held }
      guard !asked.isEmpty, learned.contains(where: \.isWhole) else { return [] }
      let trial = fit(learned, recipe: "")
      return asked.map { Unseen($0, by: trial) }
    }
  }

  // MARK: - Steps

  /// Memories of examples, at least one of them whole; temperature and gate are not set yet.
  private func fit(_ examples: [Example], recipe: String) -> IdentificationModel {
    let ends = examples.filter(\.isWhole)
    let classes = IncidentClass.allCases.filter { kind in ends.contains { $0.kind == kind } }
    let scale = Self.scale(ends, classes)
    func memory(_ examples: [Example], _ growing: IdentificationForest.Growing) -> IdentificationMemory {
      let rows = examples.map(\.look.levels)
      let kinds = examples.map { example in classes.firstIndex(of: example.kind) ?? 0 }
      return IdentificationMemory(
        forest: IdentificationForest(rows, kinds, classes: classes.count, growing),
        supports: classes.indices.map { kind in
          ClassSupport(of: rows.indices.filter { kinds[$0] == kind }.map { rows[$0] }, count: prototypes, scale: scale)
        })
    }
    return IdentificationModel(
      classes: classes, features: SignatureFeatures.names, scale: scale, whole: memory(ends, whole),
      any: memory(examples.filter { classes.contains($0.kind) }, any), temperature: 1,
      gate: IdentificationGate(weights: [0, 0, 0], threshold: 0), recipe: recipe)
  }

  /// Deviations within classes a level.
  private static func scale(_ examples: [Example], _ classes: [IncidentClass]) -> [Double] {
    let width = SignatureFeatures.names.count
    var squares = [Double](repeating: 0, count: width)
    for kind in classes {
      let rows = examples.filter { $0.kind == kind }.map(\.look.levels)
      for feature in 0..<width {
        let mean = rows.reduce(0) { $0 + Double($1[feature]) } / Double(rows.count)
        squares[feature] += rows.reduce(0) { $0 + (Double($1[feature]) - mean) * (Double($1[feature]) - mean) }
      }
    }
    return squares.map { square in
      let deviation = max(leastDeviation, (square / Double(max(1, examples.count))).squareRoot())
      return (1e5 / deviation).rounded() / 1e5
    }
  }

  /// The gate that tells known incidents from those of classes that were held out, each class weighing the same.
  private func gate(_ known: [Unseen], _ unknown: [[Unseen]], temperature: Double) -> IdentificationGate {
    func measures(_ unseen: [Unseen]) -> [[Double]] { unseen.map { $0.strangeness(temperature: temperature).measures } }
    let groups = [known] + unknown
    let fit = LogisticFit(
      groups.flatMap(measures),
      isPositive: groups.enumerated().flatMap { place, group in group.map { _ in place > 0 } },
      importance: groups.enumerated().flatMap { place, group in
        group.map { _ in (place > 0 ? 1 / Double(unknown.count) : 1) / Double(group.count) }
      })
    // Where u > (1 − u)·p, that is ln(u/(1 − u)) > ln p, an incident is called unknown.
    let margins = known.map { unseen in
      let strangeness = unseen.strangeness(temperature: temperature)
      return zip(fit.weights, strangeness.measures).reduce(0) { $0 + $1.0 * $1.1 } - log(max(1e-9, strangeness.known))
    }.sorted()
    let place = Int(((1 - rejected) * Double(margins.count)).rounded(.down))
    let threshold = margins.isEmpty ? 0 : margins[min(margins.count - 1, max(0, place))]
    func short(_ value: Double) -> Double { (value * 1e4).rounded() / 1e4 }
    return IdentificationGate(weights: fit.weights.map(short), threshold: short(threshold))
  }

  /// The temperature that makes what is said of known incidents most likely, by golden section over its logarithm.
  private static func temperature(of unseen: [Unseen]) -> Double {
    func loss(_ logTemperature: Double) -> Double {
      let scale = exp(-logTemperature)
      return unseen.reduce(0) { sum, one in
        guard let place = one.place else { return sum }
        return sum - log(max(1e-12, softmax(one.logits.map { $0 * scale })[place]))
      }
    }
    var (low, high) = (-1.6, 3.0)
    let ratio = (5.0.squareRoot() - 1) / 2
    for _ in 0..<40 {
      let (left, right) = (high - ratio * (high - low), low + ratio * (high - low))
      if loss(left) < loss(right) { high = right } else { low = left }
    }
    return (exp((low + high) / 2) * 1e4).rounded() / 1e4
  }
}
