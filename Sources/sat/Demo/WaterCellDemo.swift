internal import Foundation
internal import TwinConnectors
internal import TwinDetection
internal import TwinEvaluation
internal import TwinModel
internal import TwinTestbeds

/// The main job on the water cell, step by step; every step leaves its files and does what the commands do.
struct WaterCellDemo {
  /// Where files go.
  let folder: String
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

  var normalFile: String { path("normal.csv.gz") }
  var testFile: String { path("test.csv.gz") }
  var siteFile: String { path("site.yaml") }
  var modelFile: String { path("water-cell.satmodel") }
  var reportFile: String { path("report.html") }
  var figuresFile: String { path("figures.json") }

  /// Makes the folder and describes the plant in it.
  func prepare() throws(Failure) {
    try createFolder()
    try writeFile(siteFile, Array(WaterCell.site.yaml.utf8))
  }

  /// Simulates the plant in normal operation, and once more under attack.
  func record() throws(Failure) -> Recorded {
    let plant = Demonstration(seed: seed, normalDays: days)
    let (normal, test) = (plant.normal, plant.test)
    return Recorded(
      tags: normal.tags, normalRows: try write(normal, to: normalFile), testRows: try write(test, to: testFile),
      period: normal.rowPeriod, truths: test.truths)
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

  /// Creates the folder and those that it lies in.
  private func createFolder() throws(Failure) {
    var path = folder.hasPrefix("/") ? "" : "."
    for part in folder.split(separator: "/") {
      path += "/" + part
      if mkdir(path, 0o777) != 0 && errno != EEXIST {
        let reason = String(cString: strerror(errno))
        throw Failure("\(folder): the folder cannot be created: \(reason); choose another --output")
      }
    }
  }

  private func write(_ recording: WaterCell.Recording, to path: String) throws(Failure) -> Int {
    defer { progress.end() }
    var rows = 0
    do throws(RecordingWriterError) {
      let layout = RecordingLayout(
        tags: recording.tags, hasTimes: true, hasLabels: !recording.truths.isEmpty, hasEvents: !recording.truths.isEmpty
      )
      var writer = try RecordingWriter(path: path, layout: layout)
      for block in recording {
        try writer.append(block)
        rows += block.count
        progress.show("simulating \(path): \(rows) rows")
      }
      try writer.finish()
    } catch {
      throw Failure(error)
    }
    return rows
  }

  private func path(_ name: String) -> String { folder.hasSuffix("/") ? folder + name : folder + "/" + name }
}
