import Foundation
import Roofline
import TwinConnectors
import TwinDetection
import TwinModel
import TwinTestbeds

/// Measures the detectors on one core (training on two) and prints a Markdown table.
///
///     swift run -c release DetectionBenchmark [--python PATH] [--recording FILE] [--stream-rows 10000000]
///
/// The Python given must have onnx, onnxruntime and numpy; it runs the same network, in turns, with one thread.
/// Training is timed on the recording given, else on C-Town where the shared recordings lie beside the project, else on
/// the simulated water cell.
@main
struct DetectionBenchmark {
  static func main() throws {
    let arguments = try Arguments(CommandLine.arguments.dropFirst())
    print("| measured | figure | bar |")
    print("|---|---:|---:|")
    try reportTraining(arguments)
    var frames = SimulatedFrames(seed: 1)
    var rows = TrainingRows(tags: SimulatedFrames.tags)
    rows.append(frames.block(5000))
    let model = try DetectorTraining.train(on: rows, options: TrainingOptions(period: 60, threads: 2))
    row("model of 50 tags, file", String(format: "%.0f kB", Double(model.encoded().count) / 1000), "-")
    reportObserve(model, frames.block(4096))
    reportBatch(model, frames.block(4096), arguments)
    try reportNetwork(arguments)
    reportStream(model, frames.block(4096), arguments)
  }

  static func row(_ name: String, _ figure: String, _ bar: String) { print("| \(name) | \(figure) | \(bar) |") }

  // MARK: - Training

  static func reportTraining(_ arguments: Arguments) throws {
    let (name, rows, period) = try trainingRows(arguments)
    var seconds: [Double] = []
    for _ in 0..<3 {
      let start = ContinuousClock.now
      _ = try DetectorTraining.train(on: rows, options: TrainingOptions(period: period, threads: 2))
      seconds.append((ContinuousClock.now - start) / .seconds(1))
    }
    row(
      "training on \(name), \(rows.count) rows × \(rows.tags.count) tags, two threads, median of 3",
      String(format: "%.2f s", median(seconds)), "≤ 10 s")
  }

  static func trainingRows(_ arguments: Arguments) throws -> (String, TrainingRows, period: Double) {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../../..")
    let shared = ProcessInfo.processInfo.environment["SAT_SHARED"] ?? root.appendingPathComponent("../shared").path
    let path = arguments.recording ?? shared + "/recordings/ctown/train.csv.gz"
    guard FileManager.default.fileExists(atPath: path) else {
      let cell = Demonstration().normal
      var rows = TrainingRows(tags: cell.tags)
      for block in cell { rows.append(block) }
      return ("the simulated water cell", rows, cell.rowPeriod)
    }
    var reader = try RecordingReader(path: path)
    var rows = TrainingRows(tags: reader.tags)
    while let block = try reader.nextBlock() { rows.append(block) }
    let parts = path.split(separator: "/").suffix(2).joined(separator: "/")
    return (parts, rows, reader.summary.rowPeriod ?? 900)
  }

  // MARK: - Scoring

  static func reportObserve(_ model: DetectorModel, _ block: FrameBlock) {
    let frames = (0..<block.count).map { row in
      var frame = block.frame(at: row)
      frame.sequence = row
      return frame
    }
    var detector = AnomalyDetector(model: model)
    var seconds: [Double] = []
    var alarms = 0
    for turn in 0..<20 {
      for (index, frame) in frames.enumerated() {
        var next = frame
        next.sequence = turn * frames.count + index
        let start = ContinuousClock.now
        let assessment = detector.observe(next)
        seconds.append((ContinuousClock.now - start) / .seconds(1))
        alarms += assessment.isAlarm ? 1 : 0
      }
    }
    seconds.sort()
    let count = seconds.count
    row(
      "`observe` of a 50-tag frame, ensemble and contributions, median of \(count) (99 %)",
      String(format: "%.2f µs (%.2f µs)", seconds[count / 2] * 1e6, seconds[count * 99 / 100] * 1e6), "≤ 5 µs")
  }

  static func reportBatch(_ model: DetectorModel, _ block: FrameBlock, _ arguments: Arguments) {
    var detector = AnomalyDetector(model: model)
    var result = ScoreBlock()
    for wantsContributions in [false, true] {
      var seconds: [Double] = []
      for _ in 0..<arguments.repeats {
        let start = ContinuousClock.now
        for _ in 0..<10 { detector.score(block, wantsContributions: wantsContributions, into: &result) }
        seconds.append((ContinuousClock.now - start) / .seconds(1) / Double(10 * block.count))
      }
      row(
        "batch scoring \(wantsContributions ? "with" : "without") contributions, per row, median of \(arguments.repeats)",
        String(format: "%.3f µs", median(seconds) * 1e6), "≤ 1 µs")
    }
  }

  static func reportStream(_ model: DetectorModel, _ block: FrameBlock, _ arguments: Arguments) {
    var detector = AnomalyDetector(model: model)
    var result = ScoreBlock()
    detector.score(block, into: &result)
    let before = residentKilobytes()
    let start = ContinuousClock.now
    var rows = 0
    while rows < arguments.streamRows {
      detector.score(block, into: &result)
      rows += block.count
    }
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    row(
      "a stream of \(rows) rows with contributions, resident memory grown by",
      "\(residentKilobytes() - before) kB (\(String(format: "%.1f", seconds)) s)", "constant")
  }

  // MARK: - The dense forward pass

  static func reportNetwork(_ arguments: Arguments) throws {
    let batches = [1, 256]
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("detection-benchmark-\(getpid())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var network = DenseNetwork(seed: 5, capacity: batches[1])
    let peer = try arguments.python.map {
      try OnnxPeer(python: $0, network: network, rows: batches[1], folder: folder)
    }
    var roofline: [Double] = []
    var ours: [[Double]] = [[], []]
    var theirs: [[Double]] = [[], []]
    for _ in 0..<arguments.repeats {
      roofline.append(measureRoofline())
      for (index, rows) in batches.enumerated() {
        let calls = 200_000 / rows
        ours[index].append(measure(&network, rows: rows, calls: calls))
        guard let peer else { continue }
        let run = try peer.run(rows: rows, calls: calls)
        theirs[index].append(run.seconds)
        try compare(run.firstRow, network.outputs(rows: 1))
      }
    }
    peer?.stop()
    row("roofline: fused multiply-adds in registers", String(format: "%.1f GFLOP/s", median(roofline)), "-")
    for (index, rows) in batches.enumerated() {
      let seconds = median(ours[index])
      let rate = Double(DenseNetwork.operations * rows) / seconds / 1e9
      let name = "dense forward pass \(DenseNetwork.shape.map(String.init).joined(separator: "→")), batch \(rows)"
      row(
        name,
        String(format: "%.2f µs, %.1f GFLOP/s, %.2f of the roofline", seconds * 1e6, rate, rate / median(roofline)), "-"
      )
      guard let peer else { continue }
      let other = median(theirs[index])
      row(
        "\(peer.version), the same network, one thread, batch \(rows)",
        String(format: "%.2f µs: %.2f times as long", other * 1e6, other / seconds), "-")
    }
  }

  static func measure(_ network: inout DenseNetwork, rows: Int, calls: Int) -> Double {
    network.run(rows: rows)
    let start = ContinuousClock.now
    for _ in 0..<calls { network.run(rows: rows) }
    return (ContinuousClock.now - start) / .seconds(1) / Double(calls)
  }

  static func measureRoofline() -> Double {
    let steps = 2_000_000
    let start = ContinuousClock.now
    let sum = sat_roofline_f32(steps, 0.999, 0.001)
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    precondition(sum.isFinite)
    return Double(steps) * 640 / seconds / 1e9
  }

  /// Both must compute the same, or the comparison says nothing.
  static func compare(_ theirs: [Float], _ ours: [Float]) throws {
    let difference = zip(theirs, ours).map { abs($0 - $1) }.max() ?? .infinity
    guard theirs.count == ours.count, difference < 1e-3 else {
      throw Arguments.Mistake(message: "the peer computes something else (difference \(difference))")
    }
  }

  // MARK: - Figures

  static func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

  static func residentKilobytes() -> Int {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") } ?? ""
    return line.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) } ?? 0
  }
}
