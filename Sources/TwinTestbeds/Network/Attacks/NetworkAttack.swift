/// Somebody on the communication network.
///
/// Three powers, each optional:
/// - **Sit on hops** (`taps`): every message that enters a tapped hop is shown to `intercept`, which may read it (also
///   before the attack begins, to learn what to replay), change it, delay it, drop it, and send others.
/// - **Send** (`emit`): messages with any source, sequence and content, entering at any node, at chosen times: floods,
///   forged readings and commands, replays with old or new sequences.
/// - **Be a device**: whoever owns a node taps its access link in both directions.
///
/// The plan says what stands where: `CommunicationPlan.modbusWrite`, `.modbusRequest`, `.mqtt`, `.http` and `.datagram`
/// make messages, `.value(of:in:)` and `.setValue(of:in:to:)` read and change tags in them. A device answers whoever
/// asks: Modbus knows no authentication. The twin answers HTTP only where `authentication` is `.authenticated`, and the
/// broker takes publications only from such, too. What is sent to a PLC as a command holds against its program for
/// `CommunicationNetwork.manualHold` seconds; what is sent to a field device holds until the PLC's next cyclic write.
///
/// Choices come from a seed of its own, drawn when it is made. Physics, and latencies and losses of all messages before
/// the attack's first effect, are the same with and without it.
public protocol NetworkAttack: Sendable {
  /// What it really does, for those who judge a detector.
  var truth: AttackTruth { get }

  /// The hops on which it sits.
  func taps(in plan: CommunicationPlan) -> [Int]

  /// What it sends from `start` on and before `end`, in seconds since the run began. Called for spans of at most a
  /// second that follow each other without gaps, from the beginning of the run.
  mutating func emit(from start: Double, to end: Double, in plan: CommunicationPlan) -> [NetworkInjection]

  /// Looks at a message that is about to enter a tapped hop, and may change it.
  ///
  /// - Parameter injections: what it sends now besides.
  mutating func intercept(
    _ message: inout NetworkMessage, on hop: Int, at time: Double, in plan: CommunicationPlan,
    sending injections: inout [NetworkInjection]
  ) -> NetworkInterception
}

extension NetworkAttack {
  /// Sits nowhere.
  public func taps(in plan: CommunicationPlan) -> [Int] { [] }

  /// Sends nothing.
  public mutating func emit(
    from start: Double, to end: Double, in plan: CommunicationPlan
  ) -> [NetworkInjection] { [] }

  /// Lets everything pass.
  public mutating func intercept(
    _ message: inout NetworkMessage, on hop: Int, at time: Double, in plan: CommunicationPlan,
    sending injections: inout [NetworkInjection]
  ) -> NetworkInterception { .pass }
}

/// What somebody on a hop does with a message.
public enum NetworkInterception: Sendable, Equatable {
  /// Lets it go on, changed or not.
  case pass
  /// Lets it go on after so many seconds, ≥ 0.
  case delay(Double)
  /// Takes it away.
  case drop
}

/// A message that an attacker sends.
public struct NetworkInjection: Sendable, Equatable {
  /// What is sent; its source is what it claims.
  public var message: NetworkMessage
  /// Place of the node where it enters the network.
  public var entry: Int
  /// When, in seconds since the run began; at once when that is over.
  public var time: Double

  /// Creates an injection.
  public init(_ message: NetworkMessage, at entry: Int, time: Double) {
    self.message = message
    self.entry = entry
    self.time = time
  }
}
