internal import Foundation
internal import Synchronization
internal import TwinEvaluation
internal import TwinTestbeds

/// Does one testbed's part of an experiment on several threads, and keeps every finding as soon as it is there.
struct PlantExperiment {
  let experiment: DetectionExperiment
  let testbed: Testbed
  let threads: Int
  let progress: Progress
  /// Where trained plants are kept; `nil` where they are not.
  let files: PlantFiles?

  /// What the threads share.
  private struct Shared {
    var next = 0
    var findings: [DetectionExperiment.Finding?]
    var failure: Failure?
  }

  /// The figures of the testbed.
  func section(_ record: FindingRecord) throws(Failure) -> ExperimentReport.PlantSection {
    let plant = try trained()
    let jobs = experiment.jobs(on: testbed)
    let shared = Mutex(Shared(findings: jobs.map { record.finding(of: $0, on: testbed.name) }))
    let keeping = record.keeper
    DispatchQueue.concurrentPerform(iterations: min(threads, max(jobs.count, 1))) { _ in
      while let index = Self.next(shared, of: jobs.count) {
        do {
          let finding = try experiment.finding(jobs[index], on: plant) { note in progress.show(note) }
          try keeping.keep(finding, of: jobs[index], on: testbed.name)
          shared.withLock { $0.findings[index] = finding }
        } catch {
          shared.withLock { $0.failure = $0.failure ?? (error as? Failure) ?? Failure("\(error)") }
        }
      }
    }
    var section = ExperimentReport.PlantSection(plant)
    let (findings, failure) = shared.withLock { ($0.findings, $0.failure) }
    if let failure { throw failure }
    for case .some(let finding) in findings { section.add(finding) }
    return section
  }

  /// The next job that is not done; none once something has failed.
  private static func next(_ shared: borrowing Mutex<Shared>, of count: Int) -> Int? {
    shared.withLock { shared in
      while shared.next < count, shared.failure == nil {
        shared.next += 1
        if shared.findings[shared.next - 1] == nil { return shared.next - 1 }
      }
      return nil
    }
  }

  private func trained() throws(Failure) -> TrainedPlant {
    let setting = experiment.setting(of: testbed)
    if let known = try files?.plant(testbed, setting, seed: experiment.trainingSeed) { return known }
    let plant = try train(setting)
    try files?.keep(plant, seed: experiment.trainingSeed)
    return plant
  }

  private func train(_ setting: ExperimentSetting) throws(Failure) -> TrainedPlant {
    let school =
      setting.isNetworked
      ? MonitoredMessages(
        of: testbed.communication, days: setting.trainingDays,
        falseAlarmsPerDay: setting.falseAlarmsPerDay) : nil
    do throws(ExperimentError) {
      return try TrainedPlant.trained(
        testbed, setting, seed: experiment.trainingSeed, school: school, threads: threads
      ) { share in progress.show("\(testbed.name): normal operation to learn from, \(Int(share * 100)) %") }
    } catch {
      throw Failure(error)
    }
  }
}
