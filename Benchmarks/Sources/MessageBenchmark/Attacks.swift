import TwinDetection
import TwinModel
import TwinTestbeds

/// Recall and delay for every variant of the attacks that could show in messages.
struct Attacks {
  let plant: Testbed
  let seed: UInt64
  let baseline: MessageBaseline
  let types: [AttackType]

  /// Seconds before an attack, and how long it lasts.
  private static let before = 3720.0
  private static let lasting = 3600.0
  private static let floodLasting = 20.0

  init(_ plant: Testbed, seed: UInt64, _ baseline: MessageBaseline, types: [String]) {
    self.plant = plant
    self.seed = seed
    self.baseline = baseline
    let chosen = types.compactMap { AttackType(rawValue: $0) }
    self.types =
      chosen.isEmpty
      ? [.flooding, .maskedActuation, .replay, .rogueNode, .unauthorisedCommand, .supplyChain] : chosen
  }

  func run() throws {
    for type in types {
      for variant in plant.variants(of: type) {
        for level in variant.levels where level < .whiteBox { try run(type, variant, level) }
      }
    }
  }

  private func run(_ type: AttackType, _ variant: AttackVariant, _ level: AttackLevel) throws {
    let duration = type == .flooding ? Self.floodLasting : Self.lasting
    let hours = (Self.before + duration + 60) / 3600
    var attacks: [any Attack] = []
    var attackers: [any NetworkAttack] = []
    let isOnNetwork = MessageScenario.variants(of: type).contains { $0.number == variant.number }
    do {
      if isOnNetwork {
        attackers = [
          try MessageScenario(
            on: plant, type: type, variant: variant.number, level: level, seed: seed, start: Self.before,
            duration: duration, run: hours * 3600
          ).attack
        ]
      } else {
        attacks = [
          try plant.scenario(
            type, variant: variant.number, level: level, seed: seed, start: Self.before, duration: duration,
            run: hours * 3600
          ).attack
        ]
      }
    } catch {
      say("\(plant.name)\t\(type.rawValue)-\(variant.number)\tL\(level.rawValue)\tnot possible: \(error)")
      return
    }
    var stream = try Stream(plant, seed: seed, hours: hours, attacks: attacks, attackers: attackers)
    var watch = Watch(baseline)
    watch.begin = attackers.first?.truth.start ?? attacks.first?.truth.start ?? Self.before
    while let messages = stream.next() { for message in messages { watch.observe(message) } }
    let place = isOnNetwork ? "messages" : "signals"
    let head = "\(plant.name)\t\(type.rawValue)-\(variant.number)\tL\(level.rawValue)\t\(place)\tseed \(seed)"
    guard let first = watch.alarms.first else { return say("\(head)\tmissed") }
    say(
      "\(head)\tfound after \(rounded(first.first - watch.begin)) s\t"
        + watch.alarms.map { $0.detectors.joined(separator: ",") }.joined(separator: " | "))
  }
}
