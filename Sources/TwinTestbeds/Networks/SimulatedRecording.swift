public import TwinModel

/// A recording that is simulated while it is read, in constant memory, whatever is simulated.
public protocol SimulatedRecording: Sendable {
  /// Columns of the recording.
  var tags: [String] { get }
  /// Seconds between two rows.
  var rowPeriod: Double { get }
  /// Seconds since the run began.
  var time: Double { get }
  /// Seconds after which the run is over.
  var duration: Double { get }
  /// What the plant could not do so far.
  var impairments: ImpairmentLog { get }
  /// What each attack has led to so far; empty unless attacks are traced.
  var consequences: [AttackConsequence] { get }

  /// Number of rows that were recorded and not yet taken.
  var pendingRows: Int { get }

  /// Runs one scan or step and records its row if one is due; false, and nothing done, when the run is over.
  mutating func advance() -> Bool

  /// Hands over the rows recorded so far.
  mutating func takeRows() -> FrameBlock

  /// Hands over the messages that were delivered or dropped since the last time; none without a network that logs.
  mutating func takeMessages() -> [NetworkMessage]
}

extension SimulatedRecording {
  /// The next rows, at most `count`; `nil` when the run is over.
  public mutating func next(_ count: Int) -> FrameBlock? {
    while pendingRows < count && advance() {}
    return pendingRows > 0 ? takeRows() : nil
  }

  /// Nobody says anything.
  public mutating func takeMessages() -> [NetworkMessage] { [] }
}

extension TracedRun: SimulatedRecording {
  /// Columns of the recording.
  public var tags: [String] { run.tags }
  /// Seconds between two rows.
  public var rowPeriod: Double { run.rowPeriod }
  /// Seconds since the run began.
  public var time: Double { run.time }
  /// Seconds after which the run is over.
  public var duration: Double { run.duration }
  /// Number of rows that were recorded and not yet taken.
  public var pendingRows: Int { run.pendingRows }
}
