internal import ArgumentParser
internal import Foundation
internal import TwinDiagnosis
internal import TwinEvaluation
internal import TwinModel
internal import TwinTestbeds

/// `sat experiment diagnosis`: everything that can happen to a plant, and what diagnosis makes of it.
struct DiagnosisExperimentCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diagnosis",
    abstract: "Attack the testbeds, let things go wrong without harm meant, and judge what diagnosis says.",
    discussion: """
      A testbed is run in normal operation over its network and learned from. Then every variant of every chosen type of
      attack happens to a run of its own, and every benign trouble; each outcome is added to the file, with how the incident
      behaved, so that identification can be learned from some seeds ('sat experiment identification') and judged on
      others. Finished outcomes in the file are kept and not computed again. A seed is one plant's luck: seeds 1 to 99 are for
      development, figures come from 2000 on.

      Examples:
        sat experiment diagnosis --testbed water-cell --seeds 2000-2003 --outcomes outcomes.jsonl
        sat experiment diagnosis --figures-only --seeds 2000-2999 --outcomes outcomes.jsonl \
          --identification identification.json
      """)

  @Option(parsing: .upToNextOption, help: "Testbeds.")
  var testbed = ["water-cell", "tennessee-eastman", "city"]
  @Option(parsing: .upToNextOption, help: "Types of attack, A1 to A8.")
  var types = ["A1", "A2", "A4", "A5", "A6", "A7", "A8"]
  @Option(parsing: .upToNextOption, help: "Levels: 0 naive, 1 inside limits, 2 model-aware.")
  var levels = [0, 1]
  @Option(help: ArgumentHelp("Seeds, such as 2000-2003 or 1,5,9.", valueName: "seeds"))
  var seeds = SeedList([2000, 2001])
  @Option(help: ArgumentHelp("Outcomes, a line of JSON each; made where it does not exist.", valueName: "file"))
  var outcomes: String
  @Flag(help: "Let everything arrive at once instead of over the network: a hundred times as fast, without messages.")
  var direct = false
  @Option(help: "Cases that are computed side by side.")
  var threads = 2
  @Flag(help: "Compute nothing; judge what the file holds.")
  var figuresOnly = false
  @Option(help: "Ask this many ticks after opening instead of at the end.")
  var age: Int?
  @Option(
    help: ArgumentHelp("What 'sat experiment identification' learned; without it nothing is judged.", valueName: "file")
  )
  var identification: String?

  func run() throws {
    guard (1...64).contains(threads) else { throw Failure("--threads must be between 1 and 64, not \(threads)") }
    let kinds = try types.map { name throws(Failure) in
      guard let kind = AttackType(rawValue: name.uppercased()) else {
        throw Failure("--types \(name) does not exist; choose from A1 to A8")
      }
      return kind
    }
    let chosen = try levels.map { number throws(Failure) in
      guard let level = AttackLevel(rawValue: number), level < .whiteBox else {
        throw Failure("--levels \(number): choose 0, 1 or 2; level 3 plays against a detector")
      }
      return level
    }
    var log = try OutcomeLog(path: outcomes)
    if !figuresOnly {
      for name in testbed { try compute(try Testbed.found(name), kinds, chosen, &log) }
    }
    let wanted = Set(seeds.seeds)
    let judged = log.outcomes.filter { outcome in
      wanted.contains(outcome.seed) && testbed.contains(outcome.testbed)
        && (outcome.kind == .benign
          || (levels.contains(outcome.level) && types.contains { outcome.name.hasPrefix($0.uppercased()) }))
    }
    guard !judged.isEmpty else { throw Failure("\(outcomes) holds no outcome of these testbeds, types and seeds") }
    guard let identification else {
      return try printResult("\(judged.count) outcomes in \(outcomes); judge them with --identification")
    }
    let identifier = try readIdentification(identification)
    let figures = DiagnosisFigures(judged, by: identifier, age: age)
    try printResult(figures.text)
  }

  private func compute(
    _ plant: Testbed, _ types: [AttackType], _ levels: [AttackLevel], _ log: inout OutcomeLog
  ) throws(Failure) {
    let cases = DiagnosisCase.all(on: plant, types: types, levels: levels, seeds: seeds.seeds, isNetworked: !direct)
      .filter { !log.holds($0, on: plant.name) }
    guard !cases.isEmpty else { return }
    let progress = Progress()
    progress.show("\(plant.name): learning normal operation …")
    let guarded: GuardedPlant
    var setting = DiagnosisSetting(for: plant)
    setting.isNetworked = !direct
    do throws(DiagnosisError) { guarded = try GuardedPlant(learning: plant, setting: setting, threads: threads) } catch
    {
      throw Failure("\(plant.name): \(error)")
    }
    var done = 0
    while done < cases.count {
      let batch = Array(cases[done..<min(cases.count, done + threads)])
      for result in results(of: batch, on: guarded) {
        switch result {
        case .success(let outcome): try log.append(outcome)
        case .failure(let error): warn("\(plant.name): \(error)")
        }
      }
      done += batch.count
      progress.show("\(plant.name): \(done) of \(cases.count) cases")
    }
    progress.end()
  }

  private func results(
    of batch: [DiagnosisCase], on plant: GuardedPlant
  ) -> [Result<DiagnosisOutcome, DiagnosisError>] {
    if batch.count == 1 { return batch.map { result(of: $0, on: plant) } }
    let results = Gathered<Result<DiagnosisOutcome, DiagnosisError>>(count: batch.count)
    DispatchQueue.concurrentPerform(iterations: batch.count) { index in
      results.set(result(of: batch[index], on: plant), at: index)
    }
    return results.all
  }

  private func result(of trial: DiagnosisCase, on plant: GuardedPlant) -> Result<DiagnosisOutcome, DiagnosisError> {
    Result { () throws(DiagnosisError) in try plant.outcome(of: trial) }
  }
}
