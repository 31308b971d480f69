internal import Foundation
internal import TwinConnectors
internal import TwinDetection
internal import TwinEvaluation
internal import TwinModel
internal import TwinTestbeds

/// The main job on the water cell, step by step; every step leaves its files and does what the commands do.
struct WaterCellDemo {
  /// Where files go.
  let folder: DemoFolder
  let seed: UInt64
  /// Days of normal operation.
  let days: Double
  let progress: Progress

  /// What the plant did.
  struct Recorded {
    var tags: [String]
    var normalRows: Int
    var testRows: Int
    var period: Double
    var truths: [AttackTruth]
  }

  var normalFile: String { folder.file("normal.csv.gz") }
  var testFile: String { folder.file("test.csv.gz") }
  var siteFile: String { folder.file("site.yaml") }
  var modelFile: String { folder.file("water-cell.satmodel") }
  var reportFile: String { folder.file("report.html") }
  var figuresFile: String { folder.file("figures.json") }

  /// Makes the folder and describes the plant in it.
  func prepare() throws(Failure) {
    try folder.create()
    try writeFile(siteFile, Array(WaterCell.site.yaml.utf8))
  }

  /// Simulates the plant in normal operation, and once more under attack.
  func record() throws(Failure) -> Recorded {
    let plant = Demonstration(seed: seed, normalDays: days)
    let (normal, test) = (plant.normal, plant.test)
    return Recorded(
      tags: normal.tags, normalRows: try write(normal, to: "normal.csv.gz"),
      testRows: try write(test, to: "test.csv.gz"), period: normal.rowPeriod, truths: test.truths)
  }

  /// Learns normal operation.
  func train() throws(Failure) -> Training.Outcome {
    defer { progress.end() }
    let outcome = try Training(
      recordings: [normalFile],
      options: TrainingOptions(seed: seed, threads: ProcessInfo.processInfo.activeProcessorCount)
    ).run(progress)
    try writeFile(modelFile, outcome.bytes)
    return outcome
  }

  /// Scores the recording with the attacks and judges the scores by the labels, which nothing saw before.
  func judge(_ trained: Training.Outcome) throws(Failure) -> Judging.Outcome {
    defer { progress.end() }
    let outcome = try Judging(
      model: trained.model, digest: trained.digest, modelName: (modelFile as NSString).lastPathComponent,
      recording: testFile
    ).run(progress)
    try writeFile(reportFile, Array(outcome.page.html().utf8))
    try writeFile(figuresFile, Array(outcome.report.json().utf8))
    return outcome
  }

  private func write(_ recording: WaterCell.Recording, to name: String) throws(Failure) -> Int {
    var recording = recording
    return try folder.write(
      name, tags: recording.tags, isLabelled: !recording.truths.isEmpty, progress: progress
    ) { recording.next() }
  }
}
