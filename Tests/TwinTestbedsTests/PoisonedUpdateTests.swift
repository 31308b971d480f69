import Testing
import TwinModel

@testable import TwinTestbeds

@Suite struct PoisonedUpdateTests {
  private func poisoned(_ level: AttackLevel, _ honest: [Double], among others: [[Double]]) throws -> [Double] {
    let scenario = try AttackScenario(
      on: WaterCell.attackSurface, type: .poisoning, variant: 4, level: level, seed: 2, start: 0, duration: 3600)
    var attack = try #require(scenario.attack as? PoisonedUpdate)
    return attack.poisoned(honest, among: others)
  }

  private var members: [[Double]] {
    var random = SeededGenerator(seed: 1)
    return (0..<10).map { _ in (0..<50).map { 0.1 + 0.01 * Double($0) + 0.05 * random.normal() } }
  }

  @Test func `a naive member sends what no model can be`() throws {
    let update = try poisoned(.naive, members[0], among: members)
    #expect(update.count == 50 && update.contains { !$0.isFinite } && update.contains { abs($0) > 1e6 })
  }

  @Test func `a boosting member sends the opposite, five to twenty times as long`() throws {
    let honest = members[0]
    let update = try poisoned(.insideLimits, honest, among: members)
    let boost = update[0] / honest[0]
    #expect(boost <= -5 && boost >= -20)
    #expect(zip(update, honest).allSatisfy { abs($0 - boost * $1) < 1e-9 })
  }

  @Test func `a knowing member pulls every weight towards zero and stays within the others' spread`() throws {
    let others = Array(members.dropFirst())
    let update = try poisoned(.modelAware, members[0], among: others)
    var pull = 0.0
    for weight in 0..<50 {
      let values = others.map { $0[weight] } + [members[0][weight]]
      let mean = values.reduce(0, +) / 10
      let deviation = (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 10).squareRoot()
      #expect(abs(update[weight] - mean) <= 1.5 * deviation + 1e-12)
      pull += update[weight] - mean
    }
    #expect(pull < -0.5)
    #expect(try poisoned(.modelAware, members[0], among: [[1]]) == members[0].map { -$0 })
  }
}
