/// One message as a passive sensor on the network sees it: who says what to whom, and what came with it.
///
/// The same type for simulated and for real traffic, for every protocol. It holds what stands on the wire, nothing that only
/// an attacker or a simulator knows; where a protocol has no such thing, a part is `nil` or empty. Names and claims are the
/// message's own: a source is an address that anybody can write into a header.
public struct MessageObservation: Sendable, Equatable {
  /// When the sensor saw it, by the sensor's clock.
  public var time: SourceTime
  /// Address or name that it claims to come from.
  public var source: String
  /// Address or name that it is for.
  public var destination: String
  /// The protocol, such as `modbus-tcp`, `mqtt`, `http`.
  public var protocolName: String
  /// What is done, in the protocol's words: `read`, `publish`, `PUT`.
  public var operation: String
  /// The protocol's number of the operation (function code, packet type); 0 where it has words only.
  public var code: UInt16
  /// Whether it asks or answers.
  public var direction: Direction
  /// Whether it asks for something to be changed, or tells that it was.
  public var isWrite: Bool
  /// What is read or written.
  public var target: MessageTarget
  /// Tags that it reads, writes or tells, as far as the sensor knows the registers; else empty.
  public var tags: [String]
  /// Shape `[tag]`: values in the tags' units, `NaN` where one is missing; empty when it carries none.
  public var values: [Double]
  /// Digest of the payload without counters, times and addresses; 0 when there is none. See ``MessageDigest``.
  public var digest: UInt64
  /// When the oldest value in it was measured, where the payload says so.
  public var sampled: SourceTime?
  /// What an answer says of the request.
  public var outcome: Outcome
  /// Who it proves or claims to be beside its address: key, certificate, client identifier; `nil` where nothing is said.
  public var identity: String?
  /// Whether a proof of that identity came with it.
  public var authentication: Authentication
  /// Pairs a response with its request; `nil` where the protocol does not.
  public var transaction: UInt32?
  /// Counts what the source sends (a session's sequence number); `nil` where the protocol does not.
  public var sequence: UInt32?
  /// Bytes on the wire, ≥ 0.
  public var bytes: Int

  /// Whether a message asks or answers.
  public enum Direction: UInt8, Sendable, CaseIterable, Codable {
    /// It asks, or tells without being asked.
    case request = 0
    /// It answers.
    case response = 1
  }

  /// What an answer says of the request.
  public enum Outcome: Sendable, Equatable {
    /// Done as asked, or not an answer.
    case accepted
    /// Refused with the protocol's code: an exception of Modbus, a status of HTTP from 400 on.
    case refused(UInt16)
  }

  /// Whether a message proves who sent it.
  public enum Authentication: UInt8, Sendable, CaseIterable {
    /// It does not try.
    case none = 0
    /// The proof is right.
    case proven = 1
    /// The proof is wrong.
    case failed = 2
  }

  /// Creates an observation; what is left out is absent.
  public init(
    time: SourceTime, from source: String, to destination: String, protocolName: String, operation: String,
    code: UInt16 = 0, direction: Direction = .request, isWrite: Bool = false, target: MessageTarget = .none,
    tags: [String] = [], values: [Double] = [], digest: UInt64 = 0, sampled: SourceTime? = nil,
    outcome: Outcome = .accepted, identity: String? = nil, authentication: Authentication = .none,
    transaction: UInt32? = nil, sequence: UInt32? = nil, bytes: Int = 0
  ) {
    self.time = time
    self.source = source
    self.destination = destination
    self.protocolName = protocolName
    self.operation = operation
    self.code = code
    self.direction = direction
    self.isWrite = isWrite
    self.target = target
    self.tags = tags
    self.values = values
    self.digest = digest
    self.sampled = sampled
    self.outcome = outcome
    self.identity = identity
    self.authentication = authentication
    self.transaction = transaction
    self.sequence = sequence
    self.bytes = bytes
  }

  /// Who speaks to whom in which protocol, for people: `EWS → PLC1 modbus-tcp`.
  public var conversation: String { "\(source) → \(destination) \(protocolName)" }
}
