import Testing

@testable import TwinDiagnosis

/// What each reader reads.
@Suite struct GrammarTests {
  @Test func theOperatorReadsElevenParts() {
    let explanation = Explainer(.sample).explanation(for: .operator)
    #expect(
      explanation.sentences.map(\.spans.text) == [
        "T-101: probably false data injection (96 %).", "Since 2026-01-05 00:00:00; alarm after 2 min.",
        "LIT-101 reads 3.90 m, 1.49 m above the expected 2.41 m.", "Had it read 2.41 m, there would be no alarm.",
        "Balance raw-water is broken by 12 deviations.",
        "Unattended, LIT-101 passes its low limit 0.25 m in 31 min (25 min to 41 min).",
        "Hold LIT-101 by hand and read it on site (R2, not rehearsed, reversible).", "Respond within 13 min.",
        "A faulty sensor would look alike.", "Confidence high.",
        "Incident I-17, model 3f0c9a5b, data b1946ac9.",
      ])
    #expect(explanation.sentences.map(\.part) == Explanation.Part.allCases)
    #expect(
      explanation.text.hasSuffix(
        """
        Tag      reads     expected  off by    share
        LIT-101  3.90 m    2.41 m    1.49 m    88 %
        FIT-101  2.5 m3/h  2.5 m3/h  0.0 m3/h  6 %

        """), "\(explanation.text)")
  }

  @Test func theEngineerReadsMethodsAndCourse() {
    let text = Explainer(.sample).explanation(for: .engineer).text
    for line in [
      "Alternative: a fault or maintenance (3 %).", "Score 3.44, alarm above 1.0, detector ensemble.",
      "If LIT-101 had read 2.41 m: score 0.410.", "Seen 5 rows later: LIT-101; score without it 0.400.",
      "integrated gradients  LIT-101, FIT-101", "Level of the raw water tank",
    ] { #expect(text.contains(line), "\(line)\n\(text)") }
  }

  @Test func theAuditorReadsEverySource() throws {
    let explanation = Explainer(.sample).explanation(for: .auditor)
    let leaves = try RecordTree(.sample).leaves
    #expect(explanation.tables[0].rows.count == leaves.count + 1)
    for line in ["tags[0].observed", "3.9012", "3f0c9a5b77aa4ad1c0ffee00112233445566778899aabbccddeeff0011223344"] {
      #expect(explanation.text.contains(line))
    }
  }

  /// What is not known is not said.
  @Test func whatIsNotKnownIsNotSaid() {
    let changes: [((inout ExplanationRecord) -> Void, String)] = [
      ({ $0.time.onset = nil }, "Alarm 2 rows after it began."), ({ $0.time.delay = 0 }, "alarm at once."),
      ({ $0.verdict.kind = "unknown" }, "T-101: abnormal, of unknown kind."),
      ({ $0.verdict.probability = nil }, "T-101: looks like false data injection."),
      ({ $0.verdict.kind = "benign" }, "T-101: probably a fault or maintenance, no attack (96 %)."),
      (
        {
          $0.tags[0].observed = nil; $0.tags[0].deviation = nil
        }, "LIT-101 does not report; 2.41 m is expected."
      ),
      ({ $0.tags[0].deviation = -1.4892 }, "1.49 m below the expected"),
      ({ $0.tags[0].deviation = 0.001 }, "as expected"),
      ({ $0.counterfactual.steps = [] }, "No change of a few tags explains it."),
      (
        {
          $0.counterfactual.isEnough = false; $0.counterfactual.after = 1.8
        }, "from 3.4 to 1.8: still an alarm."
      ),
      (
        { $0.counterfactual.steps.append(.init(tag: 1, wouldRead: 7.04, after: 0.2)) },
        "Had it read 2.41 m and FIT-101 7.0 m3/h, there"
      ),
      ({ $0.laws = [] }, "The declared laws hold."),
      (
        {
          $0.laws = []; $0.limits = [.init(kind: .noTwin)]
        }, "No physics is declared."
      ),
      ({ $0.consequence = nil }, "No limit is near."),
      ({ $0.consequence?.seconds = 0 }, "LIT-101 is below its limit 0.25 m."),
      ({ $0.action.respondWithin = nil }, "No deadline."),
      ({ $0.against = [.secondOpinion] }, "a second method names LIT-101."),
      ({ $0.against = [.rival] }, "Against: FIT-101 explains it nearly as well."),
      (
        {
          $0.confidence = .low; $0.limits = []
        }, "Confidence low."
      ), ({ $0.tags[0].unit = nil }, "LIT-101 reads 3.90, 1.49 above"),
    ]
    for (change, words) in changes {
      var record = ExplanationRecord.sample
      change(&record)
      let prose = Explainer(record).explanation(for: .operator).prose
      #expect(prose.contains(words), "\(prose)")
    }
  }
}
