import Foundation
import TwinConnectors
import TwinModel

/// Reads generated recordings with our reader and, where a Python with pandas is given, with `pandas.read_csv`
/// (`engine="c"`), alternating, and prints a Markdown table of medians.
///
///     swift run -c release RecordingBenchmark [--python PATH] [--megabytes 100] [--repeats 5] [--stream-megabytes 1000]
///
/// pandas 3 uses more than one core on plain files (CPU time 1.8 times wall time on two cores), our reader one; its
/// figures depend on what else the machine does. Run it under `taskset -c N` as well, for a comparison core by core.
@main
struct RecordingBenchmark {
  static func main() throws {
    let arguments = try Arguments(CommandLine.arguments.dropFirst())
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("recording-benchmark-\(getpid())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }

    print("| input | reader | MB/s, median of \(arguments.repeats) | min … max | ratio to pandas |")
    print("|---|---|---:|---:|---:|")
    for kind in GeneratedRecording.Kind.allCases {
      let plain = folder.appendingPathComponent("\(kind.rawValue).csv").path
      let packed = plain + ".gz"
      let megabytes = try GeneratedRecording.write(kind, to: plain, megabytes: arguments.megabytes)
      try GeneratedRecording.compress(plain, to: packed)
      for path in [plain, packed] {
        try compare(path, megabytes: megabytes, arguments)
      }
    }
    try reportMemory(megabytes: arguments.streamMegabytes)
  }

  /// Times both readers on one file, taking turns.
  static func compare(_ path: String, megabytes: Double, _ arguments: Arguments) throws {
    var ours: [Double] = []
    var pandas: [Double] = []
    for _ in 0..<arguments.repeats {
      ours.append(megabytes / (try secondsToRead(path)))
      if let python = arguments.python { pandas.append(megabytes / (try secondsInPandas(path, python: python))) }
    }
    let name = "\(String(format: "%.0f", megabytes)) MB " + (path as NSString).lastPathComponent
    let ratio = pandas.isEmpty ? "-" : String(format: "%.2f", median(ours) / median(pandas))
    print("| \(name) | RecordingReader | \(spread(ours)) | \(ratio) |")
    if !pandas.isEmpty { print("| \(name) | pandas | \(spread(pandas)) | 1 |") }
  }

  static func secondsToRead(_ path: String) throws -> Double {
    let start = ContinuousClock.now
    var reader = try RecordingReader(path: path)
    var block = FrameBlock(tags: reader.tags)
    var sum = 0.0
    while try reader.refill(&block) { sum += block.values[0] }
    let elapsed = ContinuousClock.now - start
    precondition(sum.isFinite)
    return elapsed / .seconds(1)
  }

  static func secondsInPandas(_ path: String, python: String) throws -> Double {
    let script = """
      import sys, time, pandas
      start = time.perf_counter()
      pandas.read_csv(sys.argv[1], engine="c")
      print(time.perf_counter() - start)
      """
    let process = Process()
    process.executableURL = URL(fileURLWithPath: python)
    process.arguments = ["-c", script, path]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard let seconds = Double(String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines))
    else { throw Arguments.Mistake(message: "\(python) cannot read \(path) with pandas") }
    return seconds
  }

  /// Reads an endless-looking stream made on the fly and says by how much the process grew.
  static func reportMemory(megabytes: Int) throws {
    var reader = try RecordingReader(
      source: GeneratedRecording.Stream(megabytes: megabytes), named: "stream.csv")
    var block = FrameBlock(tags: reader.tags)
    _ = try reader.refill(&block)
    let before = residentMegabytes()
    while try reader.refill(&block) {}
    let grown = residentMegabytes() - before
    print("\nA stream of \(megabytes) MB (\(reader.summary.rows) rows): resident memory grew by \(grown) MB.")
  }

  static func residentMegabytes() -> Int {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") } ?? ""
    return (line.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) } ?? 0) / 1024
  }

  static func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

  static func spread(_ values: [Double]) -> String {
    String(format: "%.0f | %.0f … %.0f", median(values), values.min() ?? 0, values.max() ?? 0)
  }
}
