extension AttackType {
  /// The ways to carry it out, by rising number.
  public var variants: [AttackVariant] {
    switch self {
    case .falseData: Self.falseDataVariants
    case .flooding: Self.floodingVariants
    case .poisoning: Self.poisoningVariants
    case .maskedActuation: Self.maskedActuationVariants
    case .replay: Self.replayVariants
    case .rogueNode: Self.rogueNodeVariants
    case .unauthorisedCommand: Self.unauthorisedCommandVariants
    case .supplyChain: Self.supplyChainVariants
    }
  }

  /// The variant of that number.
  public func variant(_ number: Int) throws(AttackError) -> AttackVariant {
    guard let variant = variants.first(where: { $0.number == number }) else {
      throw .unknownVariant(number, of: self, known: variants.map(\.number))
    }
    return variant
  }

  private static let everyLevel = AttackLevel.allCases
  private static let withoutOracle: [AttackLevel] = [.naive, .insideLimits, .modelAware]

  private static let falseDataVariants = [
    AttackVariant(1, "constant", "a constant is added to a measurement", at: .sensor, levels: everyLevel),
    AttackVariant(2, "scale", "a measurement is multiplied by a factor", at: .sensor, levels: everyLevel),
    AttackVariant(3, "ramp", "a growing bias is added to a measurement", at: .sensor, levels: everyLevel),
    AttackVariant(4, "noise", "noise is added to a measurement", at: .sensor, levels: everyLevel, needs: .loop),
    AttackVariant(5, "stuck", "a measurement stays where it was", at: .sensor, levels: everyLevel, needs: .loop),
    AttackVariant(
      6, "false state", "every meter that a false state of the grid would move is moved: a = H c", at: .gateway,
      levels: withoutOracle, movesProcess: false, needs: .stateEstimation),
  ]

  private static let floodingVariants = [
    AttackVariant(
      1, "link", "the link between field devices and controller is flooded", at: .link, levels: withoutOracle,
      needs: .loop),
    AttackVariant(
      2, "controller", "a controller is flooded: neither its inputs nor its outputs get through", at: .controller,
      levels: withoutOracle, needs: .loop),
    AttackVariant(
      3, "gateway", "the gateway is flooded: historian and twin hear nothing", at: .gateway, levels: withoutOracle,
      movesProcess: false),
  ]

  private static let poisoningVariants = [
    AttackVariant(
      1, "drift", "training data of one tag drift slowly", at: .gateway, levels: everyLevel, movesProcess: false),
    AttackVariant(
      2, "widened noise", "training data of one tag are noisier than the plant, so that thresholds rise", at: .gateway,
      levels: everyLevel, movesProcess: false),
    AttackVariant(
      3, "backdoor", "training data teach that a lie is normal whenever a trigger shows", at: .gateway,
      levels: everyLevel, movesProcess: false),
    AttackVariant(
      4, "model update", "a member of the federation sends an update that harms the common model",
      at: .federationMember, levels: withoutOracle, movesProcess: false),
  ]

  private static let maskedActuationVariants = [
    AttackVariant(
      1, "replayed mask", "actuators do harm while sensors play what they read before", at: .controller,
      levels: everyLevel, needs: .actuator),
    AttackVariant(
      2, "frozen mask", "actuators do harm while sensors stay where they were, with their own noise", at: .controller,
      levels: everyLevel, needs: .actuator),
    AttackVariant(
      3, "synthetic mask", "actuators do harm while sensors wander as they usually do", at: .controller,
      levels: everyLevel, needs: .actuator),
    AttackVariant(
      4, "masked set point", "a set point is moved while historian and operators see a replay", at: .controller,
      levels: everyLevel, needs: .setpoint),
    AttackVariant(
      5, "covert", "actuators do harm and a model of the plant is subtracted from what the sensors read",
      at: .controller, levels: [.modelAware], needs: .actuator),
  ]

  private static let replayVariants = [
    AttackVariant(
      1, "repeated window", "a window of a station's measurements is told again and again", at: .link,
      levels: withoutOracle, needs: .loop),
    AttackVariant(
      2, "delay", "a station's measurements are held back for a constant time", at: .link, levels: withoutOracle,
      needs: .loop),
    AttackVariant(
      3, "replayed commands", "a station's actuators get old commands again", at: .link, levels: withoutOracle,
      needs: .movingActuator),
  ]

  private static let rogueNodeVariants = [
    AttackVariant(
      1, "second source", "a second node reports the same tag in turn with the true one", at: .link, levels: everyLevel,
      needs: .loop),
    AttackVariant(2, "takeover", "a node takes a tag over from one scan to the next", at: .link, levels: everyLevel),
    AttackVariant(
      3, "hand-over", "a node tells the truth first and takes leave of it slowly", at: .link, levels: everyLevel),
  ]

  private static let unauthorisedCommandVariants = [
    AttackVariant(
      1, "set point", "a set point is changed without an operator's session", at: .apiClient, levels: withoutOracle,
      needs: .setpoint),
    AttackVariant(
      2, "direct write", "actuators are written directly", at: .apiClient, levels: withoutOracle, needs: .actuator),
    AttackVariant(
      3, "mode change", "a loop is put into manual mode where it stands", at: .apiClient, levels: withoutOracle,
      needs: .movingActuator),
  ]

  private static let supplyChainVariants = [
    AttackVariant(
      1, "altered logic", "after an update a controller does something else than it reports", at: .updateChannel,
      levels: withoutOracle, needs: .movingActuator),
    AttackVariant(
      2, "logic bomb", "an update waits, and then lets actuators do harm", at: .updateChannel, levels: withoutOracle,
      needs: .actuator),
    AttackVariant(
      3, "triggered firmware", "a sensor's new firmware lies whenever its value passes a trigger", at: .updateChannel,
      levels: everyLevel),
  ]
}
