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

      With --network values travel over the plant's communication network; tags then have quality columns, since values
      may be old. --messages and --pcap say what was said on it, as JSON lines and as a capture for Wireshark.

      With --ground-truth the run is simulated a second time without each attack, from its beginning on, to find when it
      first shows in the plant and when a safety envelope is first left.

      Example:
        sat testbed run tennessee-eastman --seed 7 --hours 24 --output run.csv.gz
        sat testbed run water-cell --hours 24 --attack flood --at 10h --output run.csv --ground-truth truth.json
        sat testbed run grid --hours 1 --output run.csv --messages messages.jsonl.gz --pcap run.pcap
        sat testbed run city --hours 48 --attack A4 --level 2 --variant 3 --at 6h --for 8h --seed 7 --output run.csv.gz
        sat testbed run --water network.inp --output network.csv.gz
        sat testbed run --grid case.m --hours 6 --period 60s --output case.csv.gz
      """)

  @OptionGroup var simulation: SimulationArguments
  @Option(name: [.short, .long], help: ArgumentHelp("Where to write the recording.", valueName: "run.csv.gz"))
  var output: String
  @Option(help: ArgumentHelp("Where to write what the attacks really did, as JSON.", valueName: "truth.json"))
  var groundTruth: String?
  @Option(help: ArgumentHelp("Where to write the network's messages, as JSON lines.", valueName: "m.jsonl"))
  var messages: String?
  @Option(help: ArgumentHelp("Where to write the network's messages, as a packet capture.", valueName: "run.pcap"))
  var pcap: String?
  @Flag(help: "Print the result as JSON.")
  var json = false

  /// What was done, for programs.
  private struct Result: Encodable {
    var output: String
    @OrNull var groundTruth: String?
    @OrNull var messages: String?
    @OrNull var pcap: String?
    var run: RunOutcome
  }

  /// Rows that are written together.
  private static let blockRows = 128
  private var logsMessages: Bool { messages != nil || pcap != nil }

  func validate() throws {
    let paths = [output] + [groundTruth, messages, pcap].compactMap(\.self)
    if Set(paths).count < paths.count {
      throw Failure("two of --output, --ground-truth, --messages and --pcap name one file; name one each")
    }
    if simulation.water != nil && logsMessages {
      throw Failure("--messages and --pcap need a testbed's name or --grid; leave them out")
    }
  }

  func run() throws {
    var simulated = try Simulated(simulation, tracesAttacks: groundTruth != nil, logsMessages: logsMessages)
    let truth = try TruthFile(path: groundTruth)
    let progress = Progress(isSilent: json)
    let (rows, first) = try record(&simulated, progress)
    let outcome = RunOutcome(simulated, rows: rows, startTime: first.map(\.iso8601) ?? "")
    try truth.write(outcome)
    progress.end()
    let result = Result(output: output, groundTruth: groundTruth, messages: messages, pcap: pcap, run: outcome)
    try printResult(json ? jsonText(result) : outcome.text(output: output, isTraced: groundTruth != nil))
  }

  /// Writes the recording whole or not at all; the number of its rows and the time of the first.
  private func record(
    _ simulated: inout Simulated, _ progress: Progress
  ) throws(Failure) -> (rows: Int, first: SourceTime?) {
    var rows = 0
    var first: SourceTime?
    let layout = RecordingLayout(
      tags: simulated.recording.tags, hasTimes: true, hasQualities: simulated.communication != nil, hasLabels: true,
      hasEvents: true)
    var writer = try RecordingWriter(opening: output, layout: layout)
    var log = try MessageFiles(messages: messages, capture: pcap, of: simulated.communication)
    let total = Wording.span(simulated.recording.duration)
    var goesOn = true
    while goesOn {
      goesOn = simulated.recording.advance()
      if logsMessages { try log.write(simulated.recording.takeMessages()) }
      progress.show("simulated \(Wording.span(simulated.recording.time.rounded())) of \(total)")
      guard simulated.recording.pendingRows >= Self.blockRows || !goesOn else { continue }
      let block = simulated.recording.takeRows()
      first = first ?? block.sourceTimes.first
      rows += block.count
      try writer.add(block)
    }
    try log.commit()
    try writer.end()
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

extension RecordingWriter {
  /// Begins a recording; that it cannot be written is the user's to change.
  fileprivate init(opening path: String, layout: RecordingLayout) throws(Failure) {
    do throws(RecordingWriterError) { try self.init(path: path, layout: layout) } catch { throw Failure(error) }
  }

  fileprivate mutating func add(_ block: FrameBlock) throws(Failure) {
    do throws(RecordingWriterError) { try append(block) } catch { throw Failure(error) }
  }

  fileprivate consuming func end() throws(Failure) {
    do throws(RecordingWriterError) { try finish() } catch { throw Failure(error) }
  }
}
