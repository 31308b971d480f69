import Testing
import TwinEvaluation
import TwinModel
import TwinTestbeds

@testable import sat

@Suite struct LiveScreenTests {
  static let readings = (1...8).map { number in
    LiveReading(
      tag: number == 3 ? "A-TAG-WITH-A-LONG-NAME" : "XMEAS\(number)", meaning: "reactor temperature of some kind",
      unit: "degC", reported: Double(number) * 1234.5678, expected: number == 2 ? nil : -0.0004, isSuspect: number == 4,
      decimals: number % 5)
  }

  static func screen(score: Double = 0.5, news: [String] = [], truth: String = "") -> LiveScreen {
    LiveScreen(
      title: String(repeating: "a long title ", count: 12), clock: "day 2, 23:59", readings: readings, score: score,
      news: news, truth: truth)
  }

  @Test(arguments: [0, 0.5, 1, 1.0001, 7, 1e9, .nan, .infinity])
  func `a picture has as many lines every time, none wider than 79 columns`(score: Double) {
    let plain = Style(isColoured: false)
    let busy = Self.screen(
      score: score, news: (0..<9).map { "0\($0):00  " + String(repeating: "word ", count: 30) },
      truth: String(repeating: "an attack ", count: 20))
    let lines = busy.lines(plain)
    #expect(lines.count == Self.screen().lines(plain).count && lines.count <= 24)
    #expect(lines.allSatisfy { $0.count <= 79 && !$0.contains("\u{1B}") }, "\(lines)")
    #expect(lines.contains { $0.contains("08:00") } && !lines.contains { $0.contains("02:00") })
    #expect(lines.contains { $0.contains(score > 1 ? "ALARM" : "normal") })
  }

  @Test func `a suspect is marked, and what was not expected is a dash`() {
    let lines = Self.screen().lines(Style(isColoured: false))
    #expect(lines.count { $0.hasPrefix("! XMEAS4") } == 1 && lines.count { $0.hasPrefix("!") } == 1)
    #expect(lines.contains { $0.contains("XMEAS2") && $0.contains("2469.14") && $0.contains("–") })
    #expect(lines.contains { $0.contains("A-TAG-WITH-…") })
    #expect(lines.contains { $0.contains("XMEAS1 ") && $0.contains("1234.6") && $0.contains(" 0.0 ") })
  }

  @Test func `every picture but the first begins where the last one began`() {
    var canvas = LiveCanvas()
    let first = canvas.frame(["a", "b"])
    #expect(first == "a\u{1B}[K\nb\u{1B}[K\n")
    #expect(canvas.frame(["c", "d", "e"]) == "\u{1B}[2Fc\u{1B}[K\nd\u{1B}[K\ne\u{1B}[K\n")
    #expect(canvas.frame(["f"]).hasPrefix("\u{1B}[3Ff"))
  }

  @Test(arguments: [
    (0, "0 s"), (59.6, "60 s"), (119, "119 s"), (120, "2 min"), (1312, "22 min"), (7199, "120 min"), (7200, "2 h"),
    (9240, "2 h 34 min"),
  ])
  func `spans are said as people say them`(seconds: Double, words: String) {
    #expect(LiveFigure.span(seconds) == words)
  }

  @Test func `clocks count days from the second on`() {
    #expect(LiveFigure.clock(0) == "00:00" && LiveFigure.clock(86_399) == "23:59")
    #expect(LiveFigure.clock(86_400 + 3660) == "day 2, 01:01")
  }

  @Test func `decimals are those that the instrument resolves`() {
    func decimals(_ step: Double?, _ kind: TwinModel.Tag.Kind = .continuous) -> Int {
      LiveReading.decimals(of: TwinModel.Tag(name: "t", kind: kind, quantisation: step))
    }
    #expect([10, 1, 0.5, 0.1, 0.01, 0.0005, 1e-9].map { decimals($0) } == [0, 0, 1, 1, 2, 4, 4])
    #expect(decimals(nil) == 2 && decimals(0.01, .state) == 0)
  }

  @Test func `a happening is a line with what shows it`() {
    let evidence = Evidence(
      layer: .acquisition, source: "ensemble", tag: "TT1", series: "s", sequence: 1, strength: 2, observed: 118.12,
      expected: 120.4)
    let text = LiveText(style: Style(isColoured: false), decimals: ["TT1": 1], units: ["TT1": "°C"])
    #expect(
      text.line(.alarmRaised(score: 2.04, [.init(evidence: evidence, share: 0.616)]))
        == "ALARM score 2.0: TT1 118.1 for 120.4 °C (62 %)")
    #expect(
      text.line(.alarmOver(seconds: 8000, highest: 8.96)) == "quiet again after 2 h 13 min; highest score 9.0")
    #expect(text.line(.attackEnds("flood")) == "attack flood ends")
  }

  @Test func `the table says whether the alarm came in time`() {
    func attack(_ id: String, delay: Double?, violation: Double?) -> LiveResult.Attack {
      LiveResult.Attack(
        id: id, summary: "what happens", targets: [], startSeconds: 3600, endSeconds: 7200, found: delay != nil,
        delaySeconds: delay, firstViolationSeconds: violation, firstViolationTag: violation.map { _ in "TT1" },
        tags: [.init(tag: "TT1", share: 0.5)])
    }
    let result = LiveResult(
      plant: "p", seed: 1, folder: "f", modelSha256: "", normalRows: 10, watchedRows: 48, rowPeriodSeconds: 3600,
      attacks: [
        attack("early", delay: 60, violation: 5400), attack("late", delay: 1860, violation: 5400),
        attack("missed", delay: nil, violation: 5400), attack("harmless", delay: 0, violation: nil),
      ], falseAlarms: 1, impairments: ["dry-tank, T1"])
    let lines = LiveTable(result: result, style: Style(isColoured: false)).lines
    func line(_ id: String) -> String { lines.first { $0.hasPrefix(id) } ?? "" }
    #expect(line("early").hasSuffix("after 60 s    01:30, TT1     yes, by 29 min"), "\(line("early"))")
    #expect(line("late").hasSuffix("no") && line("late").contains("after 31 min"))
    #expect(line("missed").hasSuffix("no") && line("harmless").hasSuffix("–") && line("harmless").contains("never"))
    #expect(lines.contains("1 false alarm in 48 h.") && lines.contains("In the end: dry-tank, T1."))
    #expect(lines.allSatisfy { $0.count <= 80 })
  }
}
