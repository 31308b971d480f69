internal import Foundation
internal import TwinConnectors
internal import TwinDetection
internal import TwinModel
internal import TwinTestbeds

/// A plant under attack, watched live: records normal operation, learns it, then follows the plant row by row.
struct LiveDemo {
  let demonstration: LiveDemonstration
  let folder: DemoFolder
  let progress: Progress
  let style: Style
  /// How the spectator is told.
  let telling: LiveTeller.Telling

  var modelFile: String { folder.file("\(demonstration.testbed.name).satmodel") }

  /// The whole demonstration.
  func run() throws(Failure) -> LiveResult {
    try folder.create()
    try writeFile(folder.file("site.yaml"), Array(demonstration.testbed.site.yaml.utf8))
    try tell([style.title("Secure-AI Twin: \(demonstration.testbed.summary)"), ""])
    let days = Wording.number(demonstration.normalDays)
    try tell(["Simulating \(days) days of normal operation, seed \(demonstration.seed) …"])
    let normalRows = try recordNormal()
    try tell(["Learning \(normalRows) rows, one every \(Wording.span(demonstration.rowPeriod)) …"])
    let trained = try train()
    try tell(TrainingText(trained, path: "").expectations + [""])
    let result = try watch(trained, normalRows: normalRows)
    try writeFile(folder.file("figures.json"), Array((jsonText(result) + "\n").utf8))
    try tell([""] + LiveTable(result: result, style: style).lines + [""])
    try tell(["Recordings, model, site and figures are in \(folder.path)."])
    return result
  }

  private func recordNormal() throws(Failure) -> Int {
    var run: any TestbedRun
    do throws(TestbedError) { run = try demonstration.normal() } catch { throw Failure(error) }
    return try folder.write("normal.csv.gz", tags: run.tags, isLabelled: false, progress: progress) { run.next() }
  }

  private func train() throws(Failure) -> Training.Outcome {
    defer { progress.end() }
    let outcome = try Training(
      recordings: [folder.file("normal.csv.gz")],
      options: TrainingOptions(seed: demonstration.seed, threads: ProcessInfo.processInfo.activeProcessorCount)
    ).run(progress)
    try writeFile(modelFile, outcome.bytes)
    return outcome
  }

  /// Follows the plant under attack, row by row.
  private func watch(_ trained: Training.Outcome, normalRows: Int) throws(Failure) -> LiveResult {
    var traced: TracedRun
    do throws(TestbedError) { traced = try demonstration.attacked() } catch { throw Failure(error) }
    var file = try DemoRecording(path: folder.file("test.csv.gz"), tags: traced.run.tags, isLabelled: true)
    var watch = LiveWatch(model: trained.model, site: demonstration.testbed.site, truths: traced.run.truths)
    var teller = LiveTeller(
      demonstration, tags: trained.model.tags, rows: Int(traced.run.duration / traced.run.rowPeriod), telling: telling,
      style: style)
    while !demonstration.isOver(traced), let block = traced.next(1) {
      let time = Double(file.rows) * traced.run.rowPeriod
      for row in 0..<block.count {
        let frame = block.frame(at: row)
        let happenings = watch.observe(frame, event: block.events[row], at: time)
        try teller.tell(frame, watch, happenings, event: block.events[row], at: time)
      }
      try file.append(block)
    }
    let (rows, end) = (file.rows, traced.run.time)
    try file.finish()
    try teller.end(watch.finish(at: end), at: end)
    return result(trained, watch, traced, normalRows: normalRows, rows: rows)
  }

  private func result(
    _ trained: Training.Outcome, _ watch: LiveWatch, _ traced: TracedRun, normalRows: Int, rows: Int
  ) -> LiveResult {
    let attacks = traced.consequences.map { consequence in
      LiveResult.Attack(
        consequence, foundAt: watch.finds[consequence.truth.id],
        tags: watch.suspects[consequence.truth.id]?.tags ?? [])
    }
    return LiveResult(
      plant: demonstration.testbed.name, seed: demonstration.seed, folder: folder.path, modelSha256: trained.digest,
      normalRows: normalRows, watchedRows: rows, rowPeriodSeconds: traced.run.rowPeriod, attacks: attacks,
      falseAlarms: watch.falseAlarms,
      impairments: traced.run.impairments.map { "\($0.kind.rawValue), \($0.subject)" })
  }

  private func tell(_ lines: [String]) throws(Failure) {
    if telling != .nothing { try printResult(lines.joined(separator: "\n")) }
  }
}
