import TwinModel

/// An attack of the catalogue carried out message by message, for a run over a communication network.
///
///     let scenario = try MessageScenario(
///       on: .waterCell, type: .flooding, variant: 2, level: .insideLimits, seed: 7, start: 36_000, duration: 600)
///     var options = Testbed.Options(seed: 1, hours: 12)
///     options.network = Testbed.waterCell.network(seed: 1, attackers: [scenario.attack])
///
/// Types A2, A5, A6 and A7 live on the network; there they have these variants of the catalogue, with the same meaning:
/// all of A2, A5 and A6, and A7's direct write. At level 0 an attacker does not know the protocols' defences: it replays
/// with old transactions, signs with a wrong key. From level 1 on it answers what is asked and holds a stolen key; at
/// level 2 it keeps to bursts.
public struct MessageScenario: Sendable {
  /// What does it.
  public let attack: any NetworkAttack
  /// What is really done.
  public var truth: AttackTruth { attack.truth }

  /// The variants of a type that are carried out on the network.
  public static func variants(of type: AttackType) -> [AttackVariant] {
    switch type {
    case .flooding, .replay, .rogueNode: type.variants
    case .unauthorisedCommand: type.variants.filter { $0.number == 2 }
    case .falseData, .poisoning, .maskedActuation, .supplyChain: []
    }
  }

  /// Draws an attack; parameters as those of `AttackScenario`.
  public init(
    on testbed: Testbed, type: AttackType, variant number: Int, level: AttackLevel, seed: UInt64, start: Double,
    duration: Double, target: String? = nil, run: Double? = nil, id: String? = nil
  ) throws(AttackError) {
    let variants = Self.variants(of: type)
    guard let variant = variants.first(where: { $0.number == number }), let surface = testbed.attackSurface else {
      throw .unknownVariant(number, of: type, known: variants.map(\.number))
    }
    let levels = variant.levels.filter { $0 < .whiteBox }
    guard levels.contains(level) else { throw .unknownLevel(level, of: type, variant: number, known: levels) }
    let draft = try AttackDraft(
      on: surface, type, variant, level: level, seed: seed, start: start, duration: duration, target: target, run: run,
      id: id, oracle: nil)
    let plan = testbed.communication
    switch type {
    case .flooding: attack = try MessageFlood(draft, plan)
    case .replay: attack = try MessageReplay(draft, plan, manner: Replay.Manner(rawValue: number) ?? .window)
    case .rogueNode:
      attack = try ImpostorNode(draft, plan, entrance: RogueNode.Entrance(rawValue: number) ?? .takeover)
    default: attack = try ForgedCommand(draft, plan)
    }
  }
}

extension CommunicationPlan {
  /// The device to which a tag is wired; the PLC in charge where it is wired to that.
  func device(of signal: Int) -> Int {
    maps.indices.first { maps[$0]?.place(of: signal) != nil && topology.nodes[$0].role == .fieldDevice }
      ?? owners[signal]
  }

  /// Both hops of the link by which a node hangs on the rest.
  func accessHops(of node: Int) -> [Int] {
    topology.accessLink(of: node).map { [2 * $0, 2 * $0 + 1] } ?? []
  }

  /// The places of tags among the signals.
  func signals(_ names: [String]) throws(AttackError) -> [Int] {
    var places: [Int] = []
    for name in names {
      guard let place = signal(name) else { throw .unknownTarget(name, known: signals.map(\.name)) }
      places.append(place)
    }
    return places
  }
}
