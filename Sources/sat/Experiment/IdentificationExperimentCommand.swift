internal import ArgumentParser
internal import Foundation
internal import TwinDiagnosis
internal import TwinEvaluation
internal import TwinModel

/// `sat experiment identification`: learns which incidents behave like which attacks.
struct IdentificationExperimentCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "identification",
    abstract: "Learn to identify attacks from outcomes of 'sat experiment diagnosis'.",
    discussion: """
      Learns from the seeds given, and holds every type out once to see whether it comes out as unknown.

      Example:
        sat experiment identification --outcomes outcomes.jsonl --seeds 1-99 --output identification.json
      """)

  @Option(help: ArgumentHelp("Outcomes of 'sat experiment diagnosis'.", valueName: "file"))
  var outcomes: String
  @Option(help: ArgumentHelp("Seeds to learn from.", valueName: "seeds"))
  var seeds = SeedList(Array(1...99))
  @Option(help: ArgumentHelp("Seeds to judge held-out types on.", valueName: "seeds"))
  var judged = SeedList(Array(1...99))
  @Option(parsing: .upToNextOption, help: "Levels to learn from.")
  var levels = [0, 1]
  @Option(help: ArgumentHelp("Where to write the model.", valueName: "file"))
  var output: String?
  @Flag(help: "Hold no type out.")
  var noHoldOut = false

  func run() throws {
    let log = try OutcomeLog(path: outcomes)
    let known = Set(seeds.seeds)
    let learned = log.outcomes.filter { known.contains($0.seed) && levels.contains($0.level) }
    let recipe = recipe(of: learned)
    let training = IdentificationTraining()
    let model: IdentificationModel
    do throws(IdentificationTraining.Failure) {
      model = try training.model(of: DiagnosisFigures.samples(of: learned), recipe: recipe)
    } catch { throw Failure("\(outcomes): \(error)") }
    if let output {
      try writeFile(output, Array(try identificationText(model).utf8))
    }
    var lines = ["learned \(learned.count) outcomes: temperature \(model.temperature)"]
    if !noHoldOut { lines += try heldOut(log.outcomes, training) }
    try printResult(lines.joined(separator: "\n"))
  }

  /// The commands that make these outcomes, and a model of them.
  private func recipe(of learned: [DiagnosisOutcome]) -> String {
    let levels = levels.map(String.init).joined(separator: " ")
    let runs = Dictionary(grouping: learned) { "\($0.testbed) \($0.seed)" }.values
    // Runs of one testbed with the same types are one command.
    let commands = Dictionary(grouping: runs) { run in
      let types = Set(run.compactMap(\.kind).filter(\.isAttack).map(\.rawValue)).sorted().joined(separator: " ")
      return "sat experiment diagnosis --testbed \(run[0].testbed) --types \(types) --levels \(levels)"
    }
    .sorted { $0.key < $1.key }
    .map { command, runs in command + " --seeds \(SeedList(runs.map { $0[0].seed }).text) --outcomes FILE" }
    return (commands + ["sat experiment identification --outcomes FILE --seeds \(seeds.text) --levels \(levels)"])
      .joined(separator: "; ") + " (\(learned.count) outcomes, \(SecureAITwin.version))"
  }

  /// Every type once not learned: how many of its incidents are unknown, and of the others.
  private func heldOut(
    _ outcomes: [DiagnosisOutcome], _ training: IdentificationTraining
  ) throws(Failure) -> [String] {
    let (known, fresh) = (Set(seeds.seeds), Set(judged.seeds))
    let learned = outcomes.filter { known.contains($0.seed) && levels.contains($0.level) }
    let tested = outcomes.filter { fresh.contains($0.seed) && levels.contains($0.level) && !$0.looks.isEmpty }
    var lines: [String] = []
    for kind in IncidentClass.allCases where kind != .unknown && learned.contains(where: { $0.kind == kind }) {
      let model: IdentificationModel
      do throws(IdentificationTraining.Failure) {
        model = try training.model(of: DiagnosisFigures.samples(of: learned.filter { $0.kind != kind }))
      } catch { throw Failure("without \(kind.rawValue): \(error)") }
      var counts: [IncidentClass: Int] = [:]
      var others = (unknown: 0, all: 0)
      for outcome in tested {
        guard let look = outcome.looks.last, outcome.kind != nil else { continue }
        let said = model.probabilities(of: look.signature).mostProbable
        if outcome.kind == kind {
          counts[said, default: 0] += 1
        } else {
          others.all += 1
          others.unknown += said == .unknown ? 1 : 0
        }
      }
      let all = counts.values.reduce(0, +)
      let named = counts.sorted { ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue) }
        .map { "\($0.key.rawValue) \($0.value)" }.joined(separator: ", ")
      let share = Double(counts[.unknown] ?? 0) / Double(max(1, all))
      lines.append(
        "\(kind.rawValue) held out: \((share * 1000).rounded() / 10) % of \(all) unknown (\(named)); "
          + "of the others \(others.unknown) of \(others.all)")
    }
    return lines
  }
}
