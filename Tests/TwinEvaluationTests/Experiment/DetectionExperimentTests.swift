import Foundation
import Testing
import TwinTestbeds

@testable import TwinEvaluation

/// An experiment of minutes on the water cell, without its network.
@Suite struct DetectionExperimentTests {
  private static let setting: ExperimentSetting = {
    var setting = ExperimentSetting(
      rowPeriod: 4, trainingDays: 0.05, normalRunDays: 0.02, warmUp: 1200, window: 600, listening: 300,
      attackDuration: 600, isNetworked: false)
    setting.offDelay = 0
    return setting
  }()

  private static func experiment(
    _ types: [AttackType] = [.falseData, .maskedActuation], seeds: [UInt64] = [3], normalDays: Double = 0.03
  ) throws -> DetectionExperiment {
    try DetectionExperiment(
      testbeds: [.waterCell], types: types, levels: [.naive, .insideLimits], seeds: seeds, normalDays: normalDays,
      settings: ["water-cell": setting])
  }

  private static let plant = Result {
    try TrainedPlant.trained(.waterCell, setting, seed: try experiment().trainingSeed)
  }

  private static func section(_ experiment: DetectionExperiment) throws -> ExperimentReport.PlantSection {
    let plant = try plant.get()
    var section = ExperimentReport.PlantSection(plant)
    for job in experiment.jobs(on: .waterCell) { section.add(try experiment.finding(job, on: plant)) }
    return section
  }

  @Test func `impossible measurements are found, and every attack has a finding`() throws {
    let experiment = try Self.experiment()
    let section = try Self.section(experiment)
    let events = ExperimentEvent.all(
      on: .waterCell, types: experiment.types, levels: experiment.levels, seeds: [3])
    #expect(section.events.map(\.event) == events && events.count == 18)
    let naive = section.events.filter { $0.event.type == .falseData && $0.event.level == .naive }
    #expect(naive.allSatisfy { $0.isFoundInTime(by: .ensemble) && !$0.isWithoutTrace }, "\(naive)")
    #expect(naive.allSatisfy { ($0.delay(.ensemble) ?? -1) >= 0 && $0.firstReport ?? 0 >= $0.start })
    #expect(section.watchers == [.autoencoder, .ensemble, .twin])
    #expect(abs(section.normalDays - 0.03) < 1e-9 && section.normal.map(\.rows) == [432, 216])
  }

  @Test func `the same experiment gives the same findings`() throws {
    let experiment = try Self.experiment([.falseData], normalDays: 0)
    #expect(try Self.section(experiment).events == Self.section(experiment).events)
  }

  @Test func `an attack without a trace is told apart and counts for nobody`() {
    var finding = EventFinding(
      testbed: "t", event: .init(type: .maskedActuation, variant: 1, level: .insideLimits, seed: 1), summary: "",
      start: 10,
      end: 100, watchedUntil: 100, forgedMessages: 0, alarms: [:], tags: [])
    let traceless = finding
    finding.firstReport = 20
    finding.firstViolation = 50
    finding.alarms = ["twin": 60, "ensemble": 49]
    let findings = [traceless, finding]
    let twin = EventFigures(findings, .twin)
    let ensemble = EventFigures(findings, .ensemble)
    #expect(twin.events == 1 && twin.withoutTrace == 1 && twin.found == 1 && twin.inTime == 0)
    #expect(ensemble.inTime == 1 && ensemble.medianDelay == 39 && ensemble.shareInTime == 1)
    #expect(EventFigures(findings, .autoencoder).recall == 0)
  }

  @Test func `the report names testbed, watchers and types, in all three forms`() throws {
    let experiment = try Self.experiment([.falseData], normalDays: 0.02)
    var report = ExperimentReport(of: experiment, version: "1")
    report.plants = [try Self.section(experiment)]
    for text in [report.markdown, report.html] {
      for word in ["water-cell", "ensemble with twin", "A1 False data injection", "L1", "100.0 %"] {
        #expect(text.contains(word), "\(word)")
      }
    }
    let decoded = try JSONDecoder().decode(ExperimentReport.self, from: JSONEncoder().encode(report))
    #expect(decoded.plants[0].events == report.plants[0].events)
    #expect(report.summaryText.contains("autoencoder alone"))
  }

  @Test func `what cannot be is refused`() {
    func refuses(_ make: () throws -> DetectionExperiment, _ words: String) {
      #expect { try make() } throws: { "\($0)".contains(words) }
    }
    refuses({ try Self.experiment(seeds: []) }, "zero seeds")
    refuses({ try Self.experiment([]) }, "no type")
    refuses({ try Self.experiment(normalDays: -1) }, "between 0 and 3660")
    refuses(
      {
        try DetectionExperiment(
          testbeds: [.waterCell], types: [.flooding], levels: [.whiteBox], seeds: [1], normalDays: 0)
      }, "water-cell knows none of the chosen types")
    refuses({ try DetectionExperiment(testbeds: [], levels: [.naive], seeds: [1], normalDays: 0) }, "no testbed")
  }
}
