import Foundation
import TwinDetection
import TwinDiagnosis
import TwinModel
import TwinTestbeds

/// How often an explanation names the tag that lies.
///
///     AttributionBenchmark --plant water --recording train.csv.gz [--judged 1] [--count 720]
///     AttributionBenchmark --plant process [--judged 1] [--count 220]
@main
struct AttributionBenchmark {
  static func main() throws {
    let options = Options()
    let isJudged = options["judged"] == "1"
    let kind = AnomalyDetector.Kind(rawValue: options["detector"] ?? "ensemble") ?? .ensemble
    var lines: [Explained] = []
    let model: DetectorModel
    let deviations: [Double]
    var background: [[Double]] = []
    switch options["plant"] ?? "water" {
    case "process":
      let count = options.number("count", 110)
      let process = try ProcessManipulations(hours: 96, seed: 5)
      model = process.model
      deviations = process.deviations
      let attributor = Attributor(tags: model.tags, site: TennesseeEastman.site)
      for (place, name) in ProcessManipulations.kinds.enumerated() {
        for number in 0..<count {
          let seed = UInt64((isJudged ? 500_000 : 100_000) + place * 10_000 + number)
          let manipulation = try process.manipulation(name, number: number, seed: seed)
          lines.append(
            Explained(manipulation, model: model, kind: kind, attributor: attributor, deviations: deviations))
        }
      }
    default:
      let count = options.number("count", 720)
      let water = try WaterManipulations(recording: options["recording"] ?? "train.csv.gz")
      model = try water.model()
      deviations = water.allDeviations
      background = stride(from: 0, to: water.learned, by: 32).map { water.rows[$0] }
      let attributor = Attributor(tags: model.tags)
      for (place, name) in WaterManipulations.kinds.enumerated() {
        var random = SeededGenerator(seed: isJudged ? 2000 : 1000, stream: UInt64(place))
        for number in 0..<count {
          let manipulation = water.manipulation(name, number: number, isJudged: isJudged, using: &random)
          lines.append(
            Explained(manipulation, model: model, kind: kind, attributor: attributor, deviations: deviations))
        }
      }
    }
    Tally(lines).print()
    if let folder = options["export"] { try export(lines, background: background, model: model, to: folder) }
    if let path = options["dump"] { try dump(lines, tags: model.tags, to: path) }
  }

  /// What other methods need to explain the same alarms: see `Peers/attribution_peers.py`.
  static func export(_ lines: [Explained], background: [[Double]], model: DetectorModel, to folder: String) throws {
    struct Case: Encodable {
      var kind: String
      var tags: [Int]
      var frame: [Double]
    }
    let encoder = JSONEncoder()
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
    var text = ""
    for line in lines {
      guard let frame = line.window?.frames.last else { continue }
      let entry = Case(kind: line.manipulation.kind, tags: line.manipulation.tags, frame: frame.values)
      text += String(decoding: try encoder.encode(entry), as: UTF8.self) + "\n"
    }
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try text.write(toFile: folder + "/cases.jsonl", atomically: true, encoding: .utf8)
    try encoder.encode(background).write(to: URL(fileURLWithPath: folder + "/normals.json"))
    try Data(model.encoded()).write(to: URL(fileURLWithPath: folder + "/model.satmodel"))
  }

  static func dump(_ lines: [Explained], tags: [String], to path: String) throws {
    var text = ""
    for line in lines where line.delay != nil {
      let rankings = line.attributions.map {
        $0.suspects.map { "\(tags[$0.tag]):\($0.share):\($0.firstRow ?? -1)" }.joined(separator: " ")
      }
      let steps = line.attributions.first?.counterfactual.steps.map { "\(tags[$0.tag]):\($0.after)" } ?? []
      text +=
        [
          line.manipulation.kind, line.manipulation.tags.map { tags[$0] }.joined(separator: "+"), "\(line.delay ?? -1)",
          "\(line.attributions.first?.counterfactual.before ?? 0)", steps.joined(separator: ","),
          (line.attributions.first?.gradientTags ?? []).map { tags[$0] }.joined(separator: " "),
          (line.others["shares"] ?? []).map { tags[$0] }.joined(separator: " "), rankings.joined(separator: "|"),
        ].joined(separator: "\t") + "\n"
    }
    try text.write(toFile: path, atomically: true, encoding: .utf8)
  }
}
