import Hydraulics
import Testing

@Suite struct NetworkCaseTests {
  @Test(arguments: NetworkCase.all) func `a day of a small network ends where EPANET's does`(_ expected: NetworkCase)
    throws
  {
    let model = try HydraulicModel(try WaterNetwork(inputFile: expected.inputFile))
    var simulation = HydraulicSimulation(model)
    var solves = 0
    repeat {
      #expect(simulation.solve().isConverged)
      solves += 1
    } while simulation.advance() > 0
    #expect(solves == expected.solves)
    #expect(simulation.time == 86400)
    for (name, head) in expected.heads {
      let mine = simulation.state.heads[try #require(model.node(named: name))]
      #expect(abs(mine - head) < 5e-3, "head of \(name): \(mine) against \(head)")
    }
    for (name, flow) in expected.flows {
      let mine = simulation.state.flow(try #require(model.link(named: name)))
      #expect(abs(mine - flow) < 5e-6, "flow of \(name): \(mine) against \(flow)")
    }
  }
}
