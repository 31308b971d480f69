import Foundation
import Testing

@testable import TwinDiagnosis

/// Incident files, of whatever origin.
@Suite struct RecordFileTests {
  @Test func aRecordComesBack() throws {
    #expect(try ExplanationRecord(decoding: ExplanationRecord.sample.encoded()) == .sample)
    var records = RandomRecord(seed: 9)
    for _ in 0..<50 {
      let record = records.next()
      #expect(try ExplanationRecord(decoding: record.encoded()) == record)
    }
  }

  static let text = String(decoding: ExplanationRecord.sample.encoded(), as: UTF8.self)

  @Test(arguments: [
    ("", RecordError.notARecord), ("{}", .notARecord), ("[]", .notARecord), ("\u{1}", .notARecord),
    (text.replacingOccurrences(of: "\"version\" : 1", with: "\"version\" : 9"), .unknownVersion(9)),
    (
      text.replacingOccurrences(of: "\"observed\" : 3.9012", with: "\"observed\" : \"high\""),
      .incomplete("tags[0].observed")
    ),
    (
      text.replacingOccurrences(of: "\"step\" : 0.1,", with: "\"step\" : 0,"),
      .impossible("a tag's step is not above 0")
    ),
    (
      text.replacingOccurrences(of: "\"tag\" : 0,", with: "\"tag\" : 9,"),
      .impossible("a step of the counterfactual names a tag that is not listed")
    ),
    (
      text.replacingOccurrences(of: "\"name\" : \"FIT-101\"", with: "\"name\" : \"\\u001b[2J\""),
      .impossible("tags[1].name holds control characters")
    ),
    (
      text.replacingOccurrences(
        of: "\"kind\" : \"outsideTraining\",\n      \"value\"", with: "\"kind\" : \"outsideTraining\", \"worth\""),
      .impossible("a limit of knowledge has no value")
    ),
  ])
  func badFilesAreRefused(_ text: String, _ error: RecordError) {
    #expect(throws: error) { try ExplanationRecord(decoding: Array(text.utf8)) }
  }

  /// Whatever is cut off or overwritten gives a record or an error, and a record gives texts.
  @Test func damagedFilesNeverTrap() {
    let bytes = ExplanationRecord.sample.encoded()
    var records = SeededBytes(seed: 1)
    for round in 0..<400 {
      var damaged = bytes
      if round % 4 == 0 { damaged.removeLast(Int(records.next()) * damaged.count / 256) }
      for _ in 0..<3 where !damaged.isEmpty {
        damaged[(Int(records.next()) << 8 | Int(records.next())) % damaged.count] = records.next()
      }
      guard let record = try? ExplanationRecord(decoding: damaged) else { continue }
      for reader in Explanation.Reader.allCases { #expect(!Explainer(record).explanation(for: reader).text.isEmpty) }
    }
  }
}

/// Bytes that one seed decides.
private struct SeededBytes {
  private var state: UInt64
  init(seed: UInt64) { state = seed }
  mutating func next() -> UInt8 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return UInt8(truncatingIfNeeded: state >> 33)
  }
}
