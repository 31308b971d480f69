import TwinDetection
import TwinModel
import TwinTestbeds

/// Sensors of the Tennessee Eastman process that lie to their controllers, which then move the process.
struct ProcessManipulations {
  static let kinds = ["bias", "ramp", "A1 constant", "A1 scale", "A1 ramp", "A1 noise", "A1 stuck"]
  private static let rowPeriod = 60.0
  private static let warmUp = 3 * 3600.0
  private static let lie = 3600.0

  let model: DetectorModel
  let deviations: [Double]

  init(hours: Double, seed: UInt64) throws {
    var training: TrainingRows?
    var sums: [(sum: Double, squares: Double, count: Double)] = []
    for block in try TennesseeEastman.recording(seed: seed, hours: hours, rowPeriod: Self.rowPeriod, isLabelled: false)
    {
      if training == nil { training = TrainingRows(tags: block.tags) }
      training?.append(block)
      if sums.isEmpty { sums = block.tags.map { _ in (0, 0, 0) } }
      for row in 0..<block.count {
        for (tag, value) in block.frame(at: row).values.enumerated() where value.isFinite {
          sums[tag].sum += value
          sums[tag].squares += value * value
          sums[tag].count += 1
        }
      }
    }
    deviations = sums.map { max(0, $0.squares / $0.count - $0.sum * $0.sum / $0.count / $0.count).squareRoot() }
    guard let training else { fatalError("a recording has rows") }
    model = try DetectorTraining.train(on: training, options: TrainingOptions(period: Self.rowPeriod, threads: 1))
  }

  /// A run in which one of the 22 continuous sensors lies; attacks of the catalogue choose among those that loops act
  /// upon.
  func manipulation(_ kind: String, number: Int, seed: UInt64) throws -> Manipulation {
    var random = SeededGenerator(seed: seed, stream: 77)
    let attack: any Attack
    if let shape = Self.kinds.firstIndex(of: kind), shape >= 2 {
      attack = try AttackScenario(
        on: TennesseeEastman.attackSurface, type: .falseData, variant: shape - 1,
        level: number % 2 == 0 ? .naive : .insideLimits, seed: seed, start: Self.warmUp, duration: Self.lie
      ).attack
    } else {
      let sensor = number % 22
      let name = "XMEAS\(sensor + 1)"
      let tag = model.tags.firstIndex(of: name) ?? 0
      let size = (3 + 7 * random.uniform()) * (random.uniform() < 0.5 ? -1 : 1)
      attack = try FalseMeasurement(
        id: "lie", on: TennesseeEastman.wiring, sensor: name, bias: size * deviations[tag],
        ramp: kind == "ramp" ? 600 + 1200 * random.uniform() : 0, start: Self.warmUp, duration: Self.lie)
    }
    let frames = try Self.frames(seed: seed, attacks: [attack])
    let honest = try Self.frames(seed: seed, attacks: [])
    return Manipulation(
      kind: kind, tags: attack.truth.targets.compactMap { model.tags.firstIndex(of: $0) }, frames: frames,
      honest: honest, onset: Int(Self.warmUp / Self.rowPeriod))
  }

  private static func frames(seed: UInt64, attacks: [any Attack]) throws -> [Frame] {
    var frames: [Frame] = []
    let recording = try TennesseeEastman.recording(
      seed: seed, hours: (warmUp + lie) / 3600, attacks: attacks, rowPeriod: rowPeriod, isLabelled: false)
    for block in recording { for row in 0..<block.count { frames.append(block.frame(at: row)) } }
    return frames
  }
}
