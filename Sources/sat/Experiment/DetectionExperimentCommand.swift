internal import ArgumentParser
internal import Foundation
internal import TwinEvaluation
internal import TwinTestbeds

/// `sat experiment detection`: attacks × levels × variants × seeds, and days of normal operation.
struct DetectionExperimentCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "detection",
    abstract: "Attack the testbeds in every way, and count what is found, how soon, and at how many false alarms.",
    discussion: """
      Each testbed is run in normal operation and learned from; then every attack of the catalogue happens to a run with
      another seed, and days of normal operation are watched for false alarms. Everything goes over the plants'
      communication networks. Four watchers look on: the autoencoder alone, the ensemble without and with the twin's
      physics, and with what is heard on the network. The folder gets report.md, report.html, report.json and
      findings.jsonl, to which every finished part is added; --resume takes it up again.

      Examples:
        sat experiment detection --output results
        sat experiment detection --testbed water-cell --types A1 A4 --levels 0 1 --seeds 1-3 --normal-days 2 --output quick
      """)

  @Option(parsing: .upToNextOption, help: "Testbeds; tennessee-eastman, grid and city unless chosen.")
  var testbed: [String] = []
  @Option(parsing: .upToNextOption, help: "Types of attack, A1 to A8; all unless chosen.")
  var types: [String] = []
  @Option(
    parsing: .upToNextOption,
    help: "Levels: 0 naive, 1 inside limits, 2 model-aware, 3 white-box; 0, 1 and 2 unless chosen.")
  var levels: [Int] = []
  @Option(help: ArgumentHelp("Seeds, such as 1000-1003 or 1,5,9.", valueName: "seeds"))
  var seeds = SeedList([1, 2])
  @Option(parsing: .unconditional, help: "Days of normal operation of each testbed.")
  var normalDays = 30.0
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Time from row to row; the testbeds' own unless chosen.", valueName: "10s"))
  var period: Period?
  @Option(parsing: .unconditional, help: "Days of normal operation to learn from; the testbeds' own unless chosen.")
  var trainingDays: Double?
  @Option(
    parsing: .unconditional,
    help: "False alarms a day for which watchers are calibrated; the testbeds' own unless chosen.")
  var falseAlarmsPerDay: Double?
  @Flag(help: "Let everything arrive at once instead of over the network: twenty times as fast, without messages.")
  var direct = false
  @Flag(help: "Also find the largest lie about each measurement that stays silent for good.")
  var bounds = false
  @Option(parsing: .unconditional, help: "Parts that are computed side by side.")
  var threads = 2
  @Option(help: ArgumentHelp("Folder for the report.", valueName: "folder"))
  var output: String
  @Option(
    help: ArgumentHelp(
      "Folder of trained plants: used where they are there, else trained and kept.", valueName: "folder"))
  var plants: String?
  @Flag(help: "Keep the finished parts that the folder holds, and do the rest.")
  var resume = false
  @Flag(help: "Print the report as JSON.")
  var json = false

  func validate() throws {
    guard (1...64).contains(threads) else { throw Failure("--threads must be between 1 and 64, not \(threads)") }
  }

  func run() throws {
    let experiment = try experiment()
    let folder = DemoFolder(path: output)
    try folder.create()
    let progress = Progress()
    let record = try FindingRecord(path: folder.file("findings.jsonl"), of: experiment, resumes: resume)
    var report = ExperimentReport(of: experiment, version: SecureAITwin.version)
    for testbed in experiment.testbeds {
      report.plants.append(
        try PlantExperiment(
          experiment: experiment, testbed: testbed, threads: threads, progress: progress,
          files: plants.map { PlantFiles(folder: DemoFolder(path: $0)) }
        )
        .section(record))
      progress.end()
    }
    try writeFile(folder.file("report.md"), Array(report.markdown.utf8))
    try writeFile(folder.file("report.html"), Array(report.html.utf8))
    let text = try jsonText(report)
    try writeFile(folder.file("report.json"), Array(text.utf8))
    try printResult(json ? text : report.summaryText + "\nWrote \(folder.file("report.md")), .html and .json.")
  }

  private func experiment() throws(Failure) -> DetectionExperiment {
    var plants: [Testbed] = []
    for name in testbed.isEmpty ? ["tennessee-eastman", "grid", "city"] : testbed {
      let found = try Testbed.found(name)
      if !plants.contains(where: { $0.name == found.name }) { plants.append(found) }
    }
    var chosen: [AttackType] = []
    for type in types {
      guard let known = AttackType(rawValue: type.uppercased()) else {
        throw Failure("--types \(type) does not exist; choose among A1 to A8")
      }
      chosen.append(known)
    }
    var grades: [AttackLevel] = []
    for level in levels.isEmpty ? [0, 1, 2] : levels {
      guard let known = AttackLevel(rawValue: level) else {
        throw Failure("--levels \(level) does not exist; choose among 0, 1, 2 and 3")
      }
      grades.append(known)
    }
    var settings: [String: ExperimentSetting] = [:]
    for plant in plants {
      var setting = ExperimentSetting.usual(for: plant.name)
      setting.isNetworked = !direct
      setting.rowPeriod = period?.seconds ?? setting.rowPeriod
      setting.trainingDays = trainingDays ?? setting.trainingDays
      setting.falseAlarmsPerDay = falseAlarmsPerDay ?? setting.falseAlarmsPerDay
      settings[plant.name] = setting
    }
    do throws(ExperimentError) {
      return try DetectionExperiment(
        testbeds: plants, types: chosen.isEmpty ? AttackType.allCases : chosen, levels: grades, seeds: seeds.seeds,
        normalDays: normalDays, findsBounds: bounds, settings: settings)
    } catch {
      throw Failure(error)
    }
  }
}
