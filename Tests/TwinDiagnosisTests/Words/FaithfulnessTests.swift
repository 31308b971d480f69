import Foundation
import Testing

@testable import TwinDiagnosis

/// Every number of a text is the record's, and an error in any of them is found.
@Suite struct FaithfulnessTests {
  /// Records per seed: a share of the 10,000 that `SAT_EXPLANATION_RECORDS=2500` checks.
  static let count = ProcessInfo.processInfo.environment["SAT_EXPLANATION_RECORDS"].flatMap { Int($0) } ?? 60

  @Test(arguments: 0..<4 as Range<UInt64>)
  func everyNumberIsTheRecords(_ seed: UInt64) throws {
    var records = RandomRecord(seed: seed)
    for _ in 0..<Self.count {
      let record = records.next()
      let check = try Faithfulness(record)
      for reader in Explanation.Reader.allCases {
        let explanation = Explainer(record).explanation(for: reader)
        #expect(check.faults(of: explanation.text, by: explanation) == [])
        #expect(Faithfulness.numbers(in: explanation) > 0)
        if reader == .operator { #expect(explanation.wordCount <= Explanation.operatorLimit, "\(explanation.prose)") }
      }
    }
  }

  /// A changed digit anywhere in a number is found; so is a number that pretends to be words.
  @Test func wrongNumbersAreFound() throws {
    var records = RandomRecord(seed: 77)
    var changed = 0
    for _ in 0..<20 {
      let record = records.next()
      let check = try Faithfulness(record)
      let explanation = Explainer(record).explanation(for: .engineer)
      for (place, sentence) in explanation.sentences.enumerated() {
        for (index, span) in sentence.spans.enumerated() {
          guard case .figure(let text, let figure) = span, let digit = text.lastIndex(where: \.isNumber) else {
            continue
          }
          var wrong = text
          let other = text[digit] == "9" ? "8" : "9"
          wrong.replaceSubrange(digit...digit, with: other)
          var forged = explanation
          forged.sentences[place].spans[index] = .figure(wrong, figure)
          #expect(check.faults(of: forged) == [.wrongNumber(wrong, source: figure.source)])
          forged.sentences[place].spans[index] = .words(text)
          #expect(check.faults(of: forged) == [.looseDigit(text)])
          changed += 1
        }
      }
    }
    #expect(changed > 100)
  }

  @Test func aRecordThatChangedIsFound() throws {
    var records = RandomRecord(seed: 3)
    var record = records.next()
    let explanation = Explainer(record).explanation(for: .auditor)
    record.score.value += 1
    let faults = try Faithfulness(record).faults(of: explanation)
    #expect(faults.count == 1 && "\(faults)".contains("score.value"))
  }

  @Test func otherTextIsFound() throws {
    var records = RandomRecord(seed: 4)
    let record = records.next()
    let explanation = Explainer(record).explanation(for: .operator)
    let text = explanation.text.replacingOccurrences(of: "Incident", with: "Incident 7")
    #expect(try Faithfulness(record).faults(of: text, by: explanation) == [.otherText(text)])
  }

  @Test func noTextHasADigit() {
    for key in TextKey.allCases { #expect(!Language.english[key].filter { $0 != "{" }.contains { $0.isNumber }) }
  }
}
