import Foundation
import Testing
import TwinModel

@testable import TwinDiagnosis

@Suite struct IdentificationTests {
  static let learned = try? training.model(of: SimulatedIncidents.samples(40, seed: 1), recipe: "test")

  static var training: IdentificationTraining {
    var training = IdentificationTraining()
    (training.steps, training.prototypes) = (120, 20)
    return training
  }

  @Test func `fresh incidents are named rightly, with probabilities that keep their word`() throws {
    let model = try #require(Self.learned)
    var (right, stated) = (0, 0.0)
    let fresh = SimulatedIncidents.samples(60, seed: 2)
    for sample in fresh {
      let said = model.probabilities(of: sample.signature)
      right += said.mostProbable == sample.kind ? 1 : 0
      stated += said[said.mostProbable]
    }
    let share = Double(right) / Double(fresh.count)
    #expect(share > 0.9)
    #expect(abs(share - stated / Double(fresh.count)) < 0.08)
  }

  @Test(arguments: [IncidentClass.flooding, .unauthorisedCommand])
  func `a type that was never learned is unknown`(kind: IncidentClass) throws {
    let model = try Self.training.model(
      of: SimulatedIncidents.samples(40, seed: 1).filter { $0.kind != kind })
    let fresh = SimulatedIncidents.samples(40, seed: 3)
    let unknown = fresh.filter { model.probabilities(of: $0.signature).mostProbable == .unknown }
    #expect(unknown.count { $0.kind == kind } >= 32)
    #expect(unknown.count { $0.kind != kind } <= 16)
  }

  @Test func `what says nothing, and what says more than anything, has probabilities`() throws {
    let model = try #require(Self.learned)
    var loud = IncidentSignature()
    loud.ticks = 1
    for sign in Evidence.Sign.allCases { loud.signs[sign.place].add(strength: .infinity, tick: 0, seconds: 0) }
    for signature in [IncidentSignature(), loud] {
      let said = model.probabilities(of: signature)
      #expect(said.values.allSatisfy { $0.isFinite } && abs(said.values.reduce(0, +) - 1) < 1e-9)
    }
    #expect(model.probabilities(of: loud).mostProbable == .unknown)
  }

  @Test func `too little to learn from is refused`() {
    #expect(throws: IdentificationTraining.Failure.self) {
      try Self.training.model(of: SimulatedIncidents.samples(2, seed: 1))
    }
    #expect(throws: IdentificationTraining.Failure.self) {
      try Self.training.model(of: SimulatedIncidents.samples(9, seed: 1).filter { $0.kind == .benign })
    }
  }

  @Test func `signatures and models survive being written`() throws {
    let model = try #require(Self.learned)
    let back = try JSONDecoder().decode(IdentificationModel.self, from: JSONEncoder().encode(model))
    let sample = SimulatedIncidents.samples(1, seed: 5)[0]
    let signature = try JSONDecoder().decode(IncidentSignature.self, from: JSONEncoder().encode(sample.signature))
    #expect(back.probabilities(of: signature).mostProbable == model.probabilities(of: sample.signature).mostProbable)
    #expect(SignatureFeatures.vector(of: signature) == SignatureFeatures.vector(of: sample.signature))
  }

  /// The program's own model is one of this program's features, and knows what is judged.
  @Test func `the program's own model is whole`() throws {
    let model = try #require(IdentificationModel.shipped)
    #expect(Set([.falseData, .flooding, .maskedActuation, .replay, .benign]).isSubset(of: Set(model.classes)))
    #expect(!model.recipe.isEmpty)
  }

  /// Neither of two signs says anything by itself; both together do.
  @Test func `the forest knows what several things say together`() {
    var random = SeededGenerator(seed: 3)
    let rows = (0..<200).map { _ in [random.uniform(), random.uniform()] }
    let forest = IdentificationForest(rows, rows.map { ($0[0] > 0.5) != ($0[1] > 0.5) ? 1 : 0 }, classes: 2, seed: 1)
    #expect(forest.isWhole(features: 2, classes: 2))
    for (row, kind) in [([0.2, 0.2], 0), ([0.8, 0.2], 1), ([0.2, 0.8], 1), ([0.8, 0.8], 0)] {
      #expect(forest.shares(row, classes: 2)[kind] > 0.9)
    }
  }

  @Test(arguments: 0..<6)
  func `a forest in which a walk would not end is recognised`(flaw: Int) {
    let rows = (0..<20).map { [Double($0)] }
    var forest = IdentificationForest(rows, rows.map { $0[0] > 9 ? 1 : 0 }, classes: 2, seed: 1)
    switch flaw {
    case 0: forest.trees[0].next[0] = 0
    case 1: forest.trees[0].next[0] = 1000
    case 2: forest.trees[0].feature[0] = 1
    case 3: forest.trees[0].leaves.removeAll()
    case 4: forest.trees[0].threshold[0] = .nan
    default: forest.trees[0].feature.removeLast()
    }
    #expect(!forest.isWhole(features: 1, classes: 2))
  }

  @Test(arguments: 0..<11)
  func `a model that is not whole is recognised`(flaw: Int) throws {
    var model = try #require(Self.learned)
    #expect(model.isWhole)
    switch flaw {
    case 0: model.weights[0].removeLast()
    case 1: model.mean[3] = .nan
    case 2: model.classes[0] = model.classes[1]
    case 3: model.classes[0] = .unknown
    case 4: model.temperature = 0
    case 5: model.gate.prototypes[0] = []
    case 6: model.features[0] = "another"
    case 7: model.forest.trees = []
    case 8: model.gate.distances[0] = 0
    case 9: model.gate.low.removeLast()
    default: model.bias.append(0)
    }
    #expect(!model.isWhole)
  }
}
