extension MessageScenario {
  /// Datagrams after which a flood that is simulated ends.
  public static let floodDatagrams = 3e6

  /// Draws an attack as `init` does, but lets a flood last only as long as `floodDatagrams`: a gateway that takes thousands a
  /// second is flooded with a billion of them in a day, which would take hours to simulate and show nothing more.
  ///
  /// - Parameter shortestFlood: seconds that a flood lasts at least, however many datagrams that makes.
  public static func drawingBriefFlood(
    on testbed: Testbed, type: AttackType, variant number: Int, level: AttackLevel, seed: UInt64, start: Double,
    duration: Double, run: Double? = nil, shortestFlood: Double, id: String? = nil
  ) throws(AttackError) -> MessageScenario {
    func draw(_ duration: Double) throws(AttackError) -> MessageScenario {
      try MessageScenario(
        on: testbed, type: type, variant: number, level: level, seed: seed, start: start, duration: duration, run: run,
        id: id)
    }
    let scenario = try draw(duration)
    guard let flood = scenario.attack as? MessageFlood else { return scenario }
    let brief = max(shortestFlood, floodDatagrams / flood.rate)
    return brief < duration ? try draw(brief) : scenario
  }
}
