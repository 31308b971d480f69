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
        sat experiment diagnosis --testbed grid --seeds 3000 --normal-days 30
        sat experiment diagnosis --testbed city --seeds 3000 --campaign-hours 24
        sat experiment diagnosis --figures-only --seeds 2000-2999 --outcomes outcomes.jsonl \
          --identification identification.json
      """)

  @Option(parsing: .upToNextOption, help: "Testbeds.")
  var testbed = ["water-cell", "tennessee-eastman", "city"]
  @Option(parsing: .upToNextOption, help: "Types of attack, A1 to A8.")
  var types = ["A1", "A2", "A4", "A5", "A6", "A7", "A8"]
  @Option(
    parsing: .upToNextOption,
    help: "Levels: 0 naive, 1 inside limits, 2 model-aware, 3 white-box, against the plant's own autoencoder.")
  var levels = [0, 1]
  @Option(help: ArgumentHelp("Seeds, such as 2000-2003 or 1,5,9.", valueName: "seeds"))
  var seeds = SeedList([2000, 2001])
  @Option(help: ArgumentHelp("Outcomes, a line of JSON each; made where it does not exist.", valueName: "file"))
  var outcomes: String?
  @Option(
    parsing: .unconditional,
    help: "Watch so many days of normal operation instead, in which everything is a false alarm.")
  var normalDays: Double?
  @Option(
    parsing: .unconditional,
    help: "Attack each plant for so many hours instead, one attack after another, and count what the operator is told.")
  var campaignHours: Double?
  @Flag(help: "Let everything arrive at once instead of over the network: a hundred times as fast, without messages.")
  var direct = false
  @Option(help: "Cases that are computed side by side.")
  var threads = 2
  @Option(parsing: .unconditional, help: "Days of normal operation to learn from; the testbeds' own unless chosen.")
  var learnedDays: Double?
  @Flag(help: "Compute nothing; judge what the file holds.")
  var figuresOnly = false
  @Option(help: "Ask this many ticks after opening instead of at the end.")
  var age: Int?
  @Option(
    help: ArgumentHelp("What 'sat experiment identification' learned, instead of the program's own.", valueName: "file")
  )
  var identification: String?
  @Option(help: ArgumentHelp("Where to write the figures as a page.", valueName: "report.html"))
  var report: String?

  func run() throws {
    guard !seeds.seeds.contains(0) else { throw Failure("--seeds: seeds begin with 1; choose others") }
    guard learnedDays.map({ $0 > 0.1 && $0 <= 3650 }) ?? true else {
      throw Failure("--learned-days must be above 0.1 and at most 3650")
    }
    guard (1...64).contains(threads) else { throw Failure("--threads must be between 1 and 64, not \(threads)") }
    let kinds = try types.map { name throws(Failure) in
      guard let kind = AttackType(rawValue: name.uppercased()) else {
        throw Failure("--types \(name) does not exist; choose from A1 to A8")
      }
      return kind
    }
    let chosen = try levels.map { number throws(Failure) in
      guard let level = AttackLevel(rawValue: number) else {
        throw Failure("--levels \(number): choose 0, 1, 2 or 3")
      }
      return level
    }
    guard normalDays == nil || campaignHours == nil else {
      throw Failure("--normal-days and --campaign-hours are two experiments; choose one")
    }
    if let normalDays { return try watchNormal(days: normalDays) }
    if let campaignHours { return try attack(hours: campaignHours) }
    guard let outcomes else { throw Failure("name a file for outcomes with --outcomes") }
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
    let identifier: any IncidentIdentifying
    if let identification {
      identifier = try readIdentification(identification)
    } else if let shipped = IdentificationModel.shipped {
      identifier = shipped
    } else {
      return try printResult("\(judged.count) outcomes in \(outcomes); judge them with --identification")
    }
    let figures = DiagnosisFigures(judged, by: identifier, age: age)
    if let report {
      let seeds = wanted.sorted()
      let facts =
        "\(testbed.joined(separator: ", ")); \(types.joined(separator: ", ")) in levels "
        + levels.map(String.init).joined(separator: ", ") + ", and benign troubles; \(judged.count) runs, seeds "
        + "\(seeds.first ?? 0) to \(seeds.last ?? 0)."
      let page = DiagnosisSection(figures).page(
        title: "Diagnosis experiment", facts: facts, program: "Secure-AI Twin \(SecureAITwin.version)")
      try writeFile(report, Array(page.utf8))
    }
    try printResult(figures.text)
  }

  private func watchNormal(days: Double) throws {
    guard days > 0, days <= 3650 else { throw Failure("--normal-days must be above 0 and at most 3650, not \(days)") }
    let watches = try eachRun { (plant, seed, identifier, tell) throws(DiagnosisError) in
      try plant.normalWatch(seed: seed, days: days, identifier: identifier, progress: tell)
    }
    try printResult(watches.map(\.text).joined(separator: "\n"))
  }

  /// Watches campaigns; more than ten announcements in ten minutes, or evidence that is nowhere, is a failed check.
  private func attack(hours: Double) throws {
    guard hours > 0, hours <= 8760 else {
      throw Failure("--campaign-hours must be above 0 and at most 8760, not \(hours)")
    }
    let findings = try eachRun { (plant, seed, identifier, tell) throws(DiagnosisError) in
      try plant.campaign(seed: seed, hours: hours, identifier: identifier, progress: tell)
    }
    try printResult(findings.map(\.text).joined(separator: "\n"))
    guard findings.allSatisfy({ $0.load.mostAnnouncements <= 10 && $0.unaccounted == 0 }) else { throw ExitCode(1) }
  }

  /// What is found on each testbed with each seed.
  ///
  /// - Parameter find: given the plant, the seed, what names incidents, and what to tell the share that is done.
  private func eachRun<Found>(
    _ find: (GuardedPlant, UInt64, IdentificationModel?, (Double) -> Void) throws(DiagnosisError) -> Found
  ) throws(Failure) -> [Found] {
    let identifier = try identification.map(readIdentification) ?? IdentificationModel.shipped
    var all: [Found] = []
    for name in testbed {
      let plant = try Testbed.found(name)
      let guarded = try learned(plant)
      for seed in seeds.seeds {
        let progress = Progress()
        defer { progress.end() }
        do throws(DiagnosisError) {
          all.append(
            try find(guarded, seed, identifier) { share in
              progress.show("\(plant.name), seed \(seed): \(Int(share * 100)) %")
            })
        } catch { throw Failure("\(plant.name): \(error)") }
      }
    }
    return all
  }

  private func learned(_ plant: Testbed) throws(Failure) -> GuardedPlant {
    var setting = DiagnosisSetting(for: plant)
    setting.isNetworked = !direct
    if let learnedDays { setting.learned = learnedDays }
    let progress = Progress()
    progress.show("\(plant.name): learning normal operation …")
    defer { progress.end() }
    do throws(DiagnosisError) { return try GuardedPlant(learning: plant, setting: setting, threads: threads) } catch {
      throw Failure("\(plant.name): \(error)")
    }
  }

  private func compute(
    _ plant: Testbed, _ types: [AttackType], _ levels: [AttackLevel], _ log: inout OutcomeLog
  ) throws(Failure) {
    let cases = DiagnosisCase.all(on: plant, types: types, levels: levels, seeds: seeds.seeds, isNetworked: !direct)
      .filter { !log.holds($0, on: plant.name) }
    guard !cases.isEmpty else { return }
    let guarded = try learned(plant)
    let progress = Progress()
    var done = 0
    for seed in seeds.seeds {
      let ofSeed = cases.filter { $0.seed == seed }
      guard !ofSeed.isEmpty else { continue }
      let warm = try warmed(guarded, seed)
      for begin in stride(from: 0, to: ofSeed.count, by: threads) {
        let batch = Array(ofSeed[begin..<min(ofSeed.count, begin + threads)])
        for result in results(of: batch, on: guarded, from: warm) {
          switch result {
          case .success(let outcome): try log.append(outcome)
          case .failure(let error): warn("\(plant.name): \(error)")
          }
        }
        done += batch.count
        progress.show("\(plant.name): \(done) of \(cases.count) cases")
      }
    }
    progress.end()
  }

  private func warmed(_ plant: GuardedPlant, _ seed: UInt64) throws(Failure) -> GuardedPlant.WarmRun {
    do throws(DiagnosisError) { return try plant.warmRun(seed: seed) } catch {
      throw Failure("\(plant.testbed.name): \(error)")
    }
  }

  private func results(
    of batch: [DiagnosisCase], on plant: GuardedPlant, from warm: GuardedPlant.WarmRun
  ) -> [Result<DiagnosisOutcome, DiagnosisError>] {
    if batch.count == 1 { return batch.map { result(of: $0, on: plant, from: warm) } }
    let results = Gathered<Result<DiagnosisOutcome, DiagnosisError>>(count: batch.count)
    DispatchQueue.concurrentPerform(iterations: batch.count) { index in
      results.set(result(of: batch[index], on: plant, from: warm), at: index)
    }
    return results.all
  }

  private func result(
    of trial: DiagnosisCase, on plant: GuardedPlant, from warm: GuardedPlant.WarmRun
  ) -> Result<DiagnosisOutcome, DiagnosisError> {
    Result { () throws(DiagnosisError) in try plant.outcome(of: trial, from: warm) }
  }
}

extension NormalWatch {
  /// In two lines.
  fileprivate var text: String {
    func rate(_ count: Int, _ hours: Double) -> String {
      "\((Double(count) / max(hours, 1e-9) * 1000).rounded() / 1000)"
    }
    let alarms = messageAlarms.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
    return
      "\(load.testbed), seed \(load.seed): \(load.hours / 24) days, \(load.nodes) machines: \(load.announcements) announcements "
      + "(\(rate(load.announcements, load.hours)) an hour, at most \(load.mostAnnouncements) in ten minutes), \(load.incidents) incidents; "
      + "\(rowsWithoutNews) of \(load.rows) rows without news\n  message alarms: \(messageAlarmCount) "
      + "(\(rate(messageAlarmCount, load.hours / 24)) a day)" + (alarms.isEmpty ? "" : ": " + alarms)
  }
}

extension CampaignFinding {
  /// In a few lines.
  fileprivate var text: String {
    """
    \(load.testbed), seed \(load.seed): \(load.hours) hours, \(load.nodes) machines, \(attacks) attacks, \(load.rows) rows: \(load.incidents) incidents, \
    \(load.announcements) announcements (\(summaries) summaries), at most \(load.mostAnnouncements) in ten minutes
      at most \(mostWaiting) waiting, the longest \(Int(longestWait)) s; \(unheard) closed before there was room
      \(pieces) pieces of evidence: \(recorded) in the record's incidents, \(setAside) context or followed by nothing, \
    \(unaccounted) unaccounted for; refused \(losses.unusable), duplicates \(losses.duplicate), crowded out \
    \(losses.crowdedOut)
    """
  }
}
