import Foundation
import Testing

/// `sat testbed run --water` and `--grid`: networks of one's own; what they cannot do is an outcome, not an error.
@Suite struct NetworkFileTests {
  private func rows(_ text: String?) throws -> (header: [String], rows: [[String]]) {
    let lines = try #require(text).split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    return (try #require(lines.first), Array(lines.dropFirst()))
  }

  @Test func `a water network runs for its own duration, with levels, pressures and status`() throws {
    let folder = try TemporaryFolder()
    try folder.write(SmallNetworks.water(demand: 0.1), to: "small.inp")
    let outcome = try succeed("testbed", "run", "--water", "small.inp", "--output", "run.csv", in: folder)
    #expect(outcome.output.hasPrefix("Simulated 6 h of small: 25 rows × 3 tags, one every 15 min; wrote run.csv."))
    #expect(!outcome.output.contains("Outcome"))
    let (header, rows) = try rows(folder.text("run.csv"))
    #expect(header == ["series", "step", "ts", "L_T1", "P_J1", "STATUS", "label", "event"])
    // 0.1 L/s for 6 h out of 3 m of diameter.
    let level = try #require(Double(rows[24][3]))
    #expect(abs(level - (2 - 0.1e-3 * 21_600 / (Double.pi * 1.5 * 1.5))) < 1e-4)
    #expect(rows.allSatisfy { $0[5] == "0" && $0[6] == "0" && $0[7].isEmpty })
    #expect(rows[24][2] == "2026-01-05T06:00:00Z")
  }

  @Test func `hours, period and named junctions choose what is recorded`() throws {
    let folder = try TemporaryFolder()
    try folder.write(SmallNetworks.water(demand: 0.1), to: "small.inp")
    for tag in ["J1", "P_J1"] {
      try succeed(
        "testbed", "run", "--water", "small.inp", "--hours", "2", "--period", "10m", "--tag", tag, "--output",
        "run.csv.gz", in: folder)
      try succeed("site", "infer", "--recording", "run.csv.gz", "--output", "site.yaml", in: folder)
      #expect(folder.text("site.yaml")?.contains("P_J1") == true)
    }
  }

  @Test func `a tank that runs dry is said, in the recording and at the end`() throws {
    let folder = try TemporaryFolder()
    try folder.write(SmallNetworks.water(demand: 2), to: "small.inp")
    let outcome = try succeed("testbed", "run", "--water", "small.inp", "--output", "run.csv", in: folder)
    #expect(outcome.output.contains("Outcome: dry tanks: T1; first at 01:5"), "\(outcome.output)")
    #expect(outcome.output.contains("Outcome: junctions without water or pressure: J1"))
    let (_, rows) = try rows(folder.text("run.csv"))
    #expect(rows.first?[5] == "0" && rows.last?[5] == "2")
    #expect(abs(Double(rows.last?[3] ?? "") ?? 1) < 1e-3 && rows.last?[4] == "", "\(rows.last ?? [])")
  }

  @Test func `a grid runs with its daily load, its estimation, and what was left out is said`() throws {
    let folder = try TemporaryFolder()
    try folder.write(SmallNetworks.grid(demand: 50, isWhole: true), to: "three.m")
    let outcome = try succeed(
      "testbed", "run", "--grid", "three.m", "--hours", "0.1", "--period", "10s", "--output", "run.csv", in: folder)
    #expect(outcome.output.hasPrefix("Simulated 6 min of three with seed 7: 36 rows"))
    #expect(outcome.output.contains("Left out: three.m: line 16: mpc.gencost"))
    let (header, rows) = try rows(folder.text("run.csv"))
    let status = try #require(header.firstIndex(of: "EMS.STATUS"))
    let voltage = try #require(header.firstIndex(of: "B03.V"))
    #expect(rows.count { $0[status] == "0" } > 30)
    #expect(rows.allSatisfy { (0.9...1.1).contains(Double($0[voltage]) ?? 0) })
  }

  @Test func `an island is dark and an impossible demand is a blackout, both said and neither an error`() throws {
    let folder = try TemporaryFolder()
    try folder.write(SmallNetworks.grid(demand: 50, isWhole: false), to: "island.m")
    try folder.write(SmallNetworks.grid(demand: 5000, isWhole: true), to: "heavy.m")
    let island = try succeed(
      "testbed", "run", "--grid", "island.m", "--hours", "0.05", "--output", "island.csv", in: folder)
    #expect(island.output.contains("Outcome: buses without voltage: B03; first at 00:00:01, for up to 3 min in all."))
    let heavy = try succeed(
      "testbed", "run", "--grid", "heavy.m", "--hours", "0.05", "--output", "heavy.csv", in: folder)
    #expect(heavy.output.contains("Outcome: blackout: no operating point: largest mismatch"), "\(heavy.output)")
    let (header, rows) = try rows(folder.text("heavy.csv"))
    let status = try #require(header.firstIndex(of: "EMS.STATUS"))
    #expect(rows.allSatisfy { $0[status] == "3" })
  }
}
