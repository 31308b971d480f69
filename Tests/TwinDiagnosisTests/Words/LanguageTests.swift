import Testing

@testable import TwinDiagnosis

/// Tables of texts.
@Suite struct LanguageTests {
  static func changed(_ key: String, to text: String?) -> [String: String] {
    var table = Language.englishTable
    table[key] = text
    return table
  }

  @Test(
    arguments: [
      ("ids", nil, LanguageError.missingKey("ids")), ("nothing", "Text", .unknownKey("nothing")),
      ("limitNone", "No limit within 7 days.", .digit("limitNone")),
      ("wouldOne", "Had it read {first", .unbalancedBraces("wouldOne")),
      ("wouldOne", "Had it read first}", .unbalancedBraces("wouldOne")),
      ("wouldOne", "Had it read {value}.", .wrongSlots("wouldOne", needs: ["first"], found: ["value"])),
      ("wouldOne", "{first} {first}", .wrongSlots("wouldOne", needs: ["first"], found: ["first", "first"])),
      ("limitNone", String(repeating: "a", count: 401), .tooLong("limitNone")),
    ] as [(String, String?, LanguageError)])
  func badTablesAreRefused(_ key: String, _ text: String?, _ error: LanguageError) {
    #expect(throws: error) { try Language(Self.changed(key, to: text)) }
  }

  @Test func anotherLanguageIsATable() throws {
    let language = try Language(Self.changed("wouldOne", to: "Bei {first} gäbe es keinen Alarm."))
    let record = ExplanationRecord.sample
    let explanation = Explainer(record, language: language).explanation(for: .operator)
    #expect(explanation.prose.contains("Bei 2.41 m gäbe es keinen Alarm."))
    #expect(try Faithfulness(record, language: language).faults(of: explanation.text, by: explanation) == [])
  }
}
