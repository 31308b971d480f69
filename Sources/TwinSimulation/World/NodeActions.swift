/// What a node wants done, in order. Each entry is one effect: a crash may come before any of them.
public struct NodeActions<Message: SimulatedMessage, Output: Sendable> {
  /// One thing to do.
  public enum Action {
    /// Sends a message to a node; to itself it arrives as well.
    case send(Message, to: Int)
    /// Sends one message to each of these nodes in turn.
    case multicast(Message, to: [Int])
    /// Sends one message to every other node, in the order of their numbers.
    case broadcast(Message)
    /// Sets a timer, in place of an earlier one of the same number.
    case setTimer(UInt64, after: Int64)
    /// Forgets a timer.
    case cancelTimer(UInt64)
    /// Asks the disk; the completion carries the token.
    case disk(DiskOperation, token: UInt64)
    /// Tells the world's observer.
    case output(Output)
  }

  /// The actions so far.
  public private(set) var all: [Action] = []

  /// Creates an empty list.
  public init() {}

  /// Sends a message to a node; to itself it arrives as well.
  public mutating func send(_ message: Message, to receiver: Int) { all.append(.send(message, to: receiver)) }

  /// Sends one message to each of these nodes in turn.
  public mutating func multicast(_ message: Message, to receivers: [Int]) {
    all.append(.multicast(message, to: receivers))
  }

  /// Sends one message to every other node.
  public mutating func broadcast(_ message: Message) { all.append(.broadcast(message)) }

  /// Sets a timer to fire after a span in nanoseconds, in place of an earlier one of the same number.
  public mutating func setTimer(_ timer: UInt64, after span: Int64) { all.append(.setTimer(timer, after: span)) }

  /// Forgets a timer.
  public mutating func cancelTimer(_ timer: UInt64) { all.append(.cancelTimer(timer)) }

  /// Asks the disk; the completion carries the token.
  public mutating func disk(_ operation: DiskOperation, token: UInt64 = 0) {
    all.append(.disk(operation, token: token))
  }

  /// Tells the world's observer.
  public mutating func output(_ output: Output) { all.append(.output(output)) }

  /// Forgets all actions and keeps the room they took.
  public mutating func removeAll() { all.removeAll(keepingCapacity: true) }
}
