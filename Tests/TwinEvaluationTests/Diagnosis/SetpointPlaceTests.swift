import Testing
import TwinModel
import TwinTestbeds

@testable import TwinEvaluation

@Suite struct SetpointPlaceTests {
  /// A change of a set point whose place nobody knows would be an incident of its own, beside what it does to the plant.
  @Test(arguments: Testbed.all.map(\.name))
  func `every set point has a place in its plant`(name: String) throws {
    let testbed = try #require(Testbed.all.first { $0.name == name })
    let assets = Set(testbed.site.assets.map(\.id))
    for setpoint in testbed.attackSurface?.wiring.setpoints ?? [] {
      let asset = testbed.asset(ofSetpoint: setpoint)
      #expect(asset.map(assets.contains) ?? false, "\(setpoint): \(asset ?? "none")")
    }
  }

  @Test func `a name that nobody knows has none`() {
    #expect(Testbed.waterCell.asset(ofSetpoint: "nothing.SP") == nil)
    #expect(Testbed.waterCell.asset(ofSetpoint: "_SET") == nil)
    #expect(Testbed.waterCell.asset(ofSetpoint: "") == nil)
  }
}
