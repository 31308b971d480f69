public import TwinDetection
public import TwinTestbeds

/// Hears the messages of a plant's communication network, and says when something is wrong with them.
///
/// A machine: the same messages give the same answers.
public protocol MessageListener: Sendable {
  /// Takes the messages that were delivered or dropped since the last time, in that order.
  ///
  /// - Parameter seconds: since the run began, up to which nothing else came.
  /// - Returns: whether there is an alarm now.
  mutating func hear(_ messages: [NetworkMessage], until seconds: Double) -> Bool

  /// What the last alarm was raised by, in a word or two; empty before the first.
  var lastCause: String { get }

  /// What it takes for normal.
  var baseline: MessageBaseline { get }
}

/// Learns what messages a plant exchanges in normal operation.
public protocol MessageSchool: Sendable {
  /// Takes messages of normal operation, in the order in which they were delivered or dropped.
  mutating func learn(_ messages: [NetworkMessage], until seconds: Double)

  /// Whether it still learns, so many seconds after the run began.
  func isLearning(at seconds: Double) -> Bool

  /// Who hears the network from now on; `nil` when it was not heard for long enough.
  consuming func listener() -> (any MessageListener)?
}
