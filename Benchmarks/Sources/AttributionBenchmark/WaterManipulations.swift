import TwinConnectors
import TwinDetection
import TwinModel

/// Lies injected into an unseen part of a recorded year of normal operation; nothing answers to them.
struct WaterManipulations {
  let tags: [String]
  let rows: [[Double]]
  /// Tags that vary in training, and the standard deviation of each.
  let deviations: [(tag: Int, deviation: Double)]
  /// The standard deviation of every tag, 0 for those that do not vary.
  var allDeviations: [Double] {
    var all = [Double](repeating: 0, count: tags.count)
    for (tag, deviation) in deviations { all[tag] = deviation }
    return all
  }

  /// Rows that training may see.
  let learned: Int
  private let times: [SourceTime]

  /// Rows before a lie, from which the detector begins.
  private static let before = 600
  /// Rows of a lie.
  private static let after = 48
  /// Kinds of lies.
  static let kinds = ["+2 sigma", "+4 sigma", "stuck", "replay", "two sensors"]

  init(recording: String) throws {
    var reader = try RecordingReader(path: recording)
    tags = reader.tags
    var rows: [[Double]] = []
    var times: [SourceTime] = []
    while let block = try reader.nextBlock() {
      for row in 0..<block.count { rows.append(block.frame(at: row).values) }
      times += block.sourceTimes
    }
    self.rows = rows
    self.times = times
    let learned = rows.count * 3 / 4
    self.learned = learned
    deviations = tags.indices.compactMap { tag in
      let values = rows[0..<learned].map { $0[tag] }
      let mean = values.reduce(0, +) / Double(learned)
      let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(learned)
      return variance > 1e-12 ? (tag, variance.squareRoot()) : nil
    }
  }

  /// Learns from the first three quarters of the year.
  func model() throws -> DetectorModel {
    var block = FrameBlock(tags: tags)
    for row in 0..<learned {
      block.append(series: "year", sequence: row, sourceTime: times.isEmpty ? nil : times[row], values: rows[row])
    }
    var training = TrainingRows(tags: tags)
    training.append(block)
    return try DetectorTraining.train(on: training, options: TrainingOptions(period: 3600, threads: 1))
  }

  /// The given share of the unseen quarter: development lies in its first half, the judged ones in the second.
  func manipulation(_ kind: String, number: Int, isJudged: Bool, using random: inout SeededGenerator) -> Manipulation {
    let unseen = rows.count - learned
    let middle = learned + unseen / 2
    let first = isJudged ? middle : learned
    let last = (isJudged ? rows.count : middle) - Self.after
    let onset = first + Int(random.uniform() * Double(last - first))
    let target = deviations[number % deviations.count]
    var targets = [target]
    if kind == "two sensors" {
      let other = Int(random.uniform() * Double(deviations.count - 1))
      targets.append(deviations[(number % deviations.count + 1 + other) % deviations.count])
    }
    let sign = random.uniform() < 0.5 ? -1.0 : 1.0
    let ago = 48 + Int(random.uniform() * 120)
    var frames: [Frame] = []
    for row in onset - Self.before..<onset + Self.after {
      var values = rows[row]
      for (tag, deviation) in targets where row >= onset {
        switch kind {
        case "+2 sigma": values[tag] += 2 * deviation
        case "+4 sigma": values[tag] += 4 * deviation
        case "stuck": values[tag] = rows[onset - 1][tag]
        case "replay": values[tag] = rows[row - ago][tag]
        default: values[tag] += sign * 3 * deviation
        }
      }
      frames.append(
        Frame(series: "year", sequence: row, sourceTime: times.isEmpty ? nil : times[row], values: values))
    }
    let honest = (onset - Self.before..<onset + Self.after).map { row in
      Frame(series: "year", sequence: row, sourceTime: times.isEmpty ? nil : times[row], values: rows[row])
    }
    return Manipulation(kind: kind, tags: targets.map(\.tag), frames: frames, honest: honest, onset: Self.before)
  }
}
