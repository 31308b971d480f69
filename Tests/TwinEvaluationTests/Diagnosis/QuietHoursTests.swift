import Testing
import TwinDiagnosis
import TwinModel

@testable import TwinEvaluation

@Suite struct QuietHoursTests {
  private struct Nobody: IncidentIdentifying {
    func probabilities(of signature: IncidentSignature) -> ClassProbabilities { .undecided }
  }

  private static func outcome(_ name: String, seed: UInt64, isVoid: Bool = false) -> DiagnosisOutcome {
    DiagnosisOutcome(
      testbed: "grid", name: name, kind: .falseData, level: 0, seed: seed, isVoid: isVoid, targets: [], quietHours: 2,
      falseIncidents: 1, falseAnnouncements: 1, announcements: 0, mostAnnouncements: 0, incidents: 0, delay: nil,
      tags: [], rootCauseDelay: nil, looks: [])
  }

  @Test func `hours that cases of a seed share count once, and what changed nothing counts for nobody`() {
    let figures = DiagnosisFigures(
      [Self.outcome("A1.1", seed: 1), Self.outcome("A1.2", seed: 1), Self.outcome("A1.1", seed: 2, isVoid: true)],
      by: Nobody())
    #expect(figures.incidentsPerQuietHour == 0.5)
    #expect(figures.events == 2 && figures.void == 1 && figures.confusion[.falseData, nil] == 2)
    #expect(figures.text.contains("2 announcements and 2 incidents in 4 h"))
  }
}
