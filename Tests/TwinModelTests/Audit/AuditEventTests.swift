import Foundation
import Testing
import TwinModel

/// Events for the ledger: one encoding each, and none for anything else.
@Suite struct AuditEventTests {
  private static let digest = ObjectDigest((0..<32).map { UInt8($0) })!
  private static let other = ObjectDigest([UInt8](repeating: 0xAB, count: 32))!

  static let records: [AuditRecord] = [
    .incident(
      IncidentRecord(
        incident: "2026-07", state: .opened, statement: "LIT101 cannot be true", layers: [.acquisition, .modelling],
        techniques: ["T0856"], tags: ["LIT101", "P101"], evidence: digest)),
    .incident(IncidentRecord(incident: "", state: .closed, statement: "")),
    .approval(
      ApprovalRecord(subject: "2026-07", decision: .rejected, person: "a@plant", reason: "valve stuck", object: other)),
    .approval(ApprovalRecord(subject: "p", decision: .approved, person: "b")),
    .action(
      ActionRecord(subject: "p", target: "MV101", command: "close", outcome: .rolledBack, detail: "\u{2713} done")),
    .action(ActionRecord(subject: "p", target: "MV101", command: "close", outcome: .failed)),
    .modelUpdate(
      ModelUpdateRecord(model: "m", digest: digest, previous: other, cause: "training", contributors: ["x", "y"])),
    .configurationChange(
      ConfigurationChangeRecord(
        subject: "site.yaml", person: "a", statement: "new tag", digest: digest, previous: other)),
    .equivocation(EquivocationRecord(member: "n3", epoch: 2, view: .max, first: [1, 2], second: [])),
    .membershipChange(MembershipChangeRecord(epoch: 3, members: digest, added: ["n5"], removed: ["n1", "n2"])),
  ]

  private func event(_ record: AuditRecord, time: Int64 = 1_700_000_000_123_456_789) -> AuditEvent {
    AuditEvent(site: "works", time: SourceTime(nanoseconds: time), recorder: "node-1", record: record)
  }

  @Test(arguments: records) func `an event is read back from its encoding and from its JSON`(record: AuditRecord) throws
  {
    for time in [Int64.min, -1, 0, 1_700_000_000_123_456_789, .max] {
      let event = event(record, time: time)
      let bytes = try event.encoded()
      #expect(try AuditEvent(decoding: bytes) == event)
      #expect(try AuditEvent(decoding: bytes).encoded() == bytes)
      let json = try JSONEncoder().encode(event)
      #expect(try JSONDecoder().decode(AuditEvent.self, from: json) == event)
    }
  }

  @Test(arguments: records)
  func `whatever is accepted after a change of one byte is another event in its own encoding`(
    record: AuditRecord
  ) throws {
    let event = event(record)
    let bytes = try event.encoded()
    for position in bytes.indices {
      for value in UInt8.min...UInt8.max where value != bytes[position] {
        var altered = bytes
        altered[position] = value
        guard let read = try? AuditEvent(decoding: altered) else { continue }
        #expect(read != event)
        #expect(try read.encoded() == altered)
      }
    }
    for count in 0..<bytes.count { #expect((try? AuditEvent(decoding: Array(bytes[..<count]))) == nil) }
  }

  @Test func `the encoding is pinned`() throws {
    let bytes = try event(.approval(ApprovalRecord(subject: "p", decision: .approved, person: "b"))).encoded()
    let digits = bytes.map { String(format: "%02x", $0) }.joined()
    #expect(
      digits == "a601010202" + "0365776f726b73" + "041b17979cfe3d85cd15" + "05666e6f64652d31"
        + "06a3" + "016170" + "0268617070726f766564" + "036162")
  }

  @Test(arguments: [
    ("80", AuditEventError.wrongForm(field: 0)), ("a0", .missingField(1)), ("a10102", .unknownVersion(2)),
    ("a201010208", .unknownKind(8)), ("a2010102 6161", .wrongForm(field: 2)),
    ("1800", .encoding(.longerThanNeeded(at: 0))),
    ("a10a00", .missingField(1)), ("a1616100", .wrongForm(field: 0)),
    ("a6010102020361780400056179 06a4 016170 0268617070726f766564 036162 0900", .unknownField(9)),
    ("a7010102020361780400056179 06a3 016170 0268617070726f766564 036162 0700", .unknownField(7)),
    ("a6010102020361780400056179 06a3 016170 0268617070726f766565 036162", .wrongForm(field: 2)),
    ("a6010102020361780400056179 06a4 016170 0268617070726f766564 036162 054101", .wrongForm(field: 5)),
    ("a6010102040361780400056179 06a4 016170 0241 00 036162 0580", .wrongForm(field: 2)),
  ]) func `what is no event is refused with the reason`(digits: String, reason: AuditEventError) {
    let values = digits.compactMap(\.hexDigitValue)
    let bytes = stride(from: 0, to: values.count, by: 2).map { UInt8(values[$0] << 4 | values[$0 + 1]) }
    #expect(throws: reason) { try AuditEvent(decoding: bytes) }
  }

  @Test func `an empty list has no second spelling`() throws {
    let bytes = try event(.membershipChange(MembershipChangeRecord(epoch: 1, members: Self.digest))).encoded()
    // The record's map gains the field "added" with no member.
    var altered = bytes
    let start = try #require(bytes.lastIndex(of: 0xA2))
    altered[start] = 0xA3
    #expect(throws: AuditEventError.wrongForm(field: 3)) { try AuditEvent(decoding: altered + [0x03, 0x80]) }
  }

  @Test func `an event fills an entry of the log and not a byte more`() throws {
    func event(_ length: Int) -> AuditEvent {
      self.event(
        .action(
          ActionRecord(subject: String(repeating: "x", count: length), target: "", command: "", outcome: .done)))
    }
    let room = 65_535 - (try event(60_000).encoded().count - 60_000)
    #expect(try event(room).encoded().count == 65_535)
    #expect(throws: AuditEventError.tooLarge(bytes: 65_536, limit: 65_535)) { try event(room + 1).encoded() }
    let bytes = try event(room).encoded()
    #expect(try AuditEvent(decoding: bytes).encoded() == bytes)
    #expect(throws: AuditEventError.tooLarge(bytes: 65_536, limit: 65_535)) { try AuditEvent(decoding: bytes + [0]) }
  }

  @Test func `JSON by hand may leave out lists and what is not known`() throws {
    let json = """
      {"kind": "incident", "site": "works", "timeNanoseconds": 5, "recorder": "me",
       "record": {"incident": "1", "state": "opened", "statement": "odd"}}
      """
    let event = try JSONDecoder().decode(AuditEvent.self, from: Data(json.utf8))
    #expect(event.record == .incident(IncidentRecord(incident: "1", state: .opened, statement: "odd")))
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(AuditEvent.self, from: Data(json.replacing("incident\",", with: "party\",").utf8))
    }
  }
}
