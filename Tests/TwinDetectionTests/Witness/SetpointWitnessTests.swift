import Testing
import TwinModel

@testable import TwinDetection

@Suite struct SetpointWitnessTests {
  @Test(
    arguments: [
      ([5, 5], [true, true], []), ([6, 5], [false, false], [.unauthorisedChange]),
      ([6, 5], [true, false], [.authorisedChange]),
      ([6, 7], [true, false], [.authorisedChange, .unauthorisedChange]),
      ([.nan, 5], [false, false], []),
    ] as [([Double], [Bool], [Evidence.Sign])])
  func `a change is judged by whether a session covers it`(
    values: [Double], sessions: [Bool], signs: [Evidence.Sign]
  ) {
    var witness = SetpointWitness(names: ["a", "b"], assets: ["PLC", nil])
    let time = SourceTime(nanoseconds: 0)
    func look(_ values: [Double], _ row: Int) -> [Evidence] {
      witness.observe(values, isInSession: sessions, series: "s", sequence: row, at: time)
    }
    #expect(look([5, 5], 0).isEmpty)
    let found = look(values, 1)
    #expect(found.compactMap(\.sign) == signs && found.allSatisfy { $0.expected == 5 && $0.weight?.isValid == true })
    #expect(look(values, 2).isEmpty, "told once")
    // What was not known for a while is compared with what was known before.
    #expect(look([5, 5], 3).isEmpty == (values[0].isNaN || signs.isEmpty))
  }
}
