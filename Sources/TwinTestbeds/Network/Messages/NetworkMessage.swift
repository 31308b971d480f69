/// One message between two nodes: what is said, how it is signed, how large it is, and what became of it.
public struct NetworkMessage: Sendable, Equatable {
  /// Counts all messages of a run, from 0. Truth: nobody on the network sees it.
  public internal(set) var number: UInt64 = 0
  /// Place of the node that it claims to come from.
  public var source: Int
  /// Place of the node that it is for.
  public var destination: Int
  /// Counts what the source sends, from 0. Claimed: a replayed message repeats it.
  public var sequence: UInt32
  /// What is said.
  public var operation: NetworkOperation
  /// The registers that are read, written or published, as on the wire; in a table of bits one element a bit.
  public var registers: [UInt16]
  /// Place of the registers' layout in `CommunicationPlan.blocks`; −1 when it is none of the plan's.
  public var block: Int
  /// Bytes on the wire, headers of Ethernet, IP and TCP included.
  public var size: Int
  /// Whether and by whom it is signed.
  public var authentication: Authentication
  /// When the oldest of its values was measured, in seconds since the run began.
  public var sampled: Double
  /// When it was sent, in seconds since the run began.
  public internal(set) var sent = 0.0
  /// Place of the node at which it entered the network. Truth.
  public internal(set) var entry = 0
  /// When each of its values was measured, where they differ; empty when all are as old as the oldest.
  var stamps: [Double] = []
  /// The poll that it belongs to, by its place in the plan; −1 for none. Spares a client searching for it.
  var poll: Int32 = -1
  /// Whether it is what its source sent. Truth.
  public internal(set) var origin = Origin.genuine
  /// What became of it.
  public internal(set) var outcome = Outcome.inFlight

  /// Creates a message that has not been sent.
  public init(
    from source: Int, to destination: Int, sequence: UInt32 = 0, _ operation: NetworkOperation,
    registers: [UInt16] = [], block: Int = -1, size: Int, authentication: Authentication = .none, sampled: Double = 0
  ) {
    self.source = source
    self.destination = destination
    self.sequence = sequence
    self.operation = operation
    self.registers = registers
    self.block = block
    self.size = size
    self.authentication = authentication
    self.sampled = sampled
  }

  /// When its value of this place was measured.
  func stamp(ofValue place: Int) -> Double { stamps.indices.contains(place) ? stamps[place] : sampled }

  /// Whether and by whom a message is signed.
  public enum Authentication: Sendable, Equatable {
    /// Not at all, as in Modbus/TCP.
    case none
    /// By the holder of this key.
    case authenticated(key: UInt16)
    /// It names this key, and the proof is wrong.
    case failed(key: UInt16)
  }

  /// Whether a message is what its source sent.
  public enum Origin: String, Sendable, CaseIterable {
    /// It is.
    case genuine
    /// An attacker made it.
    case injected
    /// An attacker changed it on its way.
    case altered
  }

  /// What became of a message; times in seconds since the run began.
  public enum Outcome: Sendable, Equatable {
    /// It is under way.
    case inFlight
    /// Its destination handled it.
    case delivered(Double)
    /// It ended on the way.
    case dropped(DropReason, Double)

    /// When it was delivered or dropped; `nil` while it is under way.
    public var time: Double? {
      switch self {
      case .inFlight: nil
      case .delivered(let time), .dropped(_, let time): time
      }
    }
  }

  /// Why a message did not arrive.
  public enum DropReason: String, Sendable, CaseIterable {
    /// Lost on a link.
    case lost
    /// A link's queue was full.
    case queueFull = "queue-full"
    /// Its destination had too many messages waiting.
    case overloaded
    /// A link on its way carried nothing.
    case linkDown = "link-down"
    /// A node on its way was down.
    case nodeDown = "node-down"
    /// Somebody on its way took it.
    case intercepted

    var place: Int {
      switch self {
      case .lost: 0
      case .queueFull: 1
      case .overloaded: 2
      case .linkDown: 3
      case .nodeDown: 4
      case .intercepted: 5
      }
    }
  }
}
