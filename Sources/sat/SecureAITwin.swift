internal import ArgumentParser
internal import Foundation

/// The command line: parses arguments, calls, prints.
@main
struct SecureAITwin: ParsableCommand {
  static let version = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "sat",
    abstract: "Guards an industrial plant and its digital twin.",
    discussion: """
      See it work on a simulated plant under attack:

        sat demo

      Learn what is normal, then watch for what is not:

        sat train    --recording normal.csv.gz --output plant.satmodel
        sat evaluate --model plant.satmodel --recording labelled.csv.gz
        sat score    --model plant.satmodel --recording other.csv.gz --output scores.csv

      Exit status: 0 success, 1 a check that was asked for failed, 2 bad usage or bad input.
      """,
    version: version,
    subcommands: [
      DemoCommand.self, TrainCommand.self, ScoreCommand.self, EvaluateCommand.self, ExplainCommand.self,
      SiteCommand.self, TestbedCommand.self, AttackCommand.self, ExperimentCommand.self, LedgerCommand.self,
    ])

  /// Runs the command; every failure is one line on standard error and exit status 2.
  static func main() {
    withExtendedLifetime(Interruption()) {
      do {
        var command = try parseAsRoot()
        try command.run()
      } catch {
        end(by: error)
      }
    }
  }

  private static func end(by error: any Error) -> Never {
    let code = exitCode(for: error)
    if code.isSuccess {
      print(fullMessage(for: error))
      Foundation.exit(0)
    }
    if error is ExitCode { Foundation.exit(code.rawValue) }
    complain(line(for: error))
    Foundation.exit(2)
  }

  private static func line(for error: any Error) -> String {
    if let failure = error as? Failure { return failure.description }
    let text = fullMessage(for: error)
    let first = text.split(separator: "\n").first.map(String.init) ?? "the command failed"
    return first.hasPrefix("Error: ") ? String(first.dropFirst(7)) + " (see --help)" : first
  }
}
