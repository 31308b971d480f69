public import TwinModel

/// A run of a testbed with an eye on what becomes of the plant: what it could not do, and what each attack led to.
public struct TracedRun: Sendable {
  /// The run as it stands.
  public private(set) var run: any TestbedRun
  /// What the plant could not do so far.
  public private(set) var impairments = ImpairmentLog()
  private var watches: [ConsequenceWatch] = []

  /// - Parameter tracesAttacks: whether to find out what each attack leads to; costs a second run from its start on.
  public init(_ run: any TestbedRun, of site: Site, tracesAttacks: Bool) {
    self.run = run
    guard tracesAttacks else { return }
    let envelopes = EnvelopeWatch(site.envelopes, sensors: run.sensors)
    let quanta = Dictionary(site.tags.map { ($0.name, $0.quantisation ?? 0) }, uniquingKeysWith: { first, _ in first })
    let steps = run.sensors.map { quanta[$0] ?? 0 }
    watches = run.truths.map { ConsequenceWatch($0, envelopes: envelopes, steps: steps) }
  }

  /// What each attack has led to so far; empty unless attacks are traced.
  public var consequences: [AttackConsequence] { watches.map(\.consequence) }

  /// Runs one scan; false, and nothing done, when the duration is over.
  public mutating func advance() -> Bool {
    for index in watches.indices { watches[index].prepare(run) }
    guard run.advance() else { return false }
    impairments.observe(run.impairments, at: run.time, for: run.scanPeriod)
    for index in watches.indices { watches[index].observe(run) }
    return true
  }

  /// Whether messages are kept until `takeMessages`; always false without a network.
  public var logsMessages: Bool {
    get { run.logsMessages }
    set { run.logsMessages = newValue }
  }

  /// Hands over the messages that were delivered or dropped since the last time; none without a network that logs.
  public mutating func takeMessages() -> [NetworkMessage] { run.takeMessages() }

  /// Hands over the rows recorded so far.
  public mutating func takeRows() -> FrameBlock { run.takeRows() }
}
