import Testing
import TwinModel

@testable import TwinEvaluation

struct HTMLReportTests {
  private func page(
    _ recording: ScoredRecording, heading: ReportHeading = ReportHeading(recording: "r", model: "m"),
    contributions: @escaping (Int) -> [TagShare] = { _ in [] }
  ) throws -> String {
    let report = try DetectionReport(judging: recording, options: EvaluationOptions(period: 60))
    return HTMLReport(report, of: recording, heading: heading, contributions: contributions).html()
  }

  @Test func `Names from outside cannot become markup anywhere on the page`() throws {
    let attack = "\"><script>alert(1)</script><img src=x onerror='alert(2)'>&\u{0}"
    let recording = try ScoredRecording(
      seriesNames: [attack], seriesIndices: [0, 0, 0, 0], sequences: [0, 1, 2, 3],
      labels: [false, true, false, false], events: ["", attack, "", ""],
      detectors: [
        ScoredDetector(name: attack, scores: [0, 2, 0, 3]), ScoredDetector(name: attack, scores: [.nan, 2, 0, 3]),
      ])
    let heading = ReportHeading(recording: attack, model: attack, digest: attack, program: attack)
    let html = try page(recording, heading: heading) { _ in [TagShare(tag: attack, share: 0.5)] }
    #expect(!html.contains("<script") && !html.contains("<img") && !html.contains("onerror='"))
    #expect(!html.contains("\"><script") && !html.contains("\u{0}"))
    #expect(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
    #expect(unbalanced(html) == nil)
  }

  @Test(arguments: ["a\"b", "a'b", "a<b", "a>b", "a&b", "a\u{1}b", "a\nb"])
  func `Every character with a meaning in markup is escaped`(_ text: String) {
    let escaped = HTMLText.escape(text)
    for character in "\"'<>\u{1}\n" { #expect(!escaped.contains(character)) }
    #expect(!escaped.replacing("&amp;", with: "").replacing("&lt;", with: "").contains("&b"))
  }

  @Test func `The page loads nothing and runs nothing`() throws {
    let html = try page(Recordings.random(rows: 500, series: 3, seed: 1))
    for word in ["http:", "https:", "src=", "@import", "url(", "<script", "<link", "javascript:", "onclick", "onload"] {
      #expect(!html.contains(word), "\(word)")
    }
    #expect(html.contains("default-src 'none'"))
    #expect(html.contains("prefers-color-scheme:dark") && html.contains("@media print"))
  }

  @Test func `Every element that opens closes, with and without events`() throws {
    #expect(unbalanced(try page(Recordings.random(rows: 500, series: 9, seed: 2))) == nil)
    #expect(unbalanced(try page(Recordings.drawn(["..."]))) == nil)
    #expect(unbalanced(try page(Recordings.drawn(["AXA"]))) == nil)
    #expect(unbalanced(try page(Recordings.drawn(["A", "."]))) == nil)
  }

  @Test func `Many rows in many series with alarms everywhere stay below 2 MB and say what is left out`() throws {
    let rows = 350_000
    var random = SeededGenerator(seed: 9)
    let labels = (0..<rows).map { $0 % 97 < 20 }
    let scores = labels.map { random.uniform() * ($0 ? 1.8 : 1.3) }
    let recording = try ScoredRecording(
      seriesNames: (0..<500).map { "series \($0)" }, seriesIndices: (0..<rows).map { Int32($0 / 700) },
      sequences: Array(0..<rows), labels: labels,
      detectors: [ScoredDetector(name: "x", scores: scores), ScoredDetector(name: "y", scores: scores)])
    var asked = 0
    let html = try page(recording) { _ in
      asked += 1
      return [TagShare(tag: "LIT101", share: 0.7)]
    }
    #expect(html.utf8.count <= 2_000_000)
    #expect(asked <= EventSection.limit + FalseAlarmSection.limit)
    #expect(html.contains("40 of 500 series are shown"))
    #expect(html.contains("500 of ") && html.contains("The 200 strongest of "))
  }

  @Test func `Series with events or alarms are shown before silent ones`() throws {
    let silent = Array(repeating: "....", count: 60)
    let html = try page(Recordings.drawn(silent + ["..A."]))
    #expect(html.contains("<bdi>s60</bdi>"))
    #expect(html.contains("<bdi>s38</bdi>") && !html.contains("<bdi>s39</bdi>"))
  }

  @Test func `A missed event is marked in words and not by colour alone`() throws {
    let html = try page(Recordings.drawn(["..XX..XA.."]))
    #expect(html.contains("✕ missed") && html.contains("✓ after 1 row<"))
    #expect(html.contains("Found 1 of 2 events"))
  }

  /// The first tag that does not match its partner; `nil` when all do.
  private func unbalanced(_ html: String) -> String? {
    var open: [Substring] = []
    var rest = html[...].dropFirst("<!DOCTYPE html>".count)
    while let start = rest.firstIndex(of: "<") {
      guard let end = rest[start...].firstIndex(of: ">") else { return String(rest[start...].prefix(80)) }
      let tag = rest[rest.index(after: start)..<end]
      rest = rest[rest.index(after: end)...]
      if tag.hasSuffix("/") { continue }
      if tag.hasPrefix("/") {
        guard open.popLast() == tag.dropFirst() else { return String(tag) }
      } else {
        open.append(tag.prefix { $0 != " " && $0 != "\n" })
      }
    }
    return open.last.map(String.init)
  }
}
