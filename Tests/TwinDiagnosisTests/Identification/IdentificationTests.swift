import Foundation
import Testing
import TwinModel

@testable import TwinDiagnosis

@Suite struct IdentificationTests {
  static let learned = try? training.model(of: SimulatedIncidents.samples(40, seed: 1), recipe: "test")

  static var training: IdentificationTraining {
    var training = IdentificationTraining()
    (training.whole.trees, training.any.trees, training.prototypes) = (20, 10, 20)
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
    #expect(SignatureFeatures.levels(of: signature) == SignatureFeatures.levels(of: sample.signature))
    #expect(back == model)
  }

  /// The program's own model is one of this program's features, knows what is judged, and is short.
  @Test func `the program's own model is whole`() throws {
    let model = try #require(IdentificationModel.shipped)
    #expect(model.isWhole)
    #expect(Set([.falseData, .flooding, .maskedActuation, .replay, .benign]).isSubset(of: Set(model.classes)))
    #expect(model.recipe.contains("sat experiment diagnosis") && model.recipe.contains("sat experiment identification"))
    #expect(IdentificationModel.shippedText.utf8.count < 300_000)
  }

  @Test(arguments: 0..<8)
  func `a model that is not whole is recognised`(flaw: Int) throws {
    var model = try #require(Self.learned)
    #expect(model.isWhole)
    switch flaw {
    case 0: model.scale.removeLast()
    case 1: model.scale[3] = .nan
    case 2: model.classes[0] = model.classes[1]
    case 3: model.classes[0] = .unknown
    case 4: model.temperature = 0
    case 5: model.features[0] = "another"
    case 6: model.gate.weights[0] = .infinity
    default: model.whole.supports.removeLast()
    }
    #expect(!model.isWhole)
  }

  /// A young incident is told mostly by what incidents at any age were like, an old one by what they came to.
  @Test func `the older an incident, the more the memory of whole incidents speaks`() throws {
    var signature = IncidentSignature()
    let shares = [1, 5, 10, 100].map { ticks in
      signature.ticks = ticks
      return IdentificationModel.Look(signature).maturity
    }
    #expect(shares == shares.sorted() && shares[0] < 0.1 && shares[2] == 0.5 && shares[3] > 0.9)
  }

  /// Every level lies in a byte, nothing is 0, and more is never less.
  @Test func `features rise with what they tell, and end at their largest level`() throws {
    let place = try #require(SignatureFeatures.names.firstIndex(of: "balance: loudest"))
    let levels = [0, 0.5, 1, 10, 999, 1e9, .infinity].map { strength in
      var signature = IncidentSignature()
      signature.ticks = 1
      if strength > 0 { signature.signs[Evidence.Sign.balance.place].add(strength: strength, tick: 0, seconds: 0) }
      return SignatureFeatures.levels(of: signature)[place]
    }
    #expect(levels == levels.sorted() && levels.first == 0 && levels.last == 255)
    #expect(Set(levels.prefix(5)).count == 5)
  }
}
