import TwinModel

/// An attack of the catalogue on a plant, ready for a run.
///
///     let scenario = try AttackScenario(
///       on: WaterCell.attackSurface, type: .maskedActuation, variant: 2, level: .insideLimits, seed: 7, start: 36_000,
///       duration: 3600)
///     let loop = WaterCell.loop(seed: 1, attacks: [scenario.attack])
///
/// Attacks are combined by giving a run several of them; those that stand nearer to the process come first. A flood as
/// cover for a masked actuation is `[masked.attack, flood.attack]`.
public struct AttackScenario: Sendable {
  /// The type.
  public let type: AttackType
  /// The variant.
  public let variant: AttackVariant
  /// How much the attacker knows.
  public let level: AttackLevel
  /// What does it.
  public let attack: any Attack

  /// What is really done.
  public var truth: AttackTruth { attack.truth }

  /// Draws an attack.
  ///
  /// - Parameter surface: the plant and what is known about it.
  /// - Parameter variant: number within the type.
  /// - Parameter seed: decides target and sizes. The same seed gives the same attack.
  /// - Parameter start: seconds since the run began.
  /// - Parameter duration: seconds, > 0.
  /// - Parameter target: a sensor, actuator or set point that it shall aim at; `nil` leaves it to the seed.
  /// - Parameter run: seconds that the run lasts, within which the attack must lie; `nil` for no such check.
  /// - Parameter id: the event's name in recordings; `nil` for one made of type, variant and level.
  /// - Parameter oracle: the detector that an attacker of level 2 may and one of level 3 must play against.
  public init(
    on surface: AttackSurface, type: AttackType, variant number: Int, level: AttackLevel, seed: UInt64, start: Double,
    duration: Double, target: String? = nil, run: Double? = nil, id: String? = nil,
    oracle: (any DetectorOracle)? = nil
  ) throws(AttackError) {
    let variant = try type.variant(number)
    guard variant.levels.contains(level) else {
      throw .unknownLevel(level, of: type, variant: number, known: variant.levels)
    }
    if level == .whiteBox && oracle == nil { throw .missingOracle(level) }
    let draft = try AttackDraft(
      on: surface, type, variant, level: level, seed: seed, start: start, duration: duration, target: target, run: run,
      id: id, oracle: oracle)
    self.type = type
    self.variant = variant
    self.level = level
    attack = try Self.attack(draft)
  }

  private static func attack(_ draft: AttackDraft) throws(AttackError) -> any Attack {
    let number = draft.variant.number
    switch draft.type {
    case .falseData:
      guard let shape = FalseData.Shape(rawValue: number) else { return try FalseState(draft) }
      return try FalseData(draft, shape: shape)
    case .flooding: return try Flood(draft)
    case .poisoning:
      guard let lesson = PoisonedTraining.Lesson(rawValue: number) else { return try PoisonedUpdate(draft) }
      return try PoisonedTraining(draft, lesson: lesson)
    case .maskedActuation:
      switch number {
      case 1: return try MaskedActuation(draft, mask: .replay)
      case 2: return try MaskedActuation(draft, mask: .freeze)
      case 3: return try MaskedActuation(draft, mask: .synthetic)
      case 4: return try MaskedActuation(draft, mask: .replay, movesSetpoint: true)
      default: return try CovertActuation(draft)
      }
    case .replay: return try Replay(draft, manner: Replay.Manner(rawValue: number) ?? .window)
    case .rogueNode: return try RogueNode(draft, entrance: RogueNode.Entrance(rawValue: number) ?? .takeover)
    case .unauthorisedCommand:
      return try UnauthorisedCommand(draft, order: UnauthorisedCommand.Order(rawValue: number) ?? .setpoint)
    case .supplyChain:
      guard let payload = CompromisedUpdate.Payload(rawValue: number) else { return try TriggeredFirmware(draft) }
      return try CompromisedUpdate(draft, payload: payload)
    }
  }
}
