public import TwinModel

/// A run of any testbed: its rows as a historian records them, and, for those who may know, what really happens.
///
/// What a caller holds as `any TestbedRun` is the plant's own machine in a box, so that a scan costs what it costs
/// without. A copy is a fork: both go on as the original would have.
public protocol TestbedRun: Sendable {
  /// Columns of the recording: the plant's sensors, then its actuators.
  var tags: [String] { get }
  /// Names of the sensors, in the order of `trueValues`.
  var sensors: [String] { get }
  /// Names of the actuators.
  var actuators: [String] { get }
  /// Seconds between two rows.
  var rowPeriod: Double { get }
  /// Seconds between two scans.
  var scanPeriod: Double { get }
  /// Seconds since the run began.
  var time: Double { get }
  /// Seconds after which the run is over.
  var duration: Double { get }
  /// What the attacks of the run do.
  var truths: [AttackTruth] { get }
  /// The signals of the last scan.
  var signals: Signals { get }
  /// Shape `[sensor]`: what perfect sensors would read now.
  var trueValues: [Double] { get }
  /// The attack that is going on, or whose consequences are, by its id; empty in normal operation.
  var currentEvent: String { get }
  /// What the plant cannot do at present.
  var impairments: [Impairment] { get }
  /// Number of rows that were recorded and not yet taken.
  var pendingRows: Int { get }

  /// Whether messages are kept until `takeMessages`; always false without a network.
  var logsMessages: Bool { get set }

  /// Runs one scan and records its row if one is due; false, and nothing done, when the duration is over.
  mutating func advance() -> Bool

  /// Hands over the rows recorded so far.
  mutating func takeRows() -> FrameBlock

  /// The next rows, at most a block full; `nil` when the duration is over.
  mutating func next() -> FrameBlock?

  /// Hands over the messages that were delivered or dropped since the last time; none without a network that logs.
  mutating func takeMessages() -> [NetworkMessage]

  /// The run from here on without one of its attacks.
  func removingAttack(id: String) -> Self

  /// The run from here on under further attacks, for another duration in seconds since it began; attacks on messages need
  /// a run with a network.
  func attacked(by attacks: [any Attack], _ attackers: [any NetworkAttack], until duration: Double) -> Self
}

extension PlantRecording: TestbedRun {
  /// Names of the sensors.
  public var sensors: [String] { loop.process.sensors }
  /// Names of the actuators.
  public var actuators: [String] { loop.process.actuators }
  /// Seconds between two scans.
  public var scanPeriod: Double { loop.control.period }
  /// Seconds since the run began.
  public var time: Double { loop.time }
  /// The signals of the last scan.
  public var signals: Signals { loop.signals }
  /// Shape `[sensor]`: what perfect sensors would read now.
  public var trueValues: [Double] { loop.process.trueValues }
  /// The attack that is going on, or whose consequences are, by its id.
  public var currentEvent: String { loop.currentEvent }
  /// What the plant cannot do at present.
  public var impairments: [Impairment] { loop.process.impairments }
}
