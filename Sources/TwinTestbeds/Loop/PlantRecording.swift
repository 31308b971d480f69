public import TwinModel

/// A recording that is simulated while it is read: a sequence of blocks, in constant memory.
///
/// Iterating twice simulates twice, with the same bits.
public struct PlantRecording<Process: Plant, Control: Controller>: Sequence, IteratorProtocol, Sendable {
  /// The loop as it stands after the blocks given so far.
  public private(set) var loop: ClosedLoop<Process, Control>
  /// What the attacks of the run really did.
  public private(set) var truths: [AttackTruth]
  /// Seconds after which the run is over.
  public private(set) var duration: Double
  /// Rows in a full block.
  public static var blockRows: Int { 512 }

  private var historian: Historian
  private var scans: Int

  /// Prepares a recording; nothing is simulated yet.
  ///
  /// - Parameter duration: seconds, ≥ 0.
  /// - Parameter rowPeriod: seconds between two rows.
  public init(
    process: Process, control: Control, seed: UInt64, duration: Double, rowPeriod: Double, attacks: [any Attack] = [],
    network: CommunicationNetwork? = nil, series: String, start: SourceTime, isLabelled: Bool = true
  ) {
    precondition(duration >= 0 && duration / control.period < 1e15, "a duration that a run can have")
    loop = ClosedLoop(process: process, control: control, seed: seed, attacks: attacks, network: network)
    truths = attacks.map(\.truth) + (network?.attackers.map(\.truth) ?? [])
    self.duration = duration
    historian = Historian(
      of: process, series: series, period: rowPeriod, scanPeriod: control.period, start: start, isLabelled: isLabelled)
    scans = Self.scans(duration, control)
  }

  private static func scans(_ duration: Double, _ control: Control) -> Int {
    Int((duration / control.period).rounded(.up))
  }

  /// Columns of the recording.
  public var tags: [String] { historian.tags }

  /// Seconds between two rows.
  public var rowPeriod: Double { historian.period }

  /// Runs one scan and records its row if one is due; false, and nothing done, when the duration is over.
  public mutating func advance() -> Bool {
    guard loop.scans < scans else { return false }
    let scan = loop.scans
    loop.advance()
    historian.record(loop.signals, scan: scan, event: loop.currentEvent)
    return true
  }

  /// Number of rows that were recorded and not yet taken.
  public var pendingRows: Int { historian.block.count }

  /// Hands over the rows recorded so far.
  public mutating func takeRows() -> FrameBlock { historian.take() }

  /// The next rows; `nil` when the duration is over.
  public mutating func next() -> FrameBlock? {
    while pendingRows < Self.blockRows && advance() {}
    return pendingRows > 0 ? takeRows() : nil
  }

  /// Hands over the messages that were delivered or dropped since the last time; none without a network that logs.
  public mutating func takeMessages() -> [NetworkMessage] { loop.network?.takeLog() ?? [] }

  /// Whether messages are kept until `takeMessages`; always false without a network.
  public var logsMessages: Bool {
    get { loop.network?.transport.isLogging ?? false }
    set { loop.network?.transport.isLogging = newValue }
  }

  /// The run from here on without one of its attacks.
  public func removingAttack(id: String) -> PlantRecording {
    var copy = self
    copy.loop = loop.removingAttack(id: id)
    copy.truths.removeAll { $0.id == id }
    return copy
  }

  /// The run from here on under further attacks, for another duration. Until the first of them begins it goes as the run
  /// without them does.
  public func attacked(
    by attacks: [any Attack], _ attackers: [any NetworkAttack], until duration: Double
  ) -> PlantRecording {
    precondition(duration >= 0 && duration / loop.control.period < 1e15, "a duration that a run can have")
    var copy = self
    copy.loop = loop.adding(attacks: attacks, attackers: attackers)
    copy.truths += attacks.map(\.truth) + attackers.map(\.truth)
    copy.duration = duration
    copy.scans = Self.scans(duration, loop.control)
    return copy
  }
}
