internal import TwinEvaluation
internal import TwinTestbeds

/// What the demo says, in plain words.
struct DemoText {
  let style: Style

  func opening(_ demo: WaterCellDemo) -> [String] {
    [
      style.title("Secure-AI Twin: a simulated water-treatment cell, learned and then attacked"),
      style.dim("supply ─MV101─FIT101─▶ T101 (LIT101) ─P101─FIT201─▶ T301 (LIT301) ─P301─FIT301─▶ consumers"),
      "",
      style.strong("1  Record")
        + "  \(TrainingText.number(demo.days)) days of normal operation, then two days in which "
        + "an attacker is at work (seed \(demo.seed))",
    ]
  }

  func recorded(_ recorded: WaterCellDemo.Recorded) -> [String] {
    [
      "   \(recorded.normalRows) + \(recorded.testRows) rows × \(recorded.tags.count) tags, one row every "
        + "\(TrainingText.number(recorded.period)) s",
      "",
      style.strong("2  Learn") + "   what is normal, from the normal rows alone; no label, no configuration",
    ]
  }

  func trained(_ trained: Training.Outcome) -> [String] {
    TrainingText(trained, path: "").expectations.map { "   " + $0 } + [
      "",
      style.strong("3  Judge") + "   the two days with the attacks, row by row, at that threshold",
      "",
    ]
  }

  func judged(_ result: DemoResult, _ judged: Judging.Outcome) -> [String] {
    result.attacks.flatMap { lines(of: $0) } + judged.report.briefTable().map { "   " + $0 }
  }

  func closing(_ demo: WaterCellDemo) -> [String] {
    [
      "", style.strong("4  Go on"),
      "   \(demo.reportFile)  opens in any browser: scores over time, events, curves",
      "   sat score --model \(demo.modelFile) --recording \(demo.testFile) --output scores.csv",
      "   sat evaluate --model \(demo.modelFile) --recording \(demo.testFile)",
      "   sat site check \(demo.siteFile)",
    ]
  }

  private func lines(of attack: DemoResult.Attack) -> [String] {
    let verdict =
      attack.delaySeconds.map { style.good("found \(Self.delay($0))") } ?? style.bad("not found")
    let alone = attack.autoencoderDelaySeconds.map(Self.delay) ?? "not"
    let tags = attack.tags.map { "\($0.tag) \(Int(($0.share * 100).rounded())) %" }.joined(separator: ", ")
    return [
      "   " + style.strong(attack.id) + "  \(Self.span(attack.startSeconds, attack.endSeconds))  "
        + verdict + style.dim(" (autoencoder alone: \(alone))"),
      "     what happens   \(attack.summary)",
      "     what shows it  \(tags.isEmpty ? "–" : tags)",
      "",
    ]
  }

  /// Seconds since the recording began, as day and time of day.
  private static func span(_ start: Double, _ end: Double) -> String {
    let isOneDay = Int(start / 86_400) == Int(end / 86_400)
    return "day \(day(start)), \(clock(start)) to \(isOneDay ? "" : "day \(day(end)), ")\(clock(end))"
  }

  private static func day(_ seconds: Double) -> Int { Int(seconds / 86_400) + 1 }

  private static func clock(_ seconds: Double) -> String {
    let minutes = Int(seconds / 60) % 1440
    return [minutes / 60, minutes % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
  }

  private static func delay(_ seconds: Double) -> String {
    if seconds == 0 { return "at once" }
    return "after " + (seconds < 120 ? "\(TrainingText.number(seconds)) s" : "\(TrainingText.number(seconds / 60)) min")
  }
}
