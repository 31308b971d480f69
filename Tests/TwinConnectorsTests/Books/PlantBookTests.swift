import Testing
import TwinModel

@testable import TwinConnectors

@Suite struct PlantBookTests {
  @Test func `updates, permits and sessions are context, in the order of time`() throws {
    let text = """
      {"time": "2026-03-01T08:00:00Z", "kind": "permit", "asset": "P101", "by": "somebody"}

      {"time": "2026-03-01T06:10:00Z", "kind": "update", "asset": "PLC1"}
      {"time": "2026-03-01T09:30:00+01:00", "kind": "session", "tag": "LIT101"}
      """
    let notices = try PlantBook(decoding: Array(text.utf8)).notices
    #expect(notices.map(\.sign) == [.softwareChange, .maintenance, .authorisedChange])
    #expect(notices.map(\.asset) == ["PLC1", "P101", nil] && notices.map(\.tag) == [nil, nil, "LIT101"])
    #expect(notices.allSatisfy { $0.sign?.isContext == true })
    #expect(notices.map { $0.sourceTime?.iso8601 ?? "" }.allSatisfy { $0.hasPrefix("2026-03-01T0") })
    #expect(try PlantBook(decoding: []).notices.isEmpty)
  }

  @Test(
    arguments: [
      ("{\"time\": \"yesterday\", \"kind\": \"update\"}", .noTime("yesterday", line: 1)),
      ("\n{\"kind\": \"update\"}", .noTime("", line: 2)),
      ("{\"time\": \"2026-03-01T06:10:00Z\", \"kind\": \"party\"}", .noKind("party", line: 1)),
      ("{\"time\": \"2026-03-01T06:10:00Z\"}", .noKind("", line: 1)),
      ("update PLC1", .noEntry(line: 1)), ("{\"time\": 3}", .noEntry(line: 1)),
      ("{\"kind\": \"" + String(repeating: "x", count: 5000) + "\"}", .noEntry(line: 1)),
    ] as [(String, PlantBookError)])
  func `what is no entry is refused with its line`(text: String, error: PlantBookError) {
    #expect(throws: error) { try PlantBook(decoding: Array(text.utf8)) }
    #expect(error.description.hasPrefix("line ") && !error.description.contains("\n"))
  }
}
