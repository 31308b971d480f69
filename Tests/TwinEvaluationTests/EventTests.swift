import Testing
import TwinEvaluation
import TwinModel

struct EventTests {
  @Test func `An event is found by one alarmed row, and its delay counts the rows before it`() throws {
    let figures = try Recordings.figures(["..XXAX..AAA..XX.."], period: 60)
    #expect(figures.eventOutcomes.map(\.found) == [true, true, false])
    #expect(figures.eventOutcomes.map(\.delayRows) == [2, 0, nil])
    #expect(figures.eventOutcomes.map(\.delaySeconds) == [120, 0, nil])
    #expect((figures.events, figures.eventsFound) == (3, 2))
    #expect(figures.meanDelayRows == 1 && figures.medianDelaySeconds == 60)
  }

  @Test func `Without an event column maximal runs are events, and none spans two series`() throws {
    let figures = try Recordings.figures(["..XX", "XX..", "AA.A"])
    #expect(figures.eventOutcomes.map(\.series) == ["s0", "s1", "s2", "s2"])
    #expect(figures.eventOutcomes.map(\.event) == ["1", "2", "3", "4"])
  }

  @Test func `An event id in two runs of a series is one event, in two series two`() throws {
    let figures = try Recordings.figures(["XX..XA..XX", "XX."], events: ["11..11..22", "11."])
    #expect(figures.eventOutcomes.map(\.event) == ["1", "2", "1"])
    #expect(figures.eventOutcomes[0].rows == 4)
    #expect(figures.eventOutcomes[0].delayRows == 5)
    #expect(figures.eventOutcomes[0].lastRow == 5)
  }

  @Test func `Neighbouring ids are two events although the label does not pause`() throws {
    let figures = try Recordings.figures([".XXAA."], events: [".1122."])
    #expect(figures.eventOutcomes.map(\.found) == [false, true])
  }

  @Test func `An alarm in an event's pause does not find it and is a false alarm`() throws {
    let figures = try Recordings.figures(["XX.a.XX"], events: ["11...11"])
    #expect(figures.eventsFound == 0)
    #expect(figures.falseAlarms == 1)
  }

  @Test func `False alarms are unbroken runs within one series that hold no anomalous row`() throws {
    let figures = try Recordings.figures([".aa.a", "aAa..a", "a.aXX."], period: 86_400)
    #expect(figures.falseAlarmRuns.map(\.firstRow) == [1, 4, 10, 11, 13])
    #expect(figures.falseAlarmRuns.map(\.rows) == [2, 1, 1, 1, 1])
    #expect(figures.falseAlarms == 5)
    expectEqual(figures.falseAlarmsPerDay, 5.0 / 14)
  }

  @Test func `The period comes from the time column, and steps over borders and backwards do not count`() throws {
    let seconds: [Int64] = [0, 10, 20, 15, 25, 9000, 9010]
    let times = seconds.map { SourceTime(nanoseconds: $0 * 1_000_000_000) }
    let recording = try Recordings.drawn(["..XA.", ".."], times: times)
    #expect(recording.medianPeriod == 10)
    let report = try DetectionReport(judging: recording)
    #expect(report.periodSeconds == 10)
    #expect(report.detectors[0].eventOutcomes[0].delaySeconds == -5)
    #expect(try Recordings.drawn(["..XA."]).medianPeriod == nil)
  }

  @Test func `Without a period there is a count of false alarms but no rate, and the report says so`() throws {
    let report = try DetectionReport(judging: Recordings.drawn(["a..AX"]))
    #expect(report.detectors[0].falseAlarms == 1)
    #expect(report.detectors[0].falseAlarmsPerDay == nil)
    #expect(report.notes.contains { $0.contains("give the period") })
  }

  @Test func `Only the strongest false alarms are listed, all are counted, and the report says so`() throws {
    let recording = try ScoredRecording(
      seriesNames: ["a"], seriesIndices: [0, 0, 0, 0, 0, 0], sequences: Array(0..<6),
      labels: [false, false, false, false, false, true],
      detectors: [ScoredDetector(name: "x", scores: [2, 0, 5, 0, 3, 0])])
    let report = try DetectionReport(judging: recording, options: EvaluationOptions(listedFalseAlarms: 2))
    #expect(report.detectors[0].falseAlarms == 3)
    #expect(report.detectors[0].falseAlarmRuns.map(\.firstRow) == [2, 4])
    #expect(report.notes.contains { $0.contains("strongest") })
  }
}
