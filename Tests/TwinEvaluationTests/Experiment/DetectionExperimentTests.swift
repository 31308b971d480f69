import Foundation
import Testing
import TwinDetection
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

  @Test func `a plant that was kept finds what it found before`() throws {
    let plant = try Self.plant.get()
    let kept = TrainedPlant(
      .waterCell, Self.setting, learned: try DetectorModel(decoding: plant.learned.encoded()),
      twin: try DetectorModel(decoding: plant.twin.encoded()), messages: plant.messages)
    let events = ExperimentEvent.all(on: .waterCell, types: [.falseData], levels: [.whiteBox], seeds: [3])
    #expect(events.count == 5 && plant.messages == nil)
    #expect(try kept.eventFindings(events, seed: 3) == plant.eventFindings(events, seed: 3))
  }

  @Test func `the largest silent lie is one of the sizes that are tried, and moves the plant`() throws {
    let plant = try Self.plant.get()
    let bounds = try plant.boundFindings(seed: 3)
    #expect(bounds.map(\.sensor) == ["LIT101", "LIT301"])
    for bound in bounds {
      let (up, down) = (bound.silent[0], bound.silent[1])
      let most = 1.5 * bound.harmful + 1e-9
      #expect(up >= 0 && up <= most && down <= 0 && down >= -most, "\(bound)")
      // Six halvings of one and a half of the harmful lie.
      for size in [up, down] {
        let steps = size / (1.5 * bound.harmful) * 64
        #expect(abs(steps - steps.rounded()) < 1e-9)
      }
      #expect(bound.trueDeviation.allSatisfy { $0 >= 0 } && (up > 0 || bound.trueDeviation[0] == 0))
    }
    // Minutes of training find little: lies that feed on it are large, and have consequences.
    #expect(bounds.contains { ($0.trueDeviation.max() ?? 0) > 0.01 })
  }

  @Test func `an unharmed run does not differ from itself, and one with a lie does`() throws {
    var options = Testbed.Options(seed: 9, hours: 1)
    options.isLabelled = false
    let run = try Testbed.waterCell.run(options)
    let trace = UnharmedTrace(run, of: Testbed.waterCell.site)
    func compared(_ attacks: [any Attack]) -> UnharmedTrace.Comparison {
      var comparison = trace.comparison(of: "LIT101")
      var other = run.attacked(by: attacks, [], until: 3600)
      while other.advance() { comparison.observe(other) }
      return comparison
    }
    let same = compared([])
    #expect(same.largestDeviation == 0 && !same.isViolated)
    let wiring = try #require(Testbed.waterCell.attackSurface).wiring
    let lie = try FalseMeasurement(
      id: "lie", on: wiring, sensor: "LIT101", bias: -0.6, ramp: 0, start: 60, duration: 3500)
    let other = compared([lie])
    #expect(other.largestDeviation > 0.05 && other.isViolated, "\(other.largestDeviation)")
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
