import ProcessIntegration
import Testing
import TwinModel

@testable import TwinTestbeds

@Suite struct ProductionOperatorTests {
  private typealias Loop = TennesseeEastmanControl.Loop

  /// Setpoints of the operator's loops, second by second.
  private func setpoints(_ hours: Int, seed: UInt64, meddling: (inout TennesseeEastmanControl, Int) -> Void)
    -> [[Double]]
  {
    var control = TennesseeEastmanControl()
    var person = ProductionOperator(control, seed: seed)
    return (0..<hours * 60).map { minute in
      person.act(on: &control, at: Double(minute) * 60)
      meddling(&control, minute)
      return ProductionMode.loops.map { control[$0] }
    }
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func `setpoints move slowly, to a mode and never beyond all of them`(seed: UInt64) {
    let base = TennesseeEastmanControl()
    let course = setpoints(72, seed: seed) { _, _ in }
    for (index, loop) in ProductionMode.loops.enumerated() {
      let factors = course.map { $0[index] / base[loop] }
      let allowed = ProductionMode.all.map { $0.factors[index] }
      #expect(factors.allSatisfy { $0 > (allowed.min() ?? 1) - 1e-9 && $0 < (allowed.max() ?? 1) + 1e-9 })
      #expect(zip(factors, factors.dropFirst()).allSatisfy { abs($0 - $1) < 0.1 / 150 })
      let still = zip(factors, factors.dropFirst(30)).filter { $0 == $1 }.map(\.0)
      #expect(still.allSatisfy { value in allowed.contains { abs($0 - value) < 1e-9 } })
    }
    #expect(Set(course.map { "\($0)" }).count > 100)
  }

  @Test func `what somebody else changes stays changed`() {
    let alone = setpoints(48, seed: 5) { _, _ in }
    let meddled = setpoints(48, seed: 5) { control, minute in if minute == 100 { control[.reactorLevel] += 2 } }
    for minute in 101..<48 * 60 { #expect(abs(meddled[minute][3] - alone[minute][3] - 2) < 1e-9) }
  }

  @Test func `modes are told apart by name`() {
    #expect(Set(ProductionMode.all.map(\.mode.id)).count == ProductionMode.all.count)
    #expect(ProductionMode.all.allSatisfy { $0.factors.count == ProductionMode.loops.count })
    #expect(TennesseeEastman.site.description?.contains("low-level (reactor 3 % emptier)") == true)
  }
}
