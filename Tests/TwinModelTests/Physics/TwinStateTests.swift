import Testing

@testable import TwinModel

struct TwinStateTests {
  private static func state(rows: [[Double]]) throws -> TwinState {
    var state = TwinState(tags: TankPlant.tags, physics: try TankPlant().physics())
    for (row, values) in rows.enumerated() {
      state.observe(Frame(series: "tank", sequence: row, values: values), at: Double(row) * TankPlant.period)
    }
    return state
  }

  @Test func `a level that stops arriving is predicted with growing uncertainty, and ages`() throws {
    let rows = TankPlant().rows(140, seed: 21)
    var state = try Self.state(rows: Array(rows[..<100]))
    #expect(state.entries[0].origin == .reported && state.entries[0].value == rows[99][0])
    var variances: [Double] = []
    for row in 100..<112 {
      var values = rows[row]
      values[0] = .nan
      state.observe(Frame(series: "tank", sequence: row, values: values), at: Double(row) * TankPlant.period)
      #expect(state.entries[0].origin == .predicted && state.entries[0].quality == .missing)
      variances.append(try #require(state.entries[0].variance))
    }
    #expect(variances == variances.sorted() && variances[11] > 2 * variances[0])
    #expect(abs(state.entries[0].value - rows[111][0]) < 0.5)
    #expect(state.entries[0].age(at: state.latest) == 12 * TankPlant.period)
    state.observe(Frame(series: "tank", sequence: 112, values: rows[112]), at: 112 * TankPlant.period)
    #expect(state.entries[0].variance == 0 && state.entries[0].age(at: state.latest) == 0)
  }

  @Test func `a value that the source itself distrusts is not taken`() throws {
    var state = TwinState(tags: ["a", "b"])
    state.observe(Frame(series: "", sequence: 0, values: [1, 2]), at: 0)
    state.observe(Frame(series: "", sequence: 1, values: [5, 6], quality: [.bad, .uncertain]), at: 10)
    #expect(state.entries[0].value == 1 && state.entries[0].origin == .held && state.entries[0].quality == .bad)
    #expect(state.entries[0].age(at: 10) == 10 && state.entries[0].variance == nil)
    #expect(state.entries[1].value == 6 && state.entries[1].quality == .uncertain)
  }

  @Test func `the trilemma says how faithful, how fresh and how proven the twin is`() throws {
    let state = try Self.state(rows: TankPlant().rows(300, seed: 22))
    let trilemma = state.trilemma(at: state.latest + 30, frames: (arrived: 300, verified: 294), openEvidence: 2)
    let fidelity = try #require(trilemma.fidelity)
    #expect(fidelity > 0 && fidelity < 0.02)
    #expect(trilemma.lag == 30 && trilemma.meanAge == 30 && trilemma.worstAge == 30)
    #expect(trilemma.verifiedShare == 0.98 && trilemma.openEvidence == 2 && !trilemma.unpredicted)
    let empty = TwinState(tags: ["a"]).trilemma(at: 0, frames: (arrived: 0, verified: 0), openEvidence: 0)
    #expect(empty.fidelity == nil && empty.meanAge == nil && empty.lag == nil && empty.verifiedShare == nil)
    #expect(empty.unpredicted)
  }
}
