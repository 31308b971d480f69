import Testing
import TwinTestbeds

@testable import TwinEvaluation

/// A campaign of hours on the water cell, without its network.
@Suite struct CampaignTests {
  private static let plant = Result {
    var setting = DiagnosisSetting(for: .waterCell)
    (setting.settling, setting.learned, setting.calibrated, setting.isNetworked) = (600, 0.2, 0.1, false)
    return try GuardedPlant(learning: .waterCell, setting: setting)
  }

  @Test func `attack after attack is no flood, and every piece of evidence is in the record`() throws {
    let plant = try Self.plant.get()
    let finding = try plant.campaign(seed: 5, hours: 12, spacing: 900)
    // More than there are variants: some come again.
    #expect(finding.attacks == 47 && finding.load.rows == 1440)
    // One tank: what comes back at the same place is the same incident, back again.
    #expect(finding.load.incidents >= 1 && finding.load.announcements >= finding.load.incidents)
    #expect(finding.load.mostAnnouncements <= 10 && finding.load.mostAnnouncements > 0)
    #expect(finding.pieces > 300 && finding.unaccounted == 0, "\(finding)")
    #expect(finding.longestWait < 3600)
    #expect(try plant.campaign(seed: 5, hours: 12, spacing: 900) == finding)
  }

  @Test(
    arguments: [([], 0), ([0, 599, 600], 2), ([0, 100, 200, 700], 3), ([5, 5, 5], 3)] as [([Double], Int)])
  func `the most within ten minutes`(times: [Double], most: Int) {
    #expect(CampaignBook.most(times) == most)
  }
}
