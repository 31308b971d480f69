internal import ArgumentParser
internal import TwinConnectors
internal import TwinModel
internal import TwinTestbeds

/// `sat testbed run`: simulates a plant and records what its historian would.
struct TestbedRunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Simulate a plant and record it.",
    discussion: """
      Writes CSV (gzipped when the name ends in .gz) with the columns series, step, ts, one for each tag, label and
      event. One seed gives one file, byte for byte. Memory does not grow with the length of the run.

      With --ground-truth the run is simulated a second time without each attack, from its beginning on, to find when it
      first shows in the plant and when a safety envelope is first left.

      Example:
        sat testbed run tennessee-eastman --seed 7 --hours 24 --output run.csv.gz
        sat testbed run water-cell --hours 24 --attack flood --at 10h --output run.csv --ground-truth truth.json
        sat testbed run city --hours 48 --attack A4 --level 2 --variant 3 --at 6h --for 8h --seed 7 --output run.csv.gz
        sat testbed run --water network.inp --output network.csv.gz
        sat testbed run --grid case.m --hours 6 --period 60s --output case.csv.gz
      """)

  @OptionGroup var simulation: SimulationArguments
  @Option(name: [.short, .long], help: ArgumentHelp("Where to write the recording.", valueName: "run.csv.gz"))
  var output: String
  @Option(help: ArgumentHelp("Where to write what the attacks really did, as JSON.", valueName: "truth.json"))
  var groundTruth: String?
  @Flag(help: "Print the result as JSON.")
  var json = false

  /// What was done, for programs.
  private struct Result: Encodable {
    var output: String
    @OrNull var groundTruth: String?
    var run: RunOutcome
  }

  /// Rows that are simulated between two looks at the clock.
  private static let blockRows = 128

  func validate() throws {
    if groundTruth == output { throw Failure("--output and --ground-truth name one file; name two") }
  }

  func run() throws {
    var simulated = try Simulated(simulation, tracesAttacks: groundTruth != nil)
    let truth = try TruthFile(path: groundTruth)
    let progress = Progress(isSilent: json)
    let (rows, first) = try record(&simulated, progress)
    let outcome = RunOutcome(simulated, rows: rows, startTime: first.map(\.iso8601) ?? "")
    try truth.write(outcome)
    progress.end()
    let result = Result(output: output, groundTruth: groundTruth, run: outcome)
    try printResult(json ? jsonText(result) : outcome.text(output: output, isTraced: groundTruth != nil))
  }

  /// Writes the recording whole or not at all; the number of its rows and the time of the first.
  private func record(
    _ simulated: inout Simulated, _ progress: Progress
  ) throws(Failure) -> (rows: Int, first: SourceTime?) {
    var rows = 0
    var first: SourceTime?
    do throws(RecordingWriterError) {
      let layout = RecordingLayout(tags: simulated.recording.tags, hasTimes: true, hasLabels: true, hasEvents: true)
      var writer = try RecordingWriter(path: output, layout: layout)
      let total = Wording.span(simulated.recording.duration)
      while let block = simulated.recording.next(Self.blockRows) {
        first = first ?? block.sourceTimes.first
        rows += block.count
        try writer.append(block)
        progress.show("simulated \(Wording.span(simulated.recording.time.rounded())) of \(total)")
      }
      try writer.finish()
    } catch {
      throw Failure(error)
    }
    return (rows, first)
  }
}

/// The ground-truth file, if one was asked for: opened before the work begins, so that a path that cannot be written is
/// found out at once.
private struct TruthFile: ~Copyable {
  private var file: OutputFile?

  init(path: String?) throws(Failure) {
    if let path { file = try OutputFile(path: path) } else { file = nil }
  }

  consuming func write(_ outcome: RunOutcome) throws(Failure) {
    guard var file else { return }
    try file.write(Array((jsonText(outcome) + "\n").utf8))
    try file.commit()
  }
}
